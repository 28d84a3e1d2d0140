import { formatDate } from '../../../shared/domain/dateText.ts';
import { legalDay, legalDayText } from '../../../shared/domain/legalDay.ts';
import { RISKS } from '../../../shared/french/breachWords.ts';
import { counted } from '../../../shared/french/counted.ts';
import { PC_TEXTS } from '../../../shared/french/pcCheckTexts.ts';
import { REGISTER_FIELDS } from '../../../shared/french/registerFields.ts';
import { fieldTable } from '../../printing/fieldTable.ts';
import { html } from '../../printing/html.ts';
import { readAttestation } from '../../snapshots/hosting/attestation.ts';
import { listTargets } from '../../snapshots/targetList.ts';
import { readLastTrial } from '../../snapshots/targetMarks.ts';
import { accessLogHead } from '../../vault/accessLog.ts';
import { readLogMonths } from '../../vault/accessLogExpiry.ts';
import { readPreferences } from '../../vault/settings.ts';
import { listBreaches, readBreach } from '../breaches/breachRegister.ts';
import { listDocuments } from '../keptDocuments.ts';
import { listPcChecks } from '../pcCheck/pcChecks.ts';
import { readRegister } from '../register/registerState.ts';
import { lastRegisterVersion } from '../register/registerVersions.ts';
import { retentionCalendar } from '../retention/calendar.ts';
import { readRetentionRule } from '../retention/retentionRule.ts';
import { dayOr, headedTable } from './headedTable.ts';
import type { BinderChapter } from './section.ts';

/** The register as it was kept last, or as the vault is now where it never was. */
export const registerChapter: BinderChapter = ({ vault, timeZone, withoutNames }) => {
  const kept = lastRegisterVersion(vault);
  const { sheets } = kept ?? readRegister(vault);
  const standing =
    kept === null ? 'État non enregistré' : `Version ${kept.number} du ${legalDayText(kept.at, timeZone)}`;
  return {
    title: 'Registre des activités de traitement',
    source: 'Article 30 du RGPD',
    body: html`
      <p class="quiet">${standing}</p>
      ${sheets.map(
        ({ title, entries }) => html`
          <h3>${withoutNames(title)}</h3>
          ${fieldTable(
            entries.map(
              ({ field, computed, own }) =>
                [
                  REGISTER_FIELDS[field].label,
                  [...computed, own]
                    .map(withoutNames)
                    .filter((line) => line !== '')
                    .join('\n'),
                ] as const,
            ),
          )}
        `,
      )}
    `,
  };
};

/** How long files are kept, what is due, and what was destroyed. */
export const retentionChapter: BinderChapter = ({ vault, timeZone }) => {
  const rule = readRetentionRule(vault);
  const { toArchive, toPurge, held, archived, destructions } = retentionCalendar(vault);
  return {
    title: 'Conservation des dossiers',
    source:
      'Article 5(1)(e) du RGPD ; CNIL, délibération 2020-081 ; R1112-7 du Code de la santé publique, par analogie',
    body: html`
      ${fieldTable([
        ['Base active', `${counted(rule.activeYears, 'an')} après la dernière visite`],
        ['Archive', counted(rule.archivedYears, 'an')],
        ['Mineurs', `jamais avant ${counted(rule.minorUntilAge, 'an')}`],
        ['Après un décès', counted(rule.afterDeathYears, 'an')],
        ['Dans l’archive', counted(archived, 'dossier')],
        ['À archiver, à détruire', `${toArchive.length} et ${toPurge.length}`],
        ['Suspendus par un litige', String(held.length)],
      ])}
      <h3>Destructions</h3>
      ${headedTable(
        ['Le', 'Dossiers', 'Consultations'],
        destructions.map(({ at, files, consultations }) => [
          legalDayText(at, timeZone),
          String(files),
          String(consultations),
        ]),
        'Aucune pour l’instant.',
      )}
    `,
  };
};

/** The internal register of breaches with the receipts of the CNIL. */
export const breachesChapter: BinderChapter = ({ vault, timeZone, withoutNames }) => ({
  title: 'Registre des violations de données',
  source: 'Articles 33 et 34 du RGPD',
  body: headedTable(
    ['N°', 'Violation', 'Connue le', 'Risque', 'CNIL', 'Informés', 'Close le'],
    listBreaches(vault)
      .toSorted((one, other) => one.number - other.number)
      .map(({ id, number, title, awareAt, risk, listed, informed, closedAt }) => [
        String(number),
        withoutNames(title),
        legalDayText(awareAt, timeZone),
        RISKS[risk],
        readBreach(vault, id)
          .notices.map(({ sentAt, receipt }) => `${legalDayText(sentAt, timeZone)}, ${receipt}`)
          .join('\n') || '–',
        listed === 0 ? '–' : `${informed} sur ${listed}`,
        dayOr(closedAt, timeZone),
      ]),
    'Aucune violation inscrite.',
  ),
});

/** Measures that are really on, each with its last proof. */
export const securityChapter: BinderChapter = ({ vault, timeZone }) => {
  const trial = readLastTrial(vault);
  const check = listPcChecks(vault)[0];
  return {
    title: 'Mesures de sécurité et leurs preuves',
    source: 'Article 32 du RGPD',
    body: html`
      ${fieldTable([
        ['Chiffrement', 'Base SQLCipher, AES-256 et HMAC-SHA512, clé dérivée par Argon2id'],
        ['Verrouillage', `Écran masqué après ${counted(readPreferences(vault).idleMinutes, 'minute')} sans activité`],
        [
          'Journal d’accès',
          `Enchaîné par SHA-256, ${counted(accessLogHead(vault.db).number, 'entrée')} depuis l’origine, gardées ${readLogMonths(vault)} mois`,
        ],
        [
          'Dernière restauration prouvée',
          trial === null
            ? 'Aucune pour l’instant'
            : `Le ${legalDayText(trial.at, timeZone)}, depuis ${trial.label}\u00a0: ${counted(trial.patients, 'dossier')}, ${trial.isIntact ? 'intacts' : 'avec des écarts'}`,
        ],
      ])}
      <h3>Poste de travail</h3>
      ${
        check === undefined
          ? html`<p>Pas encore vérifié.</p>`
          : html`<p class="quiet">Vérifié le ${legalDayText(check.at, timeZone)}</p>
              ${headedTable(
                ['Point', 'Réponse', 'Établi par'],
                check.findings.map(({ question, answer, isRead }) => [
                  PC_TEXTS[question].title,
                  ANSWERS[answer],
                  isRead ? 'lecture du système' : answer === 'unknown' ? '–' : 'le praticien',
                ]),
                '',
              )}`
      }
      <h3>Sauvegardes</h3>
      ${headedTable(
        ['Destination', 'Dernière copie', 'Dernier contrôle', 'Restauration prouvée'],
        listTargets(vault).map(({ label, headTime, verifiedAt, provenAt }) => [
          label,
          dayOr(headTime, timeZone),
          dayOr(verifiedAt, timeZone),
          dayOr(provenAt, timeZone),
        ]),
        'Aucune destination.',
      )}
    `,
  };
};

const ANSWERS = { good: 'oui', bad: 'à corriger', unknown: 'sans réponse' } as const;

/** Who processes data for the practice, with what certificate and contract say, and where the contract lies. */
export const processorsChapter: BinderChapter = ({ vault, timeZone, withoutNames }) => {
  const host = readAttestation(vault);
  const contract = listDocuments(vault, { kind: 'hosting-contract', patientId: null, subject: null }).find(
    ({ id }) => id === host?.contractDocument,
  );
  return {
    title: 'Sous-traitants, contrats et certificats',
    source: 'Article 28 du RGPD ; L1111-8 et R1111-11 du Code de la santé publique',
    body:
      host === null
        ? html`<p>Aucun hébergeur. Les données restent au cabinet, sur le poste et ses sauvegardes chiffrées.</p>`
        : html`${fieldTable([
            ['Hébergeur certifié HDS', host.hostName],
            ['Certificat', `${host.certificateNumber}, activités ${host.activities.join(', ')}`],
            ['Valable jusqu’au', validity(host.expiresOn, legalDay(vault.now(), timeZone))],
            ['Contrat signé le', formatDate(host.contractOn)],
            [
              'Contrat',
              contract === undefined
                ? 'Pas encore joint'
                : `« ${withoutNames(contract.title)} », joint le ${legalDayText(contract.createdAt, timeZone)}`,
            ],
          ])}
          ${
            contract === undefined
              ? null
              : html`<p>
                  Le contrat lui-même est gardé dans le coffre : il se lit et s’enregistre depuis les documents gardés,
                  sous RGPD. Les mentions du certificat sont celles que le praticien y a lues.
                </p>`
          }`,
  };
};

function validity(expiresOn: string, today: string): string {
  return `${formatDate(expiresOn)}${expiresOn < today ? ', échu' : ''}`;
}
