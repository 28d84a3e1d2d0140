import type { TextVersion } from '../../shared/contract/consultations.ts';
import type { FormerValue } from '../../shared/contract/patients.ts';
import type { Vault } from '../vault/vault.ts';
import { statement } from '../vault/statements.ts';

/** A clinical text, or what says who a patient is, and what it belongs to. */
export interface WrittenText {
  /** Id of a patient or of a consultation. */
  readonly subject: string;
  readonly field: string;
  /** Whether the consultation has been finished at least once; null for a text of the patient, which never is. */
  readonly isFinished: boolean | null;
}

/** A run of edits ends when its text was left alone for this long. */
const RUN_PAUSE_MS = 30 * 60_000;

/**
 * Keeps the text as it was before a run of edits: the same person, the same text. A run ends with `endTextRuns` (the
 * consultation is finished), with the lock, or after 30 minutes without a change; the
 * saves inside it keep no further version. `former` is the text that is about to be replaced.
 */
export function keepFormerText(vault: Vault, { subject, field, isFinished }: WrittenText, former: string): void {
  const now = vault.now();
  requireRuns(vault);
  const run = statement<[string, string], { practitioner_id: string; changed_at: number }>(
    vault.db,
    'SELECT practitioner_id, changed_at FROM temp.text_run WHERE subject = ? AND field = ?',
  ).get(subject, field);
  const goesOn = run?.practitioner_id === vault.practitioner.id && now - run.changed_at <= RUN_PAUSE_MS;
  if (!goesOn && former !== '')
    statement(
      vault.db,
      `INSERT INTO text_version (subject, field, text, replaced_at, practitioner_id, was_finished)
       VALUES (?, ?, ?, ?, ?, ?)`,
    ).run(subject, field, former, now, vault.practitioner.id, isFinished === null ? null : Number(isFinished));
  statement(
    vault.db,
    `INSERT INTO temp.text_run (subject, field, practitioner_id, changed_at) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET practitioner_id = excluded.practitioner_id, changed_at = excluded.changed_at`,
  ).run(subject, field, vault.practitioner.id, now);
}

/** Whatever is changed in these texts from now on keeps them as they are. */
export function endTextRuns(vault: Vault, subject: string): void {
  requireRuns(vault);
  statement(vault.db, 'DELETE FROM temp.text_run WHERE subject = ?').run(subject);
}

/**
 * The runs that go on live in this connection's memory, yet within its transactions: a save that is rolled back begins none,
 * and with the lock or a crash all have ended.
 */
function requireRuns({ db }: Vault): void {
  statement(
    db,
    `CREATE TEMP TABLE IF NOT EXISTS text_run (
       subject TEXT NOT NULL,
       field TEXT NOT NULL,
       practitioner_id TEXT NOT NULL,
       changed_at INTEGER NOT NULL,
       PRIMARY KEY (subject, field)
     ) STRICT, WITHOUT ROWID`,
  ).run();
}

/** Former versions of one text, newest first. */
export function listTextVersions(vault: Vault, subject: string, field: string): TextVersion[] {
  const rows = statement<[string, string], Omit<TextVersion, 'isCorrected'> & { isCorrected: number }>(
    vault.db,
    `SELECT text, replaced_at AS replacedAt, practitioner.name AS "by", was_finished IS 1 AS isCorrected
     FROM text_version JOIN practitioner ON practitioner.id = practitioner_id
     WHERE subject = ? AND field = ? ORDER BY number DESC`,
  ).all(subject, field);
  return rows.map((row) => ({ ...row, isCorrected: row.isCorrected === 1 }));
}

/** What stood in each field of a patient before, newest first. */
export function listFormerValues(vault: Vault, subject: string): FormerValue[] {
  return statement<[string], FormerValue>(
    vault.db,
    `SELECT field, text AS value, replaced_at AS replacedAt, practitioner.name AS "by"
     FROM text_version JOIN practitioner ON practitioner.id = practitioner_id WHERE subject = ? ORDER BY number DESC`,
  ).all(subject);
}

/** Deletes the history of a patient or a consultation that is purged. */
export function forgetTexts(vault: Vault, subject: string): void {
  statement(vault.db, 'DELETE FROM text_version WHERE subject = ?').run(subject);
  endTextRuns(vault, subject);
}
