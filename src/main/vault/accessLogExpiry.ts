import { logAccess, verifyAccessChainInBackground } from './accessLog.ts';
import { statement } from './statements.ts';
import { readVaultValue, writeVaultValue } from './vaultValue.ts';
import type { Vault } from './vault.ts';

/** CNIL's recommendation on logs: 6 to 12 months, up to 36 for internal control. */
const USUAL_MONTHS = 12;

/** A clock that leapt ahead must not empty the log: time counts from an entry that stood for this long. */
const SETTLED_MS = 7 * 24 * 3_600_000;

/** How long entries are kept. */
export function readLogMonths(vault: Pick<Vault, 'db'>): number {
  return Number(readVaultValue(vault.db, 'access-log-months') ?? USUAL_MONTHS);
}

export function changeLogMonths(vault: Vault, months: number): void {
  vault.db.transaction(() => {
    writeVaultValue(vault.db, 'access-log-months', String(months));
    logAccess(vault, { action: 'settings-changed' });
  })();
}

/**
 * Lets entries go that are older than the months that they are kept. The last of them leaves its number and hash as the
 * anchor that the chain goes on from, and an entry of the chain says the same, so that nobody can put an anchor there
 * by hand (docs/formats.md). Nothing goes while the chain is broken: it is evidence. Returns how many went.
 */
export async function expireAccessLog(vault: Vault): Promise<number> {
  if (vault.practitioner.role !== 'titular') return 0;
  const last = lastToExpire(vault);
  if (last === null) return 0;
  const chain = await verifyAccessChainInBackground(vault.db);
  if (chain === null || chain.brokenAt !== null) return 0;
  return vault.db.transaction(() => expireThrough(vault, last))();
}

interface LastExpired {
  readonly number: number;
  readonly hash: Buffer;
  readonly at: number;
}

function lastToExpire(vault: Vault): LastExpired | null {
  const settled = statement<[number], { at: number | null }>(
    vault.db,
    'SELECT max(at) AS at FROM access_entry WHERE at <= ?',
  ).get(vault.now() - SETTLED_MS)?.at;
  if (typeof settled !== 'number') return null;
  // Entries that a full disk delayed have an earlier time than their neighbours: the first that stays is looked for.
  const row = statement<[number], LastExpired>(
    vault.db,
    `SELECT number, hash, at FROM access_entry
     WHERE number < (SELECT min(number) FROM access_entry WHERE at >= ?) ORDER BY number DESC LIMIT 1`,
  ).get(monthsEarlier(settled, readLogMonths(vault)));
  return row ?? null;
}

function expireThrough(vault: Vault, { number, hash, at }: LastExpired): number {
  statement(vault.db, 'INSERT INTO access_anchor (number, hash, last_at, expired_at) VALUES (?, ?, ?, ?)').run(
    number,
    hash,
    at,
    vault.now(),
  );
  const { changes } = statement(vault.db, 'DELETE FROM access_entry WHERE number <= ?').run(number);
  logAccess(vault, { action: 'access-log-expired', facts: { through: number, hash: hash.toString('hex') } });
  return changes;
}

/** The same day and time some months earlier, in UTC; the last day of a shorter month. */
function monthsEarlier(instant: number, months: number): number {
  const date = new Date(instant);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() - months);
  const length = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  return date.setUTCDate(Math.min(day, length));
}
