import { randomBytes } from 'node:crypto';
import type Database from 'better-sqlite3-multiple-ciphers';
import type { TextVersion } from '../../shared/contract/consultations.ts';
import type { Vault } from '../vault/vault.ts';
import { statement } from '../vault/statements.ts';

/** A clinical text, and what it belongs to. */
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
 * consultation is finished), with the lock (another opening of the vault), or after 30 minutes without a change; the
 * saves inside it keep no further version. `former` is the text that is about to be replaced.
 */
export function keepFormerText(vault: Vault, { subject, field, isFinished }: WrittenText, former: string): void {
  const now = vault.now();
  const opening = openingOf(vault.db);
  const run = statement<[string, string], { practitioner_id: string; opening: string; changed_at: number }>(
    vault.db,
    'SELECT practitioner_id, opening, changed_at FROM text_run WHERE subject = ? AND field = ?',
  ).get(subject, field);
  const goesOn =
    run?.practitioner_id === vault.practitioner.id && run.opening === opening && now - run.changed_at <= RUN_PAUSE_MS;
  if (!goesOn && former !== '')
    statement(
      vault.db,
      `INSERT INTO text_version (subject, field, text, replaced_at, practitioner_id, was_finished)
       VALUES (?, ?, ?, ?, ?, ?)`,
    ).run(subject, field, former, now, vault.practitioner.id, isFinished === null ? null : Number(isFinished));
  statement(
    vault.db,
    `INSERT INTO text_run (subject, field, practitioner_id, opening, changed_at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET practitioner_id = excluded.practitioner_id, opening = excluded.opening, changed_at = excluded.changed_at`,
  ).run(subject, field, vault.practitioner.id, opening, now);
}

/** Whatever is changed in these texts from now on keeps them as they are. */
export function endTextRuns(vault: Vault, subject: string): void {
  statement(vault.db, 'DELETE FROM text_run WHERE subject = ?').run(subject);
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

/** Deletes the history of a patient or a consultation that is purged. */
export function forgetTexts(vault: Vault, subject: string): void {
  statement(vault.db, 'DELETE FROM text_version WHERE subject = ?').run(subject);
  endTextRuns(vault, subject);
}

const openings = new WeakMap<Database.Database, string>();

/** Names this opening of the vault: after a lock or a crash there is another connection, and every run has ended. */
function openingOf(db: Database.Database): string {
  const known = openings.get(db);
  if (known !== undefined) return known;
  const opening = randomBytes(8).toString('hex');
  openings.set(db, opening);
  return opening;
}
