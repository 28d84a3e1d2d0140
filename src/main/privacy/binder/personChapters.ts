import type { Channel, OppositionRecipient } from '../../../shared/contract/oppositions.ts';
import { formatDate } from '../../../shared/domain/dateText.ts';
import { legalDayText } from '../../../shared/domain/legalDay.ts';
import { counted } from '../../../shared/french/counted.ts';
import { REQUEST_KINDS } from '../../../shared/french/requestKinds.ts';
import { fieldTable } from '../../printing/fieldTable.ts';
import { html } from '../../printing/html.ts';
import { listPurposes } from '../consents/purposes.ts';
import { listInformationPapers, noticeDigest, readNoticeFacts } from '../information/informationPapers.ts';
import { noticeIn } from '../information/noticeTexts.ts';
import { countInformation } from '../information/patientInformation.ts';
import { listOppositions } from '../oppositions.ts';
import { listRequests } from '../requests/storedRequest.ts';
import { dayOr, headedTable } from './headedTable.ts';
import type { BinderChapter } from './section.ts';

/** What patients are told, and how many were. */
export const informationChapter: BinderChapter = ({ vault, timeZone, withoutNames }) => {
  const facts = readNoticeFacts(vault);
  const { patients, notInformed } = countInformation(vault);
  const papers = listInformationPapers(vault, noticeDigest(facts));
  return {
    title: 'Information des patients',
    source: 'Articles 12 et 13 du RGPD',
    body: html`
      ${fieldTable([
        ['Patients suivis', patients.toLocaleString('fr-FR')],
        ['Dont information notée', (patients - notInformed).toLocaleString('fr-FR')],
      ])}
      <h3>Affiches et livrets édités</h3>
      ${headedTable(
        ['Version', 'Support', 'Langue', 'Le', 'À jour'],
        papers.map(({ version, kind, language, at, isCurrent }) => [
          String(version),
          kind === 'leaflet' ? 'Livret' : 'Affiche',
          language === 'fr' ? 'Français' : 'Anglais',
          legalDayText(at, timeZone),
          isCurrent ? 'oui' : 'non',
        ]),
        'Aucun n’a encore été édité.',
      )}
      <h3>Texte de la notice</h3>
      ${fieldTable(
        noticeIn('fr', facts).sections.map(({ title, full }) => [title, withoutNames(full.join('\n'))] as const),
      )}
    `,
  };
};

/** What is consented to, the versions of each text, and how many consent. */
export const consentsChapter: BinderChapter = ({ vault, timeZone, withoutNames }) => ({
  title: 'Consentements',
  source: 'Articles 6(1)(a), 7 et 9(2)(a) du RGPD',
  body: headedTable(
    ['Finalité', 'Version du texte', 'Écrite le', 'Consentent', 'Demandé'],
    listPurposes(vault).map(({ name, texts, consenting, isOpen }) => [
      withoutNames(name),
      String(texts[0]?.version ?? 1),
      dayOr(texts[0]?.writtenAt ?? null, timeZone),
      counted(consenting, 'patient'),
      isOpen ? 'oui' : 'plus maintenant',
    ]),
    'Aucun traitement ne repose sur le consentement.',
  ),
});

/** How many objected; of each to what kind of recipient, when and by which channel, and nothing of who objected. */
export const oppositionsChapter: BinderChapter = ({ vault, timeZone }) => {
  const all = listOppositions(vault, null);
  const holding = all.filter(({ revokedAt }) => revokedAt === null);
  return {
    title: 'Oppositions au partage',
    source: 'Articles L1110-4 et L1111-8 du Code de la santé publique',
    body: html`
      ${fieldTable([
        ['En vigueur', String(holding.length)],
        ...RECIPIENTS.map(
          ([kind, label]) =>
            [label, String(holding.filter(({ recipient }) => recipient.kind === kind).length)] as const,
        ),
        ['Retirées', String(all.length - holding.length)],
      ])}
      <h3>Chacune</h3>
      ${headedTable(
        ['Dite le', 'Opposition', 'Par', 'Retirée le', 'Par'],
        all.map(({ since, recipient, channel, revokedAt, revokedChannel }) => [
          legalDayText(since, timeZone),
          RECIPIENTS.find(([kind]) => kind === recipient.kind)?.[1] ?? '',
          CHANNEL_WORDS[channel],
          dayOr(revokedAt, timeZone),
          revokedChannel === null ? '–' : CHANNEL_WORDS[revokedChannel],
        ]),
        'Aucune opposition.',
      )}
      <p>
        Une opposition agit dans le logiciel même : le dossier n’apparaît plus au confrère, dans aucune liste, recherche
        ni décompte.
      </p>
    `,
  };
};

const RECIPIENTS: readonly (readonly [OppositionRecipient['kind'], string])[] = [
  ['every-colleague', 'À tout confrère'],
  ['account', 'À un confrère désigné'],
  ['person', 'À une autre personne'],
  ['external-hosting', 'À l’hébergement extérieur'],
];

/** Each request with its dates and its end, and nothing of who asked. */
export const requestsChapter: BinderChapter = ({ vault, timeZone }) => ({
  title: 'Demandes des personnes et réponses',
  source: 'Articles 12 et 15 à 21 du RGPD, L1111-7 du Code de la santé publique',
  body: headedTable(
    ['Reçue le', 'Demande', 'Par', 'À répondre avant', 'Répondue le', 'Issue'],
    listRequests(vault, null).map((request) => [
      legalDayText(request.receivedAt, timeZone),
      REQUEST_KINDS[request.kind],
      CHANNEL_WORDS[request.channel],
      formatDate(request.dueOn),
      dayOr(request.sending?.at ?? request.answer?.at ?? null, timeZone),
      request.answer === null ? 'en cours' : OUTCOMES[request.answer.outcome],
    ]),
    'Aucune demande reçue.',
  ),
});

const OUTCOMES = { granted: 'accordée', refused: 'refusée, motivée', withdrawn: 'retirée' } as const;
const CHANNEL_WORDS: Readonly<Record<Channel, string>> = {
  spoken: 'oral',
  letter: 'courrier',
  email: 'courriel',
  telephone: 'téléphone',
  form: 'formulaire',
};
