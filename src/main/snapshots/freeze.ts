import { statSync } from 'node:fs';
import type Database from 'better-sqlite3-multiple-ciphers';
import { refuse } from '../vault/refusal.ts';
import { accessLogHead, endRuns } from '../vault/accessLog.ts';
import { schemaVersion } from '../vault/migrations.ts';
import { vaultFiles } from '../vault/vaultFiles.ts';
import type { Vault } from '../vault/vault.ts';

/** What the frozen database holds, counted in the very transaction that freezes it. */
export interface FrozenFacts {
  readonly schema: number;
  readonly patients: number;
  readonly consultations: number;
  /** Civil date. */
  readonly lastConsultation: string | null;
  readonly accessLog: { readonly number: number; readonly hash: string };
}

/** The database file, which nothing changes until `release`. */
export interface FrozenDatabase {
  readonly file: string;
  readonly size: number;
  readonly facts: FrozenFacts;
  /** Lets checkpoints write into the file again. May be called twice. */
  release(): void;
}

const PATIENCE_MS = 5_000;
const PAUSE_MS = 50;

/**
 * Freezes the database file: everything is moved from the WAL into it, then a read transaction that begins on an empty
 * WAL keeps checkpoints out, while the person goes on working in the WAL.
 * Refuses `busy` where a transaction of the vault does not end within five seconds: the run is then dropped.
 */
export async function freeze(vault: Pick<Vault, 'db' | 'folder'>, openReader: () => Database.Database) {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const frozen = tryToFreeze(vault, openReader);
    if (frozen !== null) return frozen;
    if (Date.now() > deadline) return refuse({ code: 'busy' });
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}

function tryToFreeze(vault: Pick<Vault, 'db' | 'folder'>, openReader: () => Database.Database): FrozenDatabase | null {
  if (vault.db.inTransaction || !isCheckpointed(vault.db)) return null;
  const file = vaultFiles(vault.folder).database;
  const reader = openReader();
  try {
    reader.exec('BEGIN');
    // BEGIN alone takes no snapshot: the first read does.
    const facts = readFrozenFacts(reader);
    if (statSync(`${file}-wal`).size === 0) {
      endRuns(vault.db);
      return { file, size: statSync(file).size, facts, release: () => void reader.close() };
    }
  } catch (error) {
    reader.close();
    throw error;
  }
  reader.close();
  return null;
}

/** True where all of the WAL is in the database file and the WAL is empty; false where a reader or writer was in the way. */
function isCheckpointed(db: Database.Database): boolean {
  const [row] = db.pragma('wal_checkpoint(TRUNCATE)') as readonly { readonly busy: number }[];
  return row?.busy === 0;
}

/** What a manifest seals of a database; inside the freezing transaction, or of a restored file. */
export function readFrozenFacts(db: Database.Database): FrozenFacts {
  const counts = db
    .prepare<[], { patients: number; consultations: number; last: string | null }>(
      // All, less those in the bin: each is counted in a small index of its own. The last visit is looked for from the end.
      `SELECT (SELECT count(*) FROM patient)
                - (SELECT count(*) FROM patient WHERE removed_at IS NOT NULL) AS patients,
              (SELECT count(*) FROM consultation)
                - (SELECT count(*) FROM consultation WHERE removed_at IS NOT NULL) AS consultations,
              (SELECT date(started_at / 1000, 'unixepoch') FROM consultation
                WHERE removed_at IS NULL
                  AND EXISTS (SELECT 1 FROM patient WHERE number = patient_number AND patient.removed_at IS NULL)
                ORDER BY started_at DESC LIMIT 1) AS last`,
    )
    .get();
  return {
    schema: schemaVersion(db),
    patients: counts?.patients ?? 0,
    consultations: counts?.consultations ?? 0,
    lastConsultation: counts?.last ?? null,
    accessLog: accessLogHead(db),
  };
}
