import type { Practice } from '../../../shared/contract/settings.ts';
import { legalDay, legalDayText, legalTime } from '../../../shared/domain/legalDay.ts';
import { formatDate, formatLongDate } from '../../../shared/domain/dateText.ts';
import { channelText } from '../../../shared/french/channels.ts';
import { textLabels } from '../../../shared/french/consultationTexts.ts';
import { fieldName, patientLabels, valueText } from '../../../shared/french/fieldNames.ts';
import { fieldTable, type Field } from '../../printing/fieldTable.ts';
import { html, type Html } from '../../printing/html.ts';
import { letterhead } from '../../printing/letterhead.ts';
import type { Paper } from '../../printing/paper.ts';
import { TEXT_FIELDS } from '../../records/consultationColumns.ts';
import type { PatientCopy } from './copySchema.ts';
import { copiedActions, copiedLosses, copiedManners, copiedTexts } from './copyWords.ts';

/** The whole copy for reading: the same facts as the archive's JSON, in the order in which a file is read. */
export function copyPaper(copy: PatientCopy, practice: Practice): Paper {
  const { timeZone } = practice;
  const day = (instant: string): string => legalDayText(Date.parse(instant), timeZone);
  const moment = (instant: string): string => `${day(instant)} à ${legalTime(Date.parse(instant), timeZone)}`;
  const { patient } = copy;
  return {
    title: 'Copie du dossier',
    runningHead: null,
    foot: `Copie du ${day(copy.madeAt)}`,
    body: html`
      ${letterhead(practice)}
      <h1>Copie du dossier</h1>
      <p class="quiet">
        ${patient.givenName} ${patient.familyName}. Tout ce que ce cabinet tient sur vous, au
        ${formatLongDate(legalDay(Date.parse(copy.madeAt), timeZone))} (article 15 du RGPD, article L1111-7 du Code de
        la santé publique).
      </p>
      ${section('Identité et antécédents', patientFields(copy))}
      ${section('Repris d’un ancien logiciel', cells(patient.imported))}
      ${section('Anciennes versions de l’identité et des antécédents', formerFields(patient.formerTexts, day))}
      <h2>Consultations</h2>
      ${copy.consultations.length === 0 ? html`<p class="quiet">Aucune.</p>` : null}
      ${copy.consultations.map((session) => sessionPart(session, timeZone, day))}
      ${section(
        'Documents joints dans l’archive',
        copy.documents.map(({ file, title, keptAt }) => [file, `${title}, gardé le ${day(keptAt)}`]),
      )}
      ${section('Information et choix', choiceFields(copy, day, moment))}
      ${section(
        'Qui a ouvert ou changé le dossier',
        copy.accesses.map(({ at, by, action }) => [
          `${day(at)} ${legalTime(Date.parse(at), timeZone)}`,
          `${by} : ${copiedActions[action] ?? action}`,
        ]),
      )}
    `,
  };
}

type Session = PatientCopy['consultations'][number];
type Day = (instant: string) => string;

function sessionPart(session: Session, timeZone: string, day: Day): Html {
  const start = Date.parse(session.startedAt);
  const { painBefore, painAfter, removed } = session;
  const fields: Field[] = [
    ...TEXT_FIELDS.map((field): Field => [textLabels[field], session.texts[field]]),
    ['Douleur avant (EVA)', painBefore === null ? '' : `${painBefore} sur 10`],
    ['Douleur après (EVA)', painAfter === null ? '' : `${painAfter} sur 10`],
    ...cells(session.imported),
    ...formerFields(session.formerTexts, day),
    ['Corbeille', removed === null ? '' : `Retirée du dossier le ${day(removed.at)} : ${removed.reason}`],
  ];
  return html`
    <h3>${formatLongDate(legalDay(start, timeZone))}, ${legalTime(start, timeZone)}, par ${session.by}</h3>
    ${fieldTable(fields) ?? html`<p class="quiet">Rien n’est écrit.</p>`}
  `;
}

function patientFields({ patient }: PatientCopy): Field[] {
  const { birthDate, sex, smoker, laterality, deathDate, socialSecurityNumber } = patient;
  return [
    ...copiedTexts.map((field): Field => [patientLabels[field], patient[field]]),
    [patientLabels.birthDate, birthDate === null ? '' : formatDate(birthDate)],
    ['Date de décès', deathDate === null ? '' : formatDate(deathDate)],
    [patientLabels.sex, sex === null ? '' : { female: 'Féminin', male: 'Masculin' }[sex]],
    [patientLabels.smoker, smoker === null ? '' : smoker ? 'Oui' : 'Non'],
    [
      patientLabels.laterality,
      laterality === null ? '' : { right: 'Main droite', left: 'Main gauche', both: 'Les deux' }[laterality],
    ],
    ['Numéro de sécurité sociale', socialSecurityNumber ?? ''],
  ];
}

function choiceFields(copy: PatientCopy, day: Day, moment: Day): Field[] {
  return [
    ...copy.informed.map(({ on, manner }): Field => [
      'Information donnée',
      `${formatDate(on)}, ${copiedManners[manner] ?? manner}`,
    ]),
    ...copy.oppositions.map(({ to, since, channel, endedAt, endChannel, note }): Field => [
      'Opposition au partage',
      `${copiedManners[to] ?? to}, dite le ${day(since)} ${channelText(channel)}${endedAt === null ? '' : `, retirée le ${day(endedAt)}${endChannel === null ? '' : ` ${channelText(endChannel)}`}`}${note === '' ? '' : `. ${note}`}`,
    ]),
    ...copy.oppositionLifts.map(({ to, reason, since, until, endedAt }): Field => [
      'Opposition levée en urgence',
      `Pour ${to}, du ${moment(since)} au ${moment(endedAt ?? until)}. ${reason}`,
    ]),
    ...copy.holds.map(({ reason, since, endedAt }): Field => [
      'Litige',
      `Noté le ${day(since)}${endedAt === null ? '' : `, terminé le ${day(endedAt)}`}. ${reason}`,
    ]),
    ...copy.breaches.map(({ knownAt, of, toldAt, channel }): Field => [
      'Violation de données',
      `Perte de ${of.map((loss) => copiedLosses[loss]).join(', de ')}, connue le ${day(knownAt)}, annoncée le ${day(toldAt)} ${channelText(channel)}`,
    ]),
    ...copy.consents.map(({ purpose, version, givenOn, withdrawnAt }): Field => [
      'Accord',
      `${purpose} (texte n° ${version}), donné le ${formatDate(givenOn)}${withdrawnAt === null ? '' : `, retiré le ${day(withdrawnAt)}`}`,
    ]),
  ];
}

function cells(imported: readonly { readonly label: string; readonly value: string }[]): Field[] {
  return imported.map(({ label, value }) => [label, value]);
}

function formerFields(texts: Session['formerTexts'], day: Day): Field[] {
  return texts.map(({ field, text, replacedAt, by }) => [
    `${fieldName(field)}, avant`,
    `Jusqu’au ${day(replacedAt)}, remplacé par ${by} :\n${valueText(field, text, (instant) => day(new Date(instant).toISOString()))}`,
  ]);
}

function section(title: string, fields: readonly Field[]): Html | null {
  const table = fieldTable(fields);
  return table === null
    ? null
    : html`<h2>${title}</h2>
        ${table}`;
}
