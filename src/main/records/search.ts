import type { ConsultationTexts } from '../../shared/contract/consultations.ts';
import type { PatientRow } from '../../shared/contract/patients.ts';
import type { ConsultationHit, PatientHit } from '../../shared/contract/search.ts';
import { displayName } from '../../shared/domain/name.ts';
import type { Vault } from '../vault/vault.ts';
import { TEXT_COLUMNS, TEXT_FIELDS } from './consultationColumns.ts';
import { highlightFigures, highlightPieces, holdsWords, snippetOf } from './highlight.ts';
import { PATIENT_ROW_COLUMNS } from './patientRows.ts';
import { practiceToday } from '../vault/practiceDay.ts';
import {
  allOf,
  readSearchQuery,
  TRIGRAM,
  wordsBeginning,
  wordsBeginningRoughly,
  type BirthDates,
  type Criterion,
} from './searchQuery.ts';
import { statement } from '../vault/statements.ts';

export interface SearchResults {
  /** How many patients fit, shown or not. */
  readonly patientTotal: number;
  readonly patients: PatientHit[];
  readonly consultations: ConsultationHit[];
}

/** Of the consultations that fit, the ones written last are looked at: a word like "gauche" is in most of them. */
const NEWEST_WRITTEN = 400;

/** How many texts are read to spare the slower question of `notesHolding`. */
const READ_AT_FIRST = 150;

/**
 * Looks everywhere: names, birth name, birth date, phone, commune, then the words of the notes. Family names that begin
 * with what is typed come first, then any word of the names, then the rest; the last seen before the others.
 */
export function searchEverywhere(vault: Vault, text: string, limit: number): SearchResults {
  const { criteria, noteWords } = readSearchQuery(text, practiceToday(vault));
  const { total, patients } = searchPatients(vault, criteria, limit);
  return { patientTotal: total, patients, consultations: searchNotes(vault, noteWords, limit) };
}

function searchPatients(
  vault: Vault,
  criteria: readonly Criterion[],
  limit: number,
): { total: number; patients: PatientHit[] } {
  if (criteria.length === 0) return { total: 0, patients: [] };
  const { condition, values } = conditionOf(criteria);
  const pieces = criteria.map(({ piece }) => piece).filter((piece) => piece !== '');
  const rank = rankOf(pieces);
  // Ranked and counted first on the narrow columns; the rows are put together for those that are shown alone.
  const rows = statement<(string | number)[], FoundPatient>(
    vault.db,
    `SELECT ${PATIENT_ROW_COLUMNS}, CASE WHEN mobile <> '' THEN visible_patient.phone ELSE '' END AS otherPhone, total
     FROM (
       SELECT number, ${rank.expression} AS rank, count(*) OVER () AS total FROM visible_patient WHERE ${condition}
       ORDER BY rank, last_consultation_at DESC NULLS LAST, name_key LIMIT ?
     ) JOIN visible_patient USING (number)
     ORDER BY rank, last_consultation_at DESC NULLS LAST, name_key`,
  ).all(...rank.values, ...values, limit);
  const found = rows.map(({ total, otherPhone, ...row }) => ({ total, hit: toPatientHit(row, otherPhone, pieces) }));
  return { total: found[0]?.total ?? 0, patients: found.map(({ hit }) => hit) };
}

/** SQL that holds for a patient who fits every criterion. */
function conditionOf(criteria: readonly Criterion[]): { condition: string; values: string[] } {
  // What the trigrams answer alone is asked of them at once.
  const plain = criteria.filter(({ birthDates, piece }) => birthDates.length === 0 && piece.length >= TRIGRAM);
  const match = allOf(plain.map(({ piece }) => piece));
  const together = match === null ? [] : [[{ sql: IN_TRIGRAMS, values: [match] }]];
  const ways = [...together, ...criteria.filter((each) => !plain.includes(each)).map(waysOf)];
  return {
    condition: ways.map((some) => `number IN (${some.map(({ sql }) => sql).join(' UNION ')})`).join(' AND '),
    values: ways.flatMap((some) => some.flatMap((way) => way.values)),
  };
}

/** SQL for the numbers of the patients that fit in one way. */
interface Way {
  readonly sql: string;
  readonly values: string[];
}

const IN_TRIGRAMS = 'SELECT rowid FROM patient_search WHERE patient_search MATCH ?';
const IN_BEGINNINGS = 'SELECT rowid FROM patient_beginning WHERE patient_beginning MATCH ?';

function waysOf({ piece, birthDates }: Criterion): Way[] {
  const words =
    piece.length >= TRIGRAM
      ? { sql: IN_TRIGRAMS, values: [`"${piece}"`] }
      : { sql: IN_BEGINNINGS, values: [`"${piece}" *`] };
  return [...birthDates.map(bornOn), ...(piece === '' ? [] : [words])];
}

/** Ranges and equalities, which the indexes serve. '~' comes after every figure and sign of a date. */
function bornOn({ begins, birthday }: BirthDates): Way {
  const range = { sql: 'birth_date >= ? AND birth_date < ?', values: [begins, `${begins}~`] };
  const day = { sql: 'substr(birth_date, 6) = ?', values: birthday === null ? [] : [birthday] };
  const parts = [...(begins === '' ? [] : [range]), ...(birthday === null ? [] : [day])];
  return {
    sql: `SELECT number FROM visible_patient WHERE birth_date IS NOT NULL AND ${parts.map(({ sql }) => sql).join(' AND ')}`,
    values: parts.flatMap(({ values }) => values),
  };
}

function rankOf(pieces: readonly string[]): { expression: string; values: string[] } {
  if (pieces.length === 0) return { expression: '0', values: [] };
  const family = pieces.map(() => 'name_key LIKE ?').join(' OR ');
  const names = pieces.map(() => 'search_names LIKE ?').join(' OR ');
  return {
    expression: `CASE WHEN ${family} THEN 0 WHEN ${names} THEN 1 WHEN ${names} THEN 2 ELSE 3 END`,
    values: [
      ...pieces.map((piece) => `${piece}%`),
      ...pieces.map((piece) => `% ${piece}%`),
      ...pieces.map((piece) => `%${piece}%`),
    ],
  };
}

interface FoundPatient extends PatientRow {
  /** The line, where a mobile is the number that rows show. */
  readonly otherPhone: string;
  /** How many fit in all. */
  readonly total: number;
}

function toPatientHit(row: PatientRow, otherPhone: string, pieces: string[]): PatientHit {
  const shown = highlightFigures(row.phone, pieces);
  const other = highlightFigures(otherPhone, pieces);
  return {
    row,
    familyName: highlightPieces(row.familyName, pieces),
    givenName: highlightPieces(row.givenName, pieces),
    birthName: highlightPieces(row.birthName, pieces),
    phone: shown.marks.length === 0 && other.marks.length > 0 ? other : shown,
    city: highlightPieces(row.city, pieces),
  };
}

type FoundConsultation = ConsultationTexts &
  Omit<ConsultationHit, 'displayName' | 'snippet'> & {
    familyName: string;
    givenName: string;
  };

function searchNotes(vault: Vault, words: readonly string[], limit: number): ConsultationHit[] {
  if (words.length === 0) return [];
  return notesHolding(vault, words, limit).map((row) => ({
    consultationId: row.consultationId,
    patientId: row.patientId,
    displayName: displayName(row),
    startedAt: row.startedAt,
    snippet: bestSnippet(row, words),
  }));
}

/**
 * By the first three letters of each word, for which the index has its lists ready, and the texts themselves then tell;
 * where these candidates are too many and too few of them hold, by the whole words, for which FTS5 first gathers every
 * word that begins so (some 10 ms for 200,000 consultations).
 */
function notesHolding(vault: Vault, words: readonly string[], limit: number): FoundConsultation[] {
  const rough = newestNotes(vault, wordsBeginningRoughly(words), READ_AT_FIRST);
  const holding = readNotes(vault, rough, words, limit);
  if (holding.length === limit || rough.length < READ_AT_FIRST) return holding;
  return readNotes(vault, newestNotes(vault, wordsBeginning(words), NEWEST_WRITTEN), words, limit);
}

/** Numbers of the consultations written last among those that match, the newest begun first. */
function newestNotes(vault: Vault, match: string, count: number): number[] {
  const rows = statement<[string, number], { number: number }>(
    vault.db,
    `SELECT number FROM (
       SELECT rowid AS found FROM consultation_search WHERE consultation_search MATCH ? ORDER BY rowid DESC LIMIT ?
     ) JOIN visible_consultation ON number = found ORDER BY started_at DESC`,
  ).all(match, count);
  return rows.map(({ number }) => number);
}

/** The first of them whose texts do hold the words. */
function readNotes(vault: Vault, numbers: readonly number[], words: readonly string[], limit: number) {
  const found: FoundConsultation[] = [];
  const read = statement<[number], FoundConsultation>(vault.db, SELECT_NOTE);
  for (const number of numbers) {
    if (found.length === limit) break;
    const row = read.get(number);
    if (row !== undefined && holdsWords(TEXT_FIELDS.map((field) => row[field]).join('\n'), words)) found.push(row);
  }
  return found;
}

const SELECT_NOTE = `
  SELECT id AS consultationId, patient_id AS patientId, family_name AS familyName, given_name AS givenName,
    started_at AS startedAt, ${TEXT_FIELDS.map((field) => `${TEXT_COLUMNS[field]} AS ${field}`).join(', ')}
  FROM visible_consultation WHERE number = ?`;

/** From the text that holds most of the words; of equals, the one that is written first. */
function bestSnippet(texts: ConsultationTexts, words: readonly string[]) {
  const snippets = TEXT_FIELDS.map((field) => snippetOf(texts[field], words)).filter((snippet) => snippet !== null);
  const most = Math.max(0, ...snippets.map(({ marks }) => Math.min(marks.length, words.length)));
  return (
    snippets.find(({ marks }) => Math.min(marks.length, words.length) === most) ?? { text: texts.motive, marks: [] }
  );
}
