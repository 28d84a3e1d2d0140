import { createHash, randomBytes } from 'node:crypto';
import type Database from 'better-sqlite3-multiple-ciphers';
import { accessAction, type AccessAction } from '../../shared/contract/accessLog.ts';
import { writingOwn } from './readingCopy.ts';
import { isDiskFull } from './storageFault.ts';
import { statement } from './statements.ts';
import type { Vault } from './vault.ts';

/** What is to be remembered: who and when come from the vault. Facts never name a patient: the chain outlives a purge. */
export interface AccessEvent {
  readonly action: AccessAction;
  readonly patientId?: string;
  /** What was opened or changed, where it is not the patient's own file: a consultation, an import. */
  readonly objectId?: string;
  readonly facts?: Readonly<Record<string, string | number>>;
}

export interface LoggedAccess {
  readonly number: number;
  readonly at: number;
  readonly by: string;
  readonly action: AccessAction;
  /** Null where the entry is about nobody, or about a patient who was purged since. */
  readonly patientId: string | null;
  readonly aboutSomebody: boolean;
  readonly objectId: string | null;
  readonly facts: Record<string, string | number>;
}

/** State of the chain: `brokenAt` is the number of the first entry that does not fit, null where all do. */
export interface ChainState {
  readonly entries: number;
  readonly brokenAt: number | null;
}

export interface ChainHead {
  readonly number: number;
  /** SHA-256 of the last entry in hexadecimal; 64 zeros for an empty log. */
  readonly hash: string;
}

/** Actions of which a run by one person on one object makes one entry, not one an autosave or a look. */
const COALESCED: ReadonlySet<AccessAction> = new Set<AccessAction>([
  'patient-opened',
  'patient-read',
  'notes-searched',
  'consultation-read',
  'document-read',
  'patient-changed',
  'consultation-changed',
  'settings-changed',
  'breach-changed',
  'register-changed',
]);

/** A full disk must not keep the person from reading: these wait in memory for a place. */
const LET_THROUGH: ReadonlySet<AccessAction> = new Set<AccessAction>([
  'vault-opened',
  'vault-opened-with-recovery',
  'vault-locked',
  'patient-opened',
  'patient-read',
  'notes-searched',
  'consultation-read',
  'document-read',
]);

/** Parts of a file that who has opened it has before them: while that run goes on they are no access of their own. */
const READ_WITH_THE_FILE: ReadonlySet<AccessAction> = new Set<AccessAction>(['patient-read', 'consultation-read']);

/** A run ends when nothing was done on the object for this long. */
const RUN_GAP_MS = 30 * 60_000;

const ZERO_HASH = Buffer.alloc(32);

interface Row {
  readonly number: number;
  readonly at: number;
  readonly practitioner_id: string;
  readonly practitioner_name: string;
  readonly action: string;
  readonly patient_alias: string | null;
  readonly object_id: string | null;
  readonly facts: string;
  readonly former_hash: Buffer;
  readonly hash: Buffer;
}

interface Run {
  readonly number: number;
  lastAt: number;
}

/** Runs of edits that go on, and reads that a full disk kept out of the log; per connection, so they end with it. */
interface LogMemory {
  readonly runs: Map<string, Run>;
  readonly waiting: { readonly at: number; readonly event: AccessEvent }[];
}

const memories = new WeakMap<Database.Database, LogMemory>();

/**
 * Writes one entry; call it inside the transaction of the change, so that both stand or fall together.
 * A run of edits by the same person on the same object is one entry, written at its first edit.
 *
 * Opening the vault or a patient file must not be made impossible by a full disk: called outside any transaction, the
 * entry is then kept in memory and written, with its own time, before the next one (`hasWaitingEntries` tells).
 */
export function logAccess(vault: Vault, event: AccessEvent): void {
  // What is read on a copy that only consults is an access as well, and is kept there.
  writingOwn(vault.db, () => logNow(vault, event));
}

function logNow(vault: Vault, event: AccessEvent): void {
  const memory = memoryOf(vault.db);
  if (!LET_THROUGH.has(event.action) || vault.db.inTransaction) {
    writeWaiting(vault, memory);
    writeOrExtendRun(vault, memory, event);
    return;
  }
  try {
    vault.db.transaction(() => {
      writeWaiting(vault, memory);
      writeOrExtendRun(vault, memory, event);
    })();
    memory.waiting.length = 0;
  } catch (error) {
    if (!isDiskFull(error)) throw error;
    memory.waiting.push({ at: vault.now(), event });
  }
}

/** True while reads wait in memory for a place on the disk. */
export function hasWaitingEntries(vault: Vault): boolean {
  return memoryOf(vault.db).waiting.some(({ at, event }) => !isWritten(vault.db, at, event));
}

function memoryOf(db: Database.Database): LogMemory {
  const known = memories.get(db);
  if (known !== undefined) return known;
  const memory: LogMemory = { runs: new Map(), waiting: [] };
  memories.set(db, memory);
  return memory;
}

/** They stay in the list when they are written inside a transaction that may still roll back: see `isWritten`. */
function writeWaiting(vault: Vault, memory: LogMemory): void {
  for (const { at, event } of memory.waiting) {
    if (!isWritten(vault.db, at, event)) append(vault, event, at, { ...event.facts, late: 1 });
  }
}

function isWritten(db: Database.Database, at: number, event: AccessEvent): boolean {
  const sql = `SELECT number FROM access_entry WHERE at = ? AND action = ? AND facts LIKE '%"late":1%'`;
  return statement<[number, string], { number: number }>(db, sql).get(at, event.action) !== undefined;
}

function writeOrExtendRun(vault: Vault, memory: LogMemory, event: AccessEvent): void {
  const now = vault.now();
  if (!COALESCED.has(event.action)) {
    append(vault, event, now, event.facts ?? {});
    return;
  }
  if (extendsRun(vault, memory, event, now)) return;
  const { action, patientId } = event;
  if (READ_WITH_THE_FILE.has(action) && patientId !== undefined)
    if (extendsRun(vault, memory, { action: 'patient-opened', patientId }, now)) return;
  memory.runs.set(runName(vault, event), { number: append(vault, event, now, event.facts ?? {}), lastAt: now });
}

function extendsRun(vault: Vault, memory: LogMemory, event: AccessEvent, now: number): boolean {
  const run = memory.runs.get(runName(vault, event));
  if (run === undefined || now - run.lastAt >= RUN_GAP_MS || !stands(vault, run.number, event)) return false;
  run.lastAt = now;
  return true;
}

function runName({ practitioner }: Vault, { action, patientId, objectId }: AccessEvent): string {
  return [practitioner.id, action, patientId ?? '', objectId ?? ''].join('/');
}

/** False where the transaction that wrote the run's entry was rolled back, whatever got its number since. */
function stands(vault: Vault, number: number, event: AccessEvent): boolean {
  const entry = statement<
    [number],
    Pick<Row, 'action' | 'object_id' | 'practitioner_id'> & { patient_id: string | null }
  >(
    vault.db,
    'SELECT action, object_id, practitioner_id, patient_id FROM access_entry LEFT JOIN access_alias ON alias = patient_alias WHERE number = ?',
  ).get(number);
  return (
    entry?.action === event.action &&
    entry.object_id === (event.objectId ?? null) &&
    entry.practitioner_id === vault.practitioner.id &&
    entry.patient_id === (event.patientId ?? null)
  );
}

function append(
  vault: Vault,
  event: AccessEvent,
  at: number,
  facts: Readonly<Record<string, string | number>>,
): number {
  const { db, practitioner } = vault;
  return appendEntry(db, {
    at,
    practitioner_id: practitioner.id,
    practitioner_name: practitioner.name,
    action: event.action,
    patient_id: event.patientId ?? null,
    object_id: event.objectId ?? null,
    facts: JSON.stringify(facts),
  });
}

/** An entry with its patient in the clear, before it takes its place in a chain. */
export interface PlainEntry extends Omit<Row, 'number' | 'patient_alias' | 'former_hash' | 'hash'> {
  readonly patient_id: string | null;
}

/** Puts an entry at the end of the chain, as it was written elsewhere; returns its number. */
export function appendEntry(db: Database.Database, { patient_id: patientId, ...entry }: PlainEntry): number {
  const former = lastRow(db);
  const content = {
    ...entry,
    number: (former?.number ?? 0) + 1,
    patient_alias: patientId === null ? null : aliasOf(db, patientId),
    former_hash: former?.hash ?? ZERO_HASH,
  };
  statement<[Row]>(
    db,
    `INSERT INTO access_entry (number, at, practitioner_id, practitioner_name, action, patient_alias, object_id, facts, former_hash, hash)
     VALUES (@number, @at, @practitioner_id, @practitioner_name, @action, @patient_alias, @object_id, @facts, @former_hash, @hash)`,
  ).run({ ...content, hash: hashOf(content) });
  return content.number;
}

function lastRow(db: Database.Database): Pick<Row, 'number' | 'hash'> | undefined {
  return statement<[], Pick<Row, 'number' | 'hash'>>(
    db,
    'SELECT number, hash FROM access_entry ORDER BY number DESC LIMIT 1',
  ).get();
}

function aliasOf(db: Database.Database, patientId: string): string {
  const known = statement<[string], { alias: string }>(db, 'SELECT alias FROM access_alias WHERE patient_id = ?').get(
    patientId,
  );
  if (known !== undefined) return known.alias;
  const alias = randomBytes(16).toString('hex');
  statement<[string, string]>(db, 'INSERT INTO access_alias (alias, patient_id) VALUES (?, ?)').run(alias, patientId);
  return alias;
}

/** SHA-256 of the former hash and the entry as a JSON array (docs/formats.md, Access log). */
function hashOf(content: Omit<Row, 'hash'>): Buffer {
  const line = JSON.stringify([
    content.number,
    content.at,
    content.practitioner_id,
    content.practitioner_name,
    content.action,
    content.patient_alias,
    content.object_id,
    content.facts,
  ]);
  return createHash('sha256').update(content.former_hash).update(line, 'utf8').digest();
}

/**
 * Ends the runs of edits that go on: what follows gets an entry of its own. A snapshot does so when it freezes the
 * database, so that any change which it does not hold is in the log after the entry that it seals.
 */
export function endRuns(db: Database.Database): void {
  memoryOf(db).runs.clear();
}

/** A purge ends the tie between a patient and the entries about them; the chain still holds. */
export function forgetAlias(vault: Vault, patientId: string): void {
  vault.db.prepare('DELETE FROM access_alias WHERE patient_id = ?').run(patientId);
}

/** The last number and hash, which every snapshot's manifest seals. */
export function accessLogHead(db: Database.Database): ChainHead {
  const last = lastRow(db);
  return { number: last?.number ?? 0, hash: (last?.hash ?? ZERO_HASH).toString('hex') };
}

export interface WantedAccess {
  readonly patientId: string | null;
  /** Name of the person who did it; null for everybody. */
  readonly by: string | null;
  /** The number under which to go on; null from the newest. */
  readonly before: number | null;
  readonly limit: number;
}

/** Newest first. `total` counts what the filters let through, whatever `before` is. */
export function listAccess(vault: Vault, wanted: WantedAccess): { total: number; entries: LoggedAccess[] } {
  const filters = [
    wanted.patientId === null ? 'true' : 'patient_id = @patientId',
    wanted.by === null ? 'true' : 'practitioner_name = @by',
  ].join(' AND ');
  const source = 'FROM access_entry LEFT JOIN access_alias ON alias = patient_alias';
  const values = { patientId: wanted.patientId, by: wanted.by };
  const total = vault.db
    .prepare<typeof values, { count: number }>(`SELECT count(*) AS count ${source} WHERE ${filters}`)
    .get(values);
  const rows = vault.db
    .prepare<typeof values & { before: number; limit: number }, Row & { patient_id: string | null }>(
      `SELECT access_entry.*, patient_id ${source} WHERE ${filters} AND number < @before ORDER BY number DESC LIMIT @limit`,
    )
    .all({ ...values, before: wanted.before ?? Number.MAX_SAFE_INTEGER, limit: wanted.limit });
  return { total: total?.count ?? 0, entries: rows.map(toEntry) };
}

/** Names that the log knows as doing something, in alphabetical order. */
export function listAccessPeople(vault: Vault): string[] {
  const rows = vault.db
    .prepare<[], { name: string }>('SELECT DISTINCT practitioner_name AS name FROM access_entry')
    .all();
  return rows.map(({ name }) => name).sort((one, other) => one.localeCompare(other, 'fr'));
}

function toEntry(row: Row & { patient_id: string | null }): LoggedAccess {
  return {
    number: row.number,
    at: row.at,
    by: row.practitioner_name,
    action: accessAction.parse(row.action),
    patientId: row.patient_id,
    aboutSomebody: row.patient_alias !== null,
    objectId: row.object_id,
    facts: readFacts(row.facts),
  };
}

function readFacts(text: string): Record<string, string | number> {
  const value: unknown = JSON.parse(text);
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).filter(
      (pair): pair is [string, string | number] => typeof pair[1] === 'string' || typeof pair[1] === 'number',
    ),
  );
}

/** Rows hashed between two looks at the event loop: some milliseconds. */
const SLICE = 1_000;

/** Walks the whole chain at once. */
export function verifyAccessChain(db: Database.Database): ChainState {
  const walk = chainWalk(db);
  for (;;) {
    const step = walk.next();
    if (step.done === true) return step.value;
  }
}

/** Walks the chain in slices and gives way in between; null where the vault was closed meanwhile. */
export async function verifyAccessChainInBackground(db: Database.Database): Promise<ChainState | null> {
  const walk = chainWalk(db);
  for (;;) {
    if (!db.open) return null;
    const step = walk.next();
    if (step.done === true) return step.value;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

export interface AccessAnchor {
  /** The last entry that expired, and its hash. */
  readonly number: number;
  readonly hash: Buffer;
  /** When that entry was written. */
  readonly lastAt: number;
}

/** Where the chain begins once entries have expired; null while all are there. */
export function accessAnchor(db: Database.Database): AccessAnchor | null {
  const anchor = statement<[], AccessAnchor>(
    db,
    'SELECT number, hash, last_at AS lastAt FROM access_anchor ORDER BY number DESC LIMIT 1',
  ).get();
  return anchor ?? null;
}

/** True for the entry by which the chain itself tells of an anchor: without it, somebody put the anchor there. */
function tellsOf(anchor: AccessAnchor, row: Row): boolean {
  const facts = readFacts(row.facts);
  return (
    row.action === 'access-log-expired' &&
    facts['through'] === anchor.number &&
    facts['hash'] === anchor.hash.toString('hex')
  );
}

function* chainWalk(db: Database.Database): Generator<undefined, ChainState> {
  const slice = db.prepare<[number, number], Row>(
    'SELECT * FROM access_entry WHERE number > ? ORDER BY number LIMIT ?',
  );
  const anchor = accessAnchor(db);
  const first = (anchor?.number ?? 0) + 1;
  let isAnchorTold = anchor === null;
  let last = first - 1;
  let hash: Buffer = anchor?.hash ?? ZERO_HASH;
  for (;;) {
    const rows = slice.all(last, SLICE);
    for (const row of rows) {
      const fits = row.number === last + 1 && row.former_hash.equals(hash) && row.hash.equals(hashOf(row));
      if (!fits) return { entries: accessLogHead(db).number, brokenAt: last + 1 };
      last = row.number;
      hash = row.hash;
      isAnchorTold ||= anchor !== null && tellsOf(anchor, row);
    }
    if (rows.length < SLICE) return { entries: last, brokenAt: isAnchorTold ? null : first };
    yield;
  }
}
