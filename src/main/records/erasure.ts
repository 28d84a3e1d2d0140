import { removeLocalCopies } from '../vault/localCopy.ts';
import type { Vault } from '../vault/vault.ts';
import { statement } from '../vault/statements.ts';
import { forgetTexts } from './textHistory.ts';

/** Deletes a file with its consultations, histories and drafts, for good; nothing of it is logged here. */
export function erasePatient(vault: Vault, patientId: string): void {
  const consultations = statement<[string], { id: string }>(
    vault.db,
    'SELECT id FROM consultation WHERE patient_number = (SELECT number FROM patient WHERE id = ?)',
  ).all(patientId);
  for (const { id } of consultations) eraseConsultation(vault, id);
  forgetTexts(vault, patientId);
  dropDrafts(vault, patientId);
  statement(vault.db, 'DELETE FROM patient WHERE id = ?').run(patientId);
}

/** Deletes a consultation with its history and drafts, for good; nothing of it is logged here. */
export function eraseConsultation(vault: Vault, consultationId: string): void {
  forgetTexts(vault, consultationId);
  dropDrafts(vault, consultationId);
  statement(vault.db, 'DELETE FROM consultation_move WHERE consultation_id = ?').run(consultationId);
  statement(vault.db, 'DELETE FROM consultation WHERE id = ?').run(consultationId);
}

const SEARCH_INDEXES = ['patient_search', 'patient_beginning', 'consultation_search'] as const;

/**
 * Ends an erasure, outside any transaction: rebuilds the search, since FTS5's own deletion leaves rests of words,
 * ends the copies from before migrations, and empties the write-ahead log. Takes some 5 s with 200,000 consultations.
 * False where a reader (a snapshot that is being frozen) kept the log from being emptied: to be called again.
 */
export function clearTraces(vault: Vault): boolean {
  for (const index of SEARCH_INDEXES) vault.db.exec(`INSERT INTO ${index} (${index}) VALUES ('rebuild')`);
  return endErasure(vault);
}

/**
 * The same beside everything else: the search is merged into one segment, some pages at a time, which drops the rests of
 * words as a rebuild does and holds nobody up. False where the vault was locked meanwhile, or as `clearTraces`.
 * https://sqlite.org/fts5.html#the_merge_command
 */
export async function clearTracesInSteps(vault: Vault): Promise<boolean> {
  for (const index of SEARCH_INDEXES) {
    let pages = -MERGED_PAGES;
    for (;;) {
      await giveWay();
      if (!vault.db.open) return false;
      if (vault.db.inTransaction) continue;
      if (mergeStep(vault, index, pages) === 'done') break;
      pages = MERGED_PAGES;
    }
  }
  return endErasure(vault);
}

/** Pages that one step writes: some milliseconds. */
const MERGED_PAGES = 4;

/** The command counts as a change itself: more of them mean that pages were written. */
function mergeStep(vault: Vault, index: (typeof SEARCH_INDEXES)[number], pages: number): 'done' | 'more' {
  const changes = statement<[], { total: number }>(vault.db, 'SELECT total_changes() AS total');
  const before = changes.get()?.total ?? 0;
  statement(vault.db, `INSERT INTO ${index} (${index}, rank) VALUES ('merge', ?)`).run(pages);
  return (changes.get()?.total ?? 0) - before < 2 ? 'done' : 'more';
}

/** Lets what the window asks come first. */
function giveWay(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function endErasure(vault: Vault): boolean {
  removeLocalCopies(vault.folder);
  const [result] = vault.db.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[];
  return result?.busy === 0;
}

/** Drafts are kept under `form:id`. */
function dropDrafts(vault: Vault, id: string): void {
  statement(vault.db, `DELETE FROM draft WHERE key LIKE '%:' || ?`).run(id);
}
