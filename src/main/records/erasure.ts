import { newId } from '../vault/identifier.ts';
import { removeLocalCopies } from '../vault/localCopy.ts';
import { statement } from '../vault/statements.ts';
import type { Vault } from '../vault/vault.ts';
import { readVaultValue, writeVaultValue } from '../vault/vaultValue.ts';
import { forgetTexts } from './textHistory.ts';

/** Deletes a file with its consultations, histories and drafts, for good, but for the traces (`clearTraces`); nothing of it is logged here. */
export function erasePatient(vault: Vault, patientId: string): void {
  const consultations = statement<[string], { id: string }>(
    vault.db,
    'SELECT id FROM consultation WHERE patient_number = (SELECT number FROM patient WHERE id = ?)',
  ).all(patientId);
  for (const { id } of consultations) eraseConsultation(vault, id);
  forgetTexts(vault, patientId);
  dropDrafts(vault, patientId);
  statement(vault.db, 'DELETE FROM patient WHERE id = ?').run(patientId);
  leaveTraces(vault);
}

/** Deletes a consultation with its history and drafts, for good, but for the traces; nothing of it is logged here. */
export function eraseConsultation(vault: Vault, consultationId: string): void {
  forgetTexts(vault, consultationId);
  dropDrafts(vault, consultationId);
  statement(vault.db, 'DELETE FROM consultation_move WHERE consultation_id = ?').run(consultationId);
  statement(vault.db, 'DELETE FROM consultation WHERE id = ?').run(consultationId);
  leaveTraces(vault);
}

/**
 * Marks, in the transaction of an erasure, that rests of it are still to be cleared: whatever ends the program before that,
 * the next opening sees the mark (`clearTraces`).
 */
export function leaveTraces(vault: Vault): void {
  writeVaultValue(vault.db, 'traces-to-clear', newId());
}

/** What is under way, by connection: what is erased meanwhile is cleared by it, too. */
const clearings = new WeakMap<Vault['db'], Promise<boolean>>();

/**
 * Ends every erasure since the last time: merges the search into one segment, since FTS5's own deletion leaves rests of
 * words, ends the copies from before migrations, and empties the write-ahead log. It works beside everything else, some
 * pages at a time, so that nobody waits for it. False where the vault was locked meanwhile, or where a reader (a snapshot
 * that is being frozen) kept the log from being emptied: the next opening calls it again. Costs nothing where nothing is left.
 * https://sqlite.org/fts5.html#the_merge_command
 */
export function clearTraces({ db, folder }: Vault): Promise<boolean> {
  const underWay = clearings.get(db) ?? clearMarked(db, folder).finally(() => clearings.delete(db));
  clearings.set(db, underWay);
  return underWay;
}

async function clearMarked(db: Vault['db'], folder: string): Promise<boolean> {
  for (;;) {
    const mark = readVaultValue(db, 'traces-to-clear');
    if (mark === null) return true;
    if (!(await mergeSearch(db)) || !endErasure(db, folder)) return false;
    // What was erased meanwhile has put its own mark there.
    statement(db, `DELETE FROM vault_value WHERE key = 'traces-to-clear' AND value = ?`).run(mark);
  }
}

const SEARCH_INDEXES = ['patient_search', 'patient_beginning', 'consultation_search'] as const;

/** False where the vault was closed in between. Never inside the transaction of a long work. */
async function mergeSearch(db: Vault['db']): Promise<boolean> {
  for (const index of SEARCH_INDEXES) {
    let pages = -MERGED_PAGES;
    for (;;) {
      await giveWay();
      if (!db.open) return false;
      if (db.inTransaction) continue;
      if (mergeStep(db, index, pages) === 'done') break;
      pages = MERGED_PAGES;
    }
  }
  return true;
}

/** Pages that one step writes: some milliseconds. */
const MERGED_PAGES = 4;

/** The command counts as a change itself: more of them mean that pages were written. */
function mergeStep(db: Vault['db'], index: (typeof SEARCH_INDEXES)[number], pages: number): 'done' | 'more' {
  const changes = statement<[], { total: number }>(db, 'SELECT total_changes() AS total');
  const before = changes.get()?.total ?? 0;
  statement(db, `INSERT INTO ${index} (${index}, rank) VALUES ('merge', ?)`).run(pages);
  return (changes.get()?.total ?? 0) - before < 2 ? 'done' : 'more';
}

/** Lets what the window asks come first. */
function giveWay(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function endErasure(db: Vault['db'], folder: string): boolean {
  removeLocalCopies(folder);
  const [result] = db.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[];
  return result?.busy === 0;
}

/** Drafts are kept under `form:id`. */
function dropDrafts(vault: Vault, id: string): void {
  statement(vault.db, `DELETE FROM draft WHERE key LIKE '%:' || ?`).run(id);
}
