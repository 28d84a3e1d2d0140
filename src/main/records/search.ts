import type { ConsultationTexts } from '../../shared/contract/consultations.ts';
import type { PatientRow } from '../../shared/contract/patients.ts';
import type { ConsultationHit, PatientHit } from '../../shared/contract/search.ts';
import { displayName } from '../../shared/domain/name.ts';
import type { Vault } from '../vault/vault.ts';
import { TEXT_COLUMNS, TEXT_FIELDS } from './consultationColumns.ts';
import { highlightFigures, highlightPieces, snippetOf } from './highlight.ts';
import { PATIENT_ROW_COLUMNS } from './patientRows.ts';
import { practiceToday } from './practiceDay.ts';
import { allOf, readSearchQuery, TRIGRAM, wordsBeginning, type Criterion } from './searchQuery.ts';
import { statement } from '../vault/statements.ts';

export interface SearchResults {
  /** How many patients fit, shown or not. */
  readonly patientTotal: number;
  readonly patients: PatientHit[];
  readonly consultations: ConsultationHit[];
}

/** Of the consultations that fit, the ones written last are looked at: a word like "gauche" is in most of them. */
const NEWEST_WRITTEN = 400;

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
  const total = statement<string[], { total: number }>(
    vault.db,
    `SELECT count(*) AS total FROM visible_patient WHERE ${condition}`,
  ).get(...values);
  const rank = rankOf(pieces);
  // Ranked first on the narrow columns; the counts of the rows are worked out for those that are shown alone.
  const rows = statement<(string | number)[], PatientRow & { otherPhone: string }>(
    vault.db,
    `SELECT ${PATIENT_ROW_COLUMNS}, CASE WHEN mobile <> '' THEN visible_patient.phone ELSE '' END AS otherPhone
     FROM (
       SELECT number, ${rank.expression} AS rank FROM visible_patient WHERE ${condition}
       ORDER BY rank, last_consultation_at DESC NULLS LAST, name_key LIMIT ?
     ) JOIN visible_patient USING (number)
     ORDER BY rank, last_consultation_at DESC NULLS LAST, name_key`,
  ).all(...rank.values, ...values, limit);
  return { total: total?.total ?? 0, patients: rows.map((row) => toPatientHit(row, pieces)) };
}

/** SQL that holds for a patient who fits every criterion. */
function conditionOf(criteria: readonly Criterion[]): { condition: string; values: string[] } {
  const plain = criteria.filter(({ birthDates, piece }) => birthDates.length === 0 && piece.length >= TRIGRAM);
  const conditions: string[] = [];
  const values: string[] = [];
  const match = allOf(plain.map(({ piece }) => piece));
  if (match !== null) {
    conditions.push(IN_SEARCH);
    values.push(match);
  }
  for (const criterion of criteria.filter((each) => !plain.includes(each))) {
    const ways = waysOf(criterion);
    conditions.push(`(${ways.map(({ sql }) => sql).join(' OR ')})`);
    values.push(...ways.flatMap((way) => way.values));
  }
  return { condition: conditions.join(' AND '), values };
}

const IN_SEARCH = 'number IN (SELECT rowid FROM patient_search WHERE patient_search MATCH ?)';

function waysOf({ piece, birthDates }: Criterion): { sql: string; values: string[] }[] {
  const dates = birthDates.map((pattern) =>
    /^[\d-]{10}%$/.test(pattern)
      ? { sql: 'birth_date = ?', values: [pattern.slice(0, 10)] }
      : { sql: 'birth_date LIKE ?', values: [pattern] },
  );
  if (piece.length >= TRIGRAM) return [...dates, { sql: IN_SEARCH, values: [`"${piece}"`] }];
  // One or two letters begin a word of the names, one or two figures a phone number.
  const begins = `% ${piece}%`;
  return [...dates, { sql: '(search_names LIKE ? OR search_phones LIKE ?)', values: [begins, begins] }];
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

function toPatientHit({ otherPhone, ...row }: PatientRow & { otherPhone: string }, pieces: string[]): PatientHit {
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
  const rows = statement<[string, number, number], FoundConsultation>(vault.db, SELECT_NOTES).all(
    wordsBeginning(words),
    NEWEST_WRITTEN,
    limit,
  );
  return rows.map((row) => ({
    consultationId: row.consultationId,
    patientId: row.patientId,
    displayName: displayName(row),
    startedAt: row.startedAt,
    snippet: bestSnippet(row, words),
  }));
}

const SELECT_NOTES = `
  SELECT id AS consultationId, patient_id AS patientId, family_name AS familyName, given_name AS givenName,
    started_at AS startedAt, ${TEXT_FIELDS.map((field) => `${TEXT_COLUMNS[field]} AS ${field}`).join(', ')}
  FROM (
    SELECT rowid AS found FROM consultation_search WHERE consultation_search MATCH ? ORDER BY rowid DESC LIMIT ?
  ) JOIN visible_consultation ON visible_consultation.number = found
  ORDER BY started_at DESC LIMIT ?`;

/** From the text that holds most of the words; of equals, the one that is written first. */
function bestSnippet(texts: ConsultationTexts, words: readonly string[]) {
  const snippets = TEXT_FIELDS.map((field) => snippetOf(texts[field], words)).filter((snippet) => snippet !== null);
  const most = Math.max(0, ...snippets.map(({ marks }) => Math.min(marks.length, words.length)));
  return (
    snippets.find(({ marks }) => Math.min(marks.length, words.length) === most) ?? { text: texts.motive, marks: [] }
  );
}
