import { formatDate } from '../../../shared/domain/dateText.ts';
import { legalDayText } from '../../../shared/domain/legalDay.ts';
import { counted } from '../../../shared/french/counted.ts';
import { present, says, type DraftSheet, type Finding } from './draft.ts';
import type { RegisterFacts } from './facts.ts';

/** The common page: who answers for the processing, and the measures that are really on (art. 30(1)(a) and (g)). */
export function commonSheet(facts: RegisterFacts): DraftSheet {
  const { practice } = facts;
  return {
    name: 'common',
    title: 'Page commune',
    findings: {
      organisation: says(
        practice.practiceName,
        practice.street,
        practice.addressComplement,
        `${practice.postcode} ${practice.city}`,
        labelled('SIRET', practice.siret),
      ),
      controller: says(
        practice.practitionerName === '' ? null : `${practice.practitionerName}, ostéopathe`,
        labelled('RPPS', practice.rpps),
        labelled('ADELI', practice.adeli),
      ),
      contact: says(practice.phone, practice.email, practice.website),
      accessControl: accessControl(facts),
      encryption: encryption(facts),
      traceability: traceability(facts),
      backup: backup(facts),
      processorControl: processorControl(facts),
    },
  };
}

function labelled(label: string, value: string): string | null {
  return value === '' ? null : `${label} ${value}`;
}

function accessControl({ accounts, preferences, hasPin, hasRecoverySheet }: RegisterFacts): Finding {
  return says(
    'Le coffre s’ouvre avec une phrase de passe personnelle, au niveau demandé par la CNIL (recommandation de 2022).',
    hasPin
      ? `L’écran se masque après ${counted(preferences.idleMinutes, 'minute')} sans geste et se rouvre par un code pendant ${hoursText(preferences.pinHours)}, puis par la phrase.`
      : `L’écran se verrouille après ${counted(preferences.idleMinutes, 'minute')} sans geste et se rouvre par la phrase.`,
    hasRecoverySheet ? 'Une feuille de secours, gardée sous clé, ouvre le coffre si la phrase est oubliée.' : null,
    accounts.length === 0
      ? 'Une seule personne ouvre le coffre.'
      : `${counted(accounts.length, 'confrère ouvre', 'confrères ouvrent')} le coffre, chacun avec sa phrase, ses droits et une date de fin quand elle est fixée.`,
    'Le dossier d’un patient opposé au partage n’est montré à aucun confrère concerné.',
  );
}

function hoursText(hours: number): string {
  return hours < 1 ? counted(Math.round(hours * 60), 'minute') : counted(hours, 'heure');
}

function encryption({ argon2 }: RegisterFacts): Finding {
  return says(
    'Toute la base est chiffrée sur le disque (SQLCipher 4, AES-256, chaque page scellée par HMAC-SHA-512).',
    argon2 === null
      ? null
      : `La clé est tirée de la phrase par Argon2id\u00a0: ${counted(argon2.memoryKib / 1024, 'Mio', 'Mio')}, ${counted(argon2.passes, 'passage')}, ${counted(argon2.lanes, 'voie')}.`,
    'Ce qui est détruit est effacé de la base, de ses index et de son journal.',
  );
}

function traceability({ log, practice }: RegisterFacts): Finding {
  return {
    says: ['Un journal dit qui a fait quoi et quand. Chaque entrée scelle la précédente (SHA-256).'],
    proofs:
      log.since === null
        ? []
        : [`${counted(log.entries, 'entrée')} depuis le ${legalDayText(log.since, practice.timeZone)}`],
  };
}

function backup({ targets, backups, practice }: RegisterFacts): Finding {
  if (targets.length === 0) return says('Aucune sauvegarde n’est encore en place.');
  const labels = targets.map(({ label, kind }) => (kind === 's3' ? `${label} (hébergeur certifié)` : label));
  return {
    says: [
      `Copies chiffrées sur ${counted(targets.length, 'destination')}\u00a0: ${[...labels].sort((one, other) => one.localeCompare(other, 'fr')).join(', ')}.`,
      `Une copie chaque soir à ${backups.eveningTime}.`,
      `Une restauration d’essai tous les ${counted(backups.proveEveryDays, 'jour')}, un contrôle de chaque destination tous les ${counted(backups.verifyEveryDays, 'jour')}.`,
    ],
    proofs: targets.flatMap(({ label, headTime, provenAt }) =>
      present([
        headTime === null ? null : `${label}\u00a0: dernière copie le ${legalDayText(headTime, practice.timeZone)}`,
        provenAt === null
          ? null
          : `${label}\u00a0: restauration d’essai réussie le ${legalDayText(provenAt, practice.timeZone)}`,
      ]),
    ),
  };
}

function processorControl({ host }: RegisterFacts): Finding {
  if (host === null) return says('Aucun sous-traitant ne reçoit de données.');
  return says(
    `${host.hostName}\u00a0: certificat HDS ${host.certificateNumber}, activités ${host.activities.join(', ')}, valable jusqu’au ${formatDate(host.expiresOn)}.`,
    `Contrat du ${formatDate(host.contractOn)} (R1111-11 CSP). Rien n’est envoyé une fois le certificat expiré.`,
  );
}
