import type { ContractError, ContractErrorCode } from '../shared/contract/errors.ts';

type Sentences = {
  readonly [Code in ContractErrorCode]: string | ((error: Extract<ContractError, { code: Code }>) => string);
};

const DAMAGED_KEY_FILE =
  'Le fichier des accès du coffre est abîmé. Reprenez-le d’une sauvegarde, rien n’a été modifié.';

/** For each refusal: what is wrong, then what to do. */
const sentences: Sentences = {
  'invalid-input': 'Une des valeurs ne peut pas être enregistrée telle quelle. Corrigez-la puis recommencez.',
  'unknown-method': 'La fenêtre et le programme ne sont pas de la même version. Quittez puis relancez OstéoCoffre.',
  'vault-locked': 'Le coffre est verrouillé. Ouvrez-le pour continuer.',
  'screen-veiled': 'L’écran est masqué. Tapez votre code pour continuer.',
  'titular-only': 'Seul le titulaire du cabinet peut faire cela.',
  busy: 'Un autre travail est en cours. Attendez sa fin, ou arrêtez-le.',
  cancelled: 'Arrêté à votre demande. Rien n’a été modifié.',
  internal: ({ incident }) =>
    `Cela n’a pas pu se faire, et rien n’est perdu. Recommencez\u202f; si cela revient, citez le numéro ${incident}.`,

  'no-vault': 'Il n’y a pas encore de coffre ici. Créez-en un.',
  'vault-already-open': 'Le coffre est déjà ouvert.',
  'vault-exists': 'Un coffre se trouve déjà à cet endroit. Choisissez un autre dossier.',
  'vault-in-use': 'Ce coffre est déjà ouvert par un autre programme. Fermez-le d’abord.',
  'vault-place-forbidden':
    'Un coffre ne peut pas se trouver sur un partage réseau ni dans un dossier synchronisé. Choisissez un dossier de cet ordinateur.',
  'vault-folder-read-only': 'Le dossier du coffre ne peut pas être écrit. Vérifiez vos droits sur ce dossier.',
  'vault-folder-not-empty': 'Ce dossier n’est pas vide. Choisissez un dossier vide.',
  'key-file-missing': 'Le fichier des accès du coffre (coffre.keys) manque. Reprenez-le d’une sauvegarde.',
  'key-file-damaged': DAMAGED_KEY_FILE,
  'key-file-foreign':
    'Le fichier des accès est celui d’un autre coffre. Remettez celui de ce coffre, rien n’a été modifié.',
  'key-file-costs-refused': DAMAGED_KEY_FILE,
  'database-missing': 'Le fichier du coffre (coffre.db) manque. Reprenez-le d’une sauvegarde.',
  'database-damaged': 'Le coffre est abîmé. Ne le modifiez plus et reprenez votre dernière sauvegarde.',
  'database-foreign': 'Ce fichier n’est pas le coffre de ces accès. Remettez le bon fichier, rien n’a été modifié.',
  'vault-newer-than-program':
    'Ce coffre vient d’une version plus récente d’OstéoCoffre. Installez-la, puis rouvrez-le.',
  'migration-altered':
    'Cette installation d’OstéoCoffre est incomplète. Réinstallez-la, votre coffre n’a pas été modifié.',
  'disk-full': 'Le disque est plein. Libérez de la place, rien de ce qui était enregistré n’est perdu.',
  'disk-error': 'Le disque ne répond pas bien. Vérifiez-le, et faites une sauvegarde au plus tôt.',
  'not-enough-space': ({ neededBytes }) =>
    `Il manque de la place sur le disque. Libérez ${megabytes(neededBytes)}\u00a0Mo, puis recommencez.`,
  'wrong-passphrase': ({ retryInSeconds }) =>
    retryInSeconds > 0
      ? `Ce n’est pas la bonne phrase. Nouvel essai dans ${seconds(retryInSeconds)}.`
      : 'Ce n’est pas la bonne phrase. Vérifiez-la, puis recommencez.',
  'wait-before-retry': ({ retryInSeconds }) => `Nouvel essai dans ${seconds(retryInSeconds)}.`,
  'wrong-recovery-code': 'Cette feuille de secours n’ouvre pas ce coffre. Vérifiez son numéro de coffre.',
  'recovery-code-mistyped': 'Le code contient une faute de frappe. Comparez-le à la feuille, groupe par groupe.',
  'recovery-groups-wrong': 'Ces groupes ne sont pas ceux de la feuille. Relisez-la, puis recopiez-les.',
  'passphrase-too-weak': 'Cette phrase est trop facile à deviner. Prenez sept mots sans lien entre eux.',
  'passphrase-forbidden-characters': 'Cette phrase contient un signe qui ne se tape pas partout. Retirez-le.',
  'slot-expired': 'Cet accès a pris fin. Utilisez la phrase ou la feuille les plus récentes.',
  'no-pin': 'Il n’y a pas de code. Ouvrez le coffre par la phrase de passe.',
  'wrong-pin': ({ triesLeft }) =>
    triesLeft === 1
      ? 'Ce n’est pas le bon code. Encore un essai, puis le coffre se verrouille.'
      : `Ce n’est pas le bon code. Il reste ${triesLeft} essais.`,
  'pin-too-simple': 'Ce code est trop facile à deviner. Prenez six chiffres ou plus, ni suite ni date.',
  'too-many-slots': 'Ce coffre a déjà tous les accès qu’il peut avoir. Retirez-en un d’abord.',
  'nothing-prepared': 'La feuille préparée n’est plus là. Reprenez à l’étape précédente.',

  'not-found': 'Cela n’existe plus. Revenez à la liste.',
  'changed-meanwhile': 'Cela a changé entre-temps. Relisez, puis recommencez.',
  'consultation-ends-before-start': 'La fin vient avant le début. Vérifiez les deux heures.',
  'date-in-the-future': 'Cette date est à venir. Vérifiez-la.',
  'same-patient': 'La consultation est déjà dans ce dossier. Choisissez un autre patient.',
  'reason-needed': 'Le motif manque. Écrivez-le en quelques mots.',

  'file-not-chosen': 'Aucun fichier n’a été choisi.',
  'file-unreadable': 'Ce fichier ne se lit pas. Vérifiez qu’il n’est pas ouvert ailleurs.',
  'file-not-writable': 'Ce fichier ne peut pas être écrit à cet endroit. Choisissez un autre dossier.',
  'file-too-large': 'Ce fichier est trop grand. Coupez-le en plusieurs.',
  'file-kind-unknown': 'Ce fichier n’est ni un tableau CSV ni un classeur XLSX. Choisissez-en un autre.',
  'file-empty': 'Ce fichier est vide. Choisissez-en un autre.',
  'printer-missing': 'Aucune imprimante n’est installée. Enregistrez en PDF, ou installez-en une.',
  'dialog-missing': 'Cet ordinateur n’a pas de fenêtre pour choisir un fichier. Installez zenity, puis recommencez.',
  'place-not-removable': 'Ce n’est pas une clé USB. La feuille doit rester loin de cet ordinateur.',
};

/** The French sentence of a refusal: what is wrong and what to do. */
export function sentenceOf(error: ContractError): string {
  // Each code's sentence takes the error of that code: the mapped type above holds it, a lookup by union cannot show it.
  const sentence = sentences[error.code] as string | ((error: ContractError) => string);
  return typeof sentence === 'string' ? sentence : sentence(error);
}

function seconds(value: number): string {
  const whole = Math.ceil(value);
  return `${whole} ${whole > 1 ? 'secondes' : 'seconde'}`;
}

function megabytes(bytes: number): string {
  return Math.ceil(bytes / 1_000_000).toLocaleString('fr-FR');
}
