import { z } from 'zod';
import { accessAnchor, type ChainHead } from './accessLog.ts';
import { statement } from './statements.ts';
import { readVaultValue, writeVaultValue } from './vaultValue.ts';
import type { Vault } from './vault.ts';

const contradiction = z.strictObject({ label: z.string(), number: z.int(), at: z.int() });

/** A copy whose sealed head of the log is not in this log, and the number of that entry. */
export type LogContradiction = z.infer<typeof contradiction>;

/**
 * Holds the head that a copy's manifest seals against this log: the entry of that number must have that hash. The last
 * trial counts: one that agrees ends what a former one said.
 */
export function compareSealedHead(vault: Vault, label: string, sealed: ChainHead): void {
  const agrees = agreesWith(vault, sealed);
  const found: LogContradiction | null = agrees ? null : { label, number: sealed.number, at: vault.now() };
  writeVaultValue(vault.db, 'access-log-contradiction', JSON.stringify(found));
}

export function readLogContradiction(vault: Pick<Vault, 'db'>): LogContradiction | null {
  return contradiction.nullable().parse(JSON.parse(readVaultValue(vault.db, 'access-log-contradiction') ?? 'null'));
}

function agreesWith(vault: Vault, { number, hash }: ChainHead): boolean {
  const anchor = accessAnchor(vault.db);
  // Expired since: the anchor tells of its own number alone.
  if (number < (anchor?.number ?? 1)) return true;
  const known =
    anchor?.number === number
      ? anchor
      : statement<[number], { hash: Buffer }>(vault.db, 'SELECT hash FROM access_entry WHERE number = ?').get(number);
  return known?.hash.toString('hex') === hash;
}
