import type { ContractError } from '../contract/errors.ts';

/** Refusals whose sentence tells a figure, below. */
type CodeWithFigure =
  | 'internal'
  | 'not-enough-space'
  | 'wrong-passphrase'
  | 'wait-before-retry'
  | 'wrong-pin'
  | 'not-found'
  | 'changed-meanwhile'
  | 'snapshot-damaged';

const SENTENCES: Readonly<Record<Exclude<ContractError['code'], CodeWithFigure>, string>> = {
  'invalid-input': 'Une information saisie ne peut pas être enregistrée ainsi. Vérifiez les champs.',
  'unknown-method': 'Cette version d’OstéoCoffre ne connaît pas cette demande. Mettez le programme à jour.',
  'vault-locked': 'Le coffre est verrouillé. Ouvrez-le avec votre phrase de passe.',
  'screen-veiled': 'L’écran est masqué. Saisissez votre code pour continuer.',
  'titular-only': 'Seul le titulaire du cabinet peut faire cela.',
  'may-not-write': 'Votre accès permet de lire les dossiers, pas d’y écrire. Demandez au titulaire.',
  'may-not-export': 'Votre accès ne permet ni d’imprimer ni d’enregistrer des dossiers. Demandez au titulaire.',
  'copy-read-only':
    'Ce poste consulte une copie en lecture seule\u00a0: rien n’y est changé. Faites-le sur l’ordinateur du cabinet.',
  'copy-expired': 'Le délai de cette copie est passé. Elle s’ouvre dès qu’elle est mise à jour, une fois le réseau là.',
  'copy-to-remake':
    'Le coffre du cabinet a été chiffré à neuf depuis cette copie. Retirez-la de ce poste, puis refaites-la depuis l’hébergeur.',
  'not-a-copy': 'Le coffre de ce poste n’est pas une copie en lecture seule\u00a0: il n’est pas retiré.',
  'not-due':
    'Ce dossier n’est pas arrivé à son terme\u00a0: rien n’a été changé. Ses dates sont dans le calendrier de conservation.',
  'request-unanswered':
    'Une copie d’un de ces dossiers est demandée et attend sa réponse\u00a0: rien n’a été détruit. Répondez à la demande, puis détruisez le dossier.',
  'file-frozen':
    'Ce dossier est gelé par une demande de limitation\u00a0: rien n’y est changé ni détruit. Ce qui est tapé reste à l’écran. Mettez fin au gel depuis la demande, sous RGPD.',
  'identity-not-checked': 'L’identité n’est pas encore vérifiée. Notez ce qui vous a été montré, puis continuez.',
  'requester-without-right':
    'Cette personne n’a pas ce droit, d’après ce qui est noté. Corrigez qui demande, ou répondez par un refus motivé.',
  'too-early':
    'Les 48 heures de réflexion ne sont pas passées (article L1111-7 du Code de la santé publique). Remettez la copie ensuite.',
  'extension-too-late':
    'Le premier mois est passé\u00a0: le délai ne peut plus être prolongé. Répondez dès maintenant.',
  'answer-missing': 'La demande n’a pas encore de réponse. Notez-la, puis son envoi.',
  'request-closed': 'Cette demande est close. Ouvrez-en une nouvelle.',
  'retention-over':
    'La conservation de ce dossier est arrivée à son terme\u00a0: elle ne justifie plus un refus. Détruisez-le depuis le calendrier.',
  'account-name-taken': 'Un accès porte déjà ce nom. Ajoutez un prénom ou une initiale.',
  busy: 'Un travail est en cours. Attendez qu’il se termine, ou arrêtez-le.',
  cancelled: 'Arrêté. Rien n’a été changé.',
  'no-vault': 'Il n’y a pas de coffre à cet endroit. Indiquez le dossier où se trouve coffre.db.',
  'vault-already-open': 'Le coffre est déjà ouvert.',
  'in-demonstration': 'C’est le cabinet inventé\u00a0: il reste à sa place. Revenez d’abord à votre coffre.',
  'vault-exists': 'Un coffre existe déjà à cet endroit. Choisissez un autre dossier.',
  'vault-in-use': 'Le coffre est ouvert dans une autre fenêtre. Fermez-la, puis recommencez.',
  'vault-place-forbidden':
    'Un coffre ne peut pas vivre sur un partage réseau ni dans un dossier du nuage. Choisissez un disque de ce poste.',
  'vault-folder-read-only': 'Ce dossier est en lecture seule. Choisissez un dossier où vous pouvez écrire.',
  'vault-folder-not-empty': 'Ce dossier contient déjà des fichiers. Choisissez un dossier vide.',
  'key-file-missing': 'Le fichier des accès, coffre.keys, manque. Remettez-le depuis une sauvegarde.',
  'key-file-damaged': 'Le fichier des accès est abîmé. Remettez-le depuis une sauvegarde. Rien n’a été changé.',
  'key-file-foreign': 'Le fichier des accès vient d’un autre coffre. Remettez celui de ce coffre.',
  'key-file-costs-refused':
    'Le fichier des accès demande un calcul hors des limites. Il a pu être modifié\u00a0: remettez-le depuis une sauvegarde.',
  'database-missing': 'Le fichier des dossiers, coffre.db, manque. Remettez-le depuis une sauvegarde.',
  'database-damaged': 'Le fichier des dossiers est abîmé. Remettez-le depuis une sauvegarde. Rien n’a été changé.',
  'database-foreign': 'Le fichier des dossiers n’est pas celui de ce coffre. Remettez le bon.',
  'vault-newer-than-program': 'Ce coffre a été ouvert par une version plus récente. Mettez OstéoCoffre à jour.',
  'migration-altered': 'Ce coffre ne correspond pas à cette version d’OstéoCoffre. Réinstallez le programme.',
  'disk-full': 'Le disque est plein. Libérez de la place, puis recommencez. Ce qui était enregistré le reste.',
  'disk-error': 'Le disque ne répond pas bien. Vérifiez-le, et faites une sauvegarde sur un autre disque.',
  'wrong-recovery-code': 'Ce code n’ouvre pas ce coffre. Vérifiez que la feuille de secours est la bonne.',
  'recovery-code-mistyped':
    'Le code de secours contient une faute de frappe. Comparez-le à la feuille, groupe par groupe.',
  'recovery-groups-wrong': 'Les groupes saisis ne sont pas ceux de la feuille. Relisez-les sur le papier.',
  'passphrase-too-weak': 'Cette phrase de passe est trop facile à deviner. Prenez sept mots tirés au sort.',
  'passphrase-forbidden-characters':
    'La phrase de passe contient un caractère qui ne se saisit pas partout. Retirez-le.',
  'slot-expired': 'Cet accès a pris fin. Demandez au titulaire d’en créer un nouveau.',
  'no-pin': 'Aucun code n’a été choisi. Ouvrez le coffre avec la phrase de passe.',
  'pin-too-simple': 'Ce code est trop facile à deviner. Choisissez six chiffres sans suite ni date.',
  'too-many-slots': 'Ce coffre a déjà le plus grand nombre d’accès possible. Retirez-en un d’abord.',
  'passphrase-to-choose':
    'Le coffre est ouvert par la feuille de secours. Choisissez d’abord une nouvelle phrase de passe.',
  'nothing-prepared': 'Il n’y a rien à confirmer. Recommencez depuis le début.',
  'consultation-ends-before-start': 'La consultation se termine avant de commencer. Vérifiez les heures.',
  'date-in-the-future': 'Cette date n’est pas encore passée. Vérifiez-la.',
  'same-patient': 'C’est déjà le dossier de ce patient. Choisissez-en un autre.',
  'breach-closed': 'Cette violation est close. Rouvrez-la pour la compléter.',
  'breach-to-notify': 'La CNIL n’a pas encore été notifiée. Envoyez la notification, puis notez son récépissé.',
  'delay-reason-missing': 'Les 72 heures sont passées. Indiquez les motifs du retard, la CNIL les demande.',
  'giver-missing': 'Indiquez le nom de qui donne l’accord\u00a0: pour un mineur, le titulaire de l’autorité parentale.',
  'reason-needed': 'Indiquez la raison\u00a0: elle reste au journal.',
  'file-not-chosen': 'Aucun fichier n’a été choisi.',
  'file-unreadable': 'Ce fichier ne peut pas être lu. Ouvrez-le dans un tableur et enregistrez-le de nouveau.',
  'file-not-writable': 'Cet endroit ne peut pas être écrit. Choisissez-en un autre.',
  'export-in-cloud':
    'Un programme recopie ce dossier dans un nuage. Choisissez plutôt une clé USB, ou un dossier de ce PC seul.',
  'file-too-large': 'Ce fichier est trop grand. Partagez-le en plusieurs fichiers.',
  'file-kind-unknown': 'Ce fichier n’est ni un CSV ni un XLSX. Exportez vos patients dans l’un de ces formats.',
  'file-empty': 'Ce fichier est vide.',
  'printer-missing': 'Aucune imprimante n’est installée. Installez-en une, ou enregistrez en PDF.',
  'dialog-missing': 'Ce poste n’a pas de fenêtre pour choisir un fichier. Installez le paquet zenity.',
  'place-not-removable': 'Ce disque ne se retire pas du poste. Choisissez une clé, ou confirmez cet endroit.',
  'target-absent': 'La destination n’est pas là. Branchez-la, puis recommencez.',
  'target-label-taken': 'Une autre destination porte déjà ce nom. Écrivez celui de l’étiquette de la clé.',
  'target-in-cloud':
    'Ce dossier est recopié dans un nuage, qui n’est pas un hébergeur de santé certifié. Choisissez une clé.',
  'target-full': 'La clé est pleine. Libérez de la place ou choisissez une autre clé.',
  'target-read-only': 'Cette destination est protégée en écriture. Levez la protection ou choisissez-en une autre.',
  'target-failed': 'La destination ne répond pas bien. Vérifiez-la ou choisissez-en une autre.',
  'target-keeps-all': 'Cette destination ne permet pas d’effacer. Rien n’y a été retiré.',
  'host-unreachable':
    'L’hébergeur ne répond pas. Vérifiez la connexion\u00a0: un envoi commencé reprendra où il en était.',
  'host-proxy-refused':
    'Le relais (proxy) du réseau ne laisse pas passer. Vérifiez son adresse, ou demandez l’accès à qui s’en occupe.',
  'host-untrusted':
    'Le certificat de l’hébergeur n’est pas reconnu. Rien n’a été envoyé. Vérifiez l’adresse, ou l’heure de ce poste.',
  'host-redirects': 'L’hébergeur renvoie vers une autre adresse. Rien n’y a été envoyé. Vérifiez l’adresse saisie.',
  'host-key-refused': 'L’hébergeur ne reconnaît pas ces clés. Vérifiez l’identifiant et la clé secrète.',
  'host-region-wrong': 'La région n’est pas la bonne. Reprenez celle qu’indique l’hébergeur.',
  'host-clock-off': 'L’horloge de ce poste a plus de 15 minutes d’écart avec l’hébergeur. Réglez-la.',
  'host-bucket-missing': 'Cet espace de stockage n’existe pas chez l’hébergeur. Vérifiez son nom, ou créez-le.',
  'host-sheet-key-writes':
    'Ces clés peuvent écrire chez l’hébergeur : elles ne vont pas sur papier. Demandez-lui une paire qui lit seulement.',
  'host-read-refused': 'Ces clés n’ont pas le droit de lire à cet endroit. Demandez ce droit à l’hébergeur.',
  'host-write-refused': 'Ces clés n’ont pas le droit d’écrire à cet endroit. Demandez ce droit à l’hébergeur.',
  'host-full': 'L’espace loué chez l’hébergeur est plein. Agrandissez-le.',
  'host-overloaded': 'L’hébergeur est surchargé ou en panne. Réessayez plus tard.',
  'host-strange': 'Cette adresse ne répond pas comme un stockage S3. Vérifiez-la.',
  'host-address-wrong':
    'Cette adresse n’est pas celle d’un stockage S3. Il faut https, un nom d’espace, sans accent ni espace.',
  'host-address-contradicts': 'L’adresse et le fichier de clés ne désignent pas le même endroit. Vérifiez-les.',
  'host-keys-unreadable': 'Le fichier de clés de l’hébergeur ne peut pas être lu. Vérifiez son contenu.',
  'hosting-attestation-missing':
    'Rien ne part sans l’attestation HDS de l’hébergeur. Renseignez-la et joignez le contrat.',
  'hosting-attestation-expired': 'L’attestation HDS de l’hébergeur a expiré. Rien ne part avant la nouvelle.',
  'hosting-attestation-elsewhere':
    'L’attestation HDS a été relevée pour une autre adresse. Relisez le certificat de ce nouvel hébergeur\u00a0: rien ne part avant.',
  'hosting-objected': 'Un patient s’oppose à l’hébergement externe. Rien ne part tant que son opposition est retenue.',
  'repository-in-use': 'Cette destination sert déjà à une autre sauvegarde. Attendez qu’elle se termine.',
  'repository-empty': 'Il n’y a pas de sauvegarde à cet endroit.',
  'repository-foreign': 'Cette destination contient les sauvegardes d’un autre coffre. Choisissez-en une autre.',
  'repository-newer': 'Ces sauvegardes viennent d’une version plus récente. Mettez OstéoCoffre à jour.',
  'repository-rolled-back':
    'Cette destination contient moins de sauvegardes qu’avant\u00a0: elle est revenue en arrière. Rien n’y a été écrit.',
  'repository-other-writer': 'Un autre poste a sauvegardé ici. Choisissez lequel des deux continue.',
  'repository-ahead': 'Cette destination est en avance sur ce coffre. Vérifiez quel coffre est le bon.',
  'repository-forked': 'Deux postes ont continué à partir de la même sauvegarde. Rien n’y a été retiré.',
  'snapshot-not-found': 'Cette sauvegarde n’existe pas à cet endroit.',
  'snapshot-not-proven': 'Cette sauvegarde n’a pas pu être authentifiée. Elle a pu être modifiée.',
  'passphrase-of-that-time':
    'C’est la phrase de passe d’autrefois. Prenez celle d’aujourd’hui ou la feuille de secours.',
  'access-of-that-time-needed':
    'Entre cette sauvegarde et cette phrase, le coffre a été chiffré à neuf. Donnez l’accès de cette époque.',
  'target-copy-needed':
    'Cette destination n’a rien depuis le nouveau chiffrement du coffre. Faites-y d’abord une copie.',
  'in-the-bin': 'C’est dans la corbeille. Reprenez-le de là.',
  'in-the-archive':
    'Ce dossier est dans l’archive. Reprenez-le d’abord par son nom, depuis la conservation, sous RGPD.',
  'erased-since': 'Un effacement définitif l’a retiré. Dites d’abord qu’il peut revenir.',
  'clock-behind-snapshots': 'Une sauvegarde est datée du futur. Vérifiez la date de ce poste.',
  'clock-against-sequence': 'Les dates des sauvegardes se contredisent. Vérifiez la date de ce poste.',
  'clock-leapt': 'La date de ce poste a fait un grand saut. Vérifiez-la avant d’effacer d’anciennes sauvegardes.',
};

/** The French sentence for a refusal: what is wrong, what to do. The same in the window and on the command line. */
export function sentenceOf(error: ContractError): string {
  switch (error.code) {
    case 'internal':
      return `Un imprévu est survenu, rien n’est perdu. Numéro à indiquer\u00a0: ${error.incident}.`;
    case 'not-enough-space':
      return `Il manque de la place sur le disque. Libérez ${megabytes(error.neededBytes)}\u00a0Mo, puis recommencez.`;
    case 'wrong-passphrase':
      return `Ce n’est pas la bonne phrase.${retry(error.retryInSeconds)}`;
    case 'wait-before-retry':
      return `Attendez un instant.${retry(error.retryInSeconds)}`;
    case 'wrong-pin':
      return `Ce n’est pas le bon code. ${triesLeft(error.triesLeft)}`;
    case 'not-found':
      return NOT_FOUND[error.what] ?? 'Cet élément n’existe plus. Revenez à la liste.';
    case 'snapshot-damaged':
      return `Cette sauvegarde est abîmée, ${error.missingChunks} ${error.missingChunks > 1 ? 'morceaux manquent' : 'morceau manque'}. Prenez-en une autre.`;
    case 'changed-meanwhile':
      return 'Ce dossier a été modifié entre-temps. Relisez-le, puis recommencez.';
    default:
      return SENTENCES[error.code];
  }
}

const NOT_FOUND: Readonly<Record<string, string>> = {
  target: 'Cette destination n’est plus connue.',
  patient: 'Ce dossier n’existe plus. Revenez à la liste des patients.',
  consultation: 'Cette consultation n’existe plus. Revenez au dossier.',
  file: 'Ce fichier n’est plus en mémoire. Choisissez-le de nouveau.',
  import: 'Cette reprise n’est plus connue.',
};

function megabytes(bytes: number): number {
  return Math.ceil(bytes / 1_000_000);
}

function retry(seconds: number): string {
  const whole = Math.ceil(seconds);
  return whole <= 0 ? '' : ` Nouvel essai dans ${whole} seconde${whole > 1 ? 's' : ''}.`;
}

function triesLeft(tries: number): string {
  if (tries === 0) return 'Le coffre se verrouille.';
  return tries === 1 ? 'Il reste un essai.' : `Il reste ${tries} essais.`;
}
