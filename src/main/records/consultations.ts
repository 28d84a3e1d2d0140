import {
  consultation,
  type Consultation,
  type ConsultationFields,
  type OpenConsultation,
  type TextVersion,
} from '../../shared/contract/consultations.ts';
import { legalDay, legalDayBounds } from '../../shared/domain/legalDay.ts';
import { displayName } from '../../shared/domain/name.ts';
import { logAccess } from '../vault/accessLog.ts';
import { newId } from '../vault/identifier.ts';
import { refuse } from '../vault/refusal.ts';
import { readPractice } from '../vault/settings.ts';
import type { Vault } from '../vault/vault.ts';
import { CONSULTATION_COLUMNS, CONSULTATION_FIELDS, NO_TEXTS, TEXT_FIELDS } from './consultationColumns.ts';
import { withChanges, type Changes } from './changes.ts';
import { practiceToday } from '../vault/practiceDay.ts';
import { statement } from '../vault/statements.ts';
import { endTextRuns, keepFormerText, listTextVersions } from './textHistory.ts';
import { requirePatient } from './visiblePatient.ts';

/**
 * Begins a consultation now; it stays open until it is finished, across locks and days. One of this patient that the
 * same person began today and left open is given back instead: a second click, or a second window, is no second visit.
 */
export function startConsultation(vault: Vault, patientId: string): Consultation {
  return vault.db.transaction(() => {
    const open = openOfToday(vault, patientId);
    if (open !== undefined) return readConsultation(vault, open);
    const id = insertConsultation(vault, patientId, { startedAt: vault.now() }, { endedAt: null });
    logAccess(vault, { action: 'consultation-created', patientId, objectId: id });
    return readConsultation(vault, id);
  })();
}

function openOfToday(vault: Vault, patientId: string): string | undefined {
  const { timeZone } = readPractice(vault);
  const [start, end] = legalDayBounds(legalDay(vault.now(), timeZone), timeZone);
  return statement<[string, string, number, number], { id: string }>(
    vault.db,
    `SELECT id FROM visible_consultation
     WHERE patient_id = ? AND practitioner_id = ? AND ended_at IS NULL AND started_at >= ? AND started_at < ?
     ORDER BY started_at DESC LIMIT 1`,
  ).get(patientId, vault.practitioner.id, start, end)?.id;
}

/** What comes with a consultation beside its own fields. */
export interface ConsultationOrigin {
  /** Null leaves it open. */
  readonly endedAt: number | null;
  /** Cells of another program's file that have no field yet, kept as they were. */
  readonly imported?: Consultation['imported'];
  /** When its text was last written; now where absent. */
  readonly writtenAt?: number;
  /** Of an invented practice, where ids come from its seed as well; a random one where absent. */
  readonly id?: string;
}

/**
 * Writes a new consultation and returns its id, without an entry of its own in the log: for imports, whose one entry
 * speaks for all their rows. To be called inside the import's transaction, the oldest consultation first: the search
 * takes what was written last for the newest.
 */
export function insertConsultation(
  vault: Vault,
  patientId: string,
  fields: Changes<ConsultationFields> & Pick<ConsultationFields, 'startedAt'>,
  origin: ConsultationOrigin,
): string {
  const id = origin.id ?? newId();
  const patientNumber = requirePatient(vault, patientId);
  const whole = inStoredForm(withChanges(EMPTY, fields));
  requireNotInTheFuture(vault, whole.startedAt);
  statement<(string | number | null)[]>(vault.db, INSERT).run(
    id,
    patientNumber,
    vault.practitioner.id,
    origin.endedAt,
    origin.writtenAt ?? vault.now(),
    JSON.stringify(origin.imported ?? []),
    ...CONSULTATION_FIELDS.map((field) => whole[field]),
  );
  return id;
}

/**
 * Saves what was typed. `version` is the one that it was typed on: `changed-meanwhile` where the consultation has
 * moved on since. Changed texts keep their former version; a finished one that is dated anew keeps its length.
 */
export function saveConsultation(
  vault: Vault,
  consultationId: string,
  version: number,
  changes: Changes<ConsultationFields>,
): { version: number; savedAt: number } {
  return vault.db.transaction(() => {
    const former = requireVersion(vault, consultationId, version);
    const fields = inStoredForm(withChanges<ConsultationFields>(former, changes));
    const changed = CONSULTATION_FIELDS.filter((field) => fields[field] !== former[field]);
    const savedAt = vault.now();
    if (changed.length === 0) return { version, savedAt };
    if (changed.includes('startedAt')) requireNotInTheFuture(vault, fields.startedAt);
    const texts = TEXT_FIELDS.filter((field) => changed.includes(field));
    const isFinished = texts.length > 0 && wasFinished(vault, consultationId);
    for (const field of texts) keepFormerText(vault, { subject: consultationId, field, isFinished }, former[field]);
    statement<(string | number | null)[]>(
      vault.db,
      `UPDATE consultation SET version = version + 1, updated_at = ?, ended_at = ended_at + ?,
         ${changed.map((field) => `${CONSULTATION_COLUMNS[field]} = ?`).join(', ')} WHERE id = ?`,
    ).run(savedAt, fields.startedAt - former.startedAt, ...changed.map((field) => fields[field]), consultationId);
    logAccess(vault, { action: 'consultation-changed', patientId: former.patientId, objectId: consultationId });
    return { version: version + 1, savedAt };
  })();
}

/** Dates the end. Whatever is corrected from then on keeps the finished text. */
export function finishConsultation(
  vault: Vault,
  consultationId: string,
  version: number,
  end: { readonly endedAt: number; readonly painAfter: number | null },
): Consultation {
  return vault.db.transaction(() => {
    const former = requireVersion(vault, consultationId, version);
    if (end.endedAt < former.startedAt) refuse({ code: 'consultation-ends-before-start' });
    statement(
      vault.db,
      'UPDATE consultation SET version = version + 1, updated_at = ?, ended_at = ?, pain_after = ? WHERE id = ?',
    ).run(vault.now(), end.endedAt, end.painAfter, consultationId);
    endTextRuns(vault, consultationId);
    logAccess(vault, { action: 'consultation-finished', patientId: former.patientId, objectId: consultationId });
    return readConsultation(vault, consultationId);
  })();
}

/** Makes a finished consultation an open one again; its texts stay as they are, and what replaces them corrects them. */
export function reopenConsultation(vault: Vault, consultationId: string): Consultation {
  return vault.db.transaction(() => {
    const former = readConsultation(vault, consultationId);
    if (former.endedAt === null) return former;
    statement(
      vault.db,
      'UPDATE consultation SET version = version + 1, updated_at = ?, ended_at = NULL, reopened = 1 WHERE id = ?',
    ).run(vault.now(), consultationId);
    logAccess(vault, { action: 'consultation-changed', patientId: former.patientId, objectId: consultationId });
    return readConsultation(vault, consultationId);
  })();
}

/** Written in the wrong file: takes it to another patient and keeps the trace; the log of both patients says so. */
export function moveConsultation(vault: Vault, consultationId: string, toPatientId: string, reason: string): void {
  vault.db.transaction(() => {
    const { patientId } = readConsultation(vault, consultationId);
    const target = requirePatient(vault, toPatientId);
    if (patientId === toPatientId) refuse({ code: 'same-patient' });
    const now = vault.now();
    statement(
      vault.db,
      'UPDATE consultation SET patient_number = ?, version = version + 1, updated_at = ? WHERE id = ?',
    ).run(target, now, consultationId);
    statement(
      vault.db,
      `INSERT INTO consultation_move (consultation_id, from_patient_id, to_patient_id, reason, moved_at, practitioner_id)
       VALUES (?, ?, ?, ?, ?, ?)`,
    ).run(consultationId, patientId, toPatientId, reason.normalize('NFC').trim(), now, vault.practitioner.id);
    logAccess(vault, { action: 'consultation-moved', patientId, objectId: consultationId, facts: { way: 'out' } });
    logAccess(vault, {
      action: 'consultation-moved',
      patientId: toPatientId,
      objectId: consultationId,
      facts: { way: 'in' },
    });
  })();
}

/** Refuses `not-found` where there is no such consultation, or it may not be seen. */
export function readConsultation(vault: Vault, consultationId: string): Consultation {
  const row = statement<[string], StoredConsultation>(vault.db, `${SELECT} WHERE visible_consultation.id = ?`).get(
    consultationId,
  );
  if (row === undefined) return refuse({ code: 'not-found', what: 'consultation' });
  const rewritten = statement<[string], RewrittenField>(
    vault.db,
    'SELECT field, max(was_finished) AS isAmended FROM text_version WHERE subject = ? GROUP BY field',
  ).all(consultationId);
  return toConsultation(row, rewritten);
}

/** All the consultations of a patient, newest first. */
export function listConsultations(vault: Vault, patientId: string): Consultation[] {
  const rows = statement<[string], StoredConsultation>(
    vault.db,
    `${SELECT} WHERE visible_consultation.patient_id = ? ORDER BY started_at DESC, visible_consultation.number DESC`,
  ).all(patientId);
  const rewritten = statement<[string], RewrittenField & { subject: string }>(
    vault.db,
    `SELECT subject, field, max(was_finished) AS isAmended
     FROM visible_consultation JOIN text_version ON subject = visible_consultation.id
     WHERE visible_consultation.patient_id = ? GROUP BY subject, field`,
  ).all(patientId);
  const fieldsOf = Map.groupBy(rewritten, ({ subject }) => subject);
  return rows.map((row) => toConsultation(row, fieldsOf.get(row.id) ?? []));
}

/** For the home screen: every one that is still open, newest first, and those that were begun today, by time. */
export function consultationsOfToday(vault: Vault): { leftOpen: OpenConsultation[]; today: OpenConsultation[] } {
  const { timeZone } = readPractice(vault);
  const [start, end] = legalDayBounds(legalDay(vault.now(), timeZone), timeZone);
  const leftOpen = statement<[], StoredOpen>(
    vault.db,
    `${SELECT_OPEN} WHERE ended_at IS NULL ORDER BY started_at DESC`,
  ).all();
  const today = statement<[number, number], StoredOpen>(
    vault.db,
    `${SELECT_OPEN} WHERE started_at >= ? AND started_at < ? ORDER BY started_at`,
  ).all(start, end);
  return { leftOpen: leftOpen.map(toOpenConsultation), today: today.map(toOpenConsultation) };
}

/** Former versions of one text, newest first. */
export function consultationTextHistory(vault: Vault, consultationId: string, field: string): TextVersion[] {
  readConsultation(vault, consultationId);
  if (!TEXT_FIELDS.some((text) => text === field)) refuse({ code: 'not-found', what: 'field' });
  return listTextVersions(vault, consultationId, field);
}

const EMPTY: ConsultationFields = { ...NO_TEXTS, startedAt: 0, painBefore: null, painAfter: null };

const SELECT = `
  SELECT visible_consultation.id, patient_id AS patientId, version, practitioner.name AS practitionerName,
    ended_at AS endedAt, updated_at AS updatedAt, imported,
    ${CONSULTATION_FIELDS.map((field) => `${CONSULTATION_COLUMNS[field]} AS ${field}`).join(', ')}
  FROM visible_consultation JOIN practitioner ON practitioner.id = practitioner_id`;

/** What a list of consultations shows of each. */
export const OPEN_CONSULTATION_COLUMNS = `
  id, patient_id AS patientId, family_name AS familyName, given_name AS givenName, birth_date AS birthDate,
  started_at AS startedAt, ended_at AS endedAt, motive`;

const SELECT_OPEN = `SELECT ${OPEN_CONSULTATION_COLUMNS} FROM visible_consultation`;

const INSERT = `
  INSERT INTO consultation (
    id, patient_number, practitioner_id, ended_at, updated_at, imported, ${Object.values(CONSULTATION_COLUMNS).join(', ')}
  ) VALUES (?, ?, ?, ?, ?, ?, ${CONSULTATION_FIELDS.map(() => '?').join(', ')})`;

type StoredConsultation = Omit<Consultation, 'imported' | 'amendedFields' | 'rewrittenFields'> & { imported: string };

/** A text with former versions; `isAmended` is 1 where one of them was replaced after the consultation was finished. */
interface RewrittenField {
  readonly field: string;
  readonly isAmended: number | null;
}

export type StoredOpen = Omit<OpenConsultation, 'displayName'> & { familyName: string; givenName: string };

export function toOpenConsultation({ familyName, givenName, ...rest }: StoredOpen): OpenConsultation {
  return { ...rest, displayName: displayName({ familyName, givenName }) };
}

function toConsultation(row: StoredConsultation, rewritten: readonly RewrittenField[]): Consultation {
  return {
    ...row,
    rewrittenFields: rewritten.map(({ field }) => field),
    amendedFields: rewritten.filter(({ isAmended }) => isAmended === 1).map(({ field }) => field),
    imported: consultation.shape.imported.parse(JSON.parse(row.imported)),
  };
}

/** True once it has been finished, also where it was opened again since. */
function wasFinished(vault: Vault, consultationId: string): boolean {
  const sql = 'SELECT ended_at IS NOT NULL OR reopened = 1 AS finished FROM consultation WHERE id = ?';
  return statement<[string], { finished: number }>(vault.db, sql).get(consultationId)?.finished === 1;
}

function requireVersion(vault: Vault, consultationId: string, version: number): Consultation {
  const former = readConsultation(vault, consultationId);
  if (former.version !== version) refuse({ code: 'changed-meanwhile', version: former.version });
  return former;
}

/** Today at any hour is no future: the clock of the practice PC may be some minutes late. */
function requireNotInTheFuture(vault: Vault, startedAt: number): void {
  if (startedAt <= vault.now()) return;
  if (legalDay(startedAt, readPractice(vault).timeZone) > practiceToday(vault)) refuse({ code: 'date-in-the-future' });
}

/** NFC, so that one word is always one text: imports and the command line do not come by the door. */
function inStoredForm(fields: ConsultationFields): ConsultationFields {
  const stored = { ...fields };
  for (const text of TEXT_FIELDS) stored[text] = stored[text].normalize('NFC');
  return stored;
}
