import { z } from 'zod';
import { verifyAccessChainInBackground, type ChainState } from './accessLog.ts';
import { schemaVersion } from './migrations.ts';
import { storageRefusal } from './storageFault.ts';
import type { Vault } from './vault.ts';

export interface VaultCheck {
  readonly ok: boolean;
  readonly patients: number;
  readonly consultations: number;
  readonly accessLog: { readonly entries: number; readonly intact: boolean };
  readonly schemaVersion: number;
}

/** Steps and breaths of a long check; see ipc/works.ts. */
export interface CheckProgress {
  advance(count: number): void;
  breathe(): Promise<void>;
}

const WITHOUT_PROGRESS: CheckProgress = { advance: () => undefined, breathe: async () => undefined };

/** How many steps `checkVault` takes: one a table. */
export function checkSteps(vault: Vault): number {
  return tableNames(vault).length;
}

/**
 * Reads every page, each one's HMAC proven by the cipher, holds every table against its indexes and foreign keys, and
 * walks the chain of the access log. Table by table, so that it can be stopped.
 */
export async function checkVault(vault: Vault, progress: CheckProgress = WITHOUT_PROGRESS): Promise<VaultCheck> {
  let sound = isSound(vault, 'foreign_key_check', (rows) => rows.length === 0);
  for (const table of tableNames(vault)) {
    sound = isSound(vault, `integrity_check("${table}")`, isOk) && sound;
    progress.advance(1);
    await progress.breathe();
  }
  const chain = await readableChain(vault);
  const intact = chain !== null && chain.brokenAt === null;
  return {
    ok: sound && intact,
    patients: count(vault, 'visible_patient'),
    consultations: count(vault, 'visible_consultation'),
    accessLog: { entries: chain?.entries ?? 0, intact },
    schemaVersion: schemaVersion(vault.db),
  };
}

const names = z.array(z.object({ name: z.string() }));

function tableNames(vault: Vault): string[] {
  // Virtual tables have no pages of their own; their shadow tables are listed beside them.
  const rows = vault.db
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name")
    .all();
  return names.parse(rows).map(({ name }) => name);
}

function isSound(vault: Vault, pragma: string, judge: (rows: readonly unknown[]) => boolean): boolean {
  try {
    const rows: unknown = vault.db.pragma(pragma);
    return Array.isArray(rows) && judge(rows);
  } catch (error) {
    requireDamage(error);
    return false;
  }
}

/** Null where the log cannot be read to its end: it is then no more intact than one that was changed. */
async function readableChain(vault: Vault): Promise<ChainState | null> {
  try {
    return await verifyAccessChainInBackground(vault.db);
  } catch (error) {
    requireDamage(error);
    return null;
  }
}

/** A page whose HMAC does not fit ends a reading with an error instead of a line; any other error is thrown. */
function requireDamage(error: unknown): void {
  if (storageRefusal(error)?.code !== 'database-damaged') throw error;
}

const ok = z.object({ integrity_check: z.literal('ok') });

function isOk(rows: readonly unknown[]): boolean {
  return rows.length === 1 && ok.safeParse(rows[0]).success;
}

/** What the person sees: the bin and what is hidden are not counted. 0 where that cannot be read, or has no such view. */
function count(vault: Vault, view: 'visible_patient' | 'visible_consultation'): number {
  const exists = vault.db.prepare('SELECT 1 FROM sqlite_schema WHERE name = ?').get(view) !== undefined;
  if (!exists) return 0;
  try {
    const row = vault.db.prepare<[], { count: number }>(`SELECT count(*) AS count FROM ${view}`).get();
    return row?.count ?? 0;
  } catch (error) {
    requireDamage(error);
    return 0;
  }
}
