import type { Vault } from '../../src/main/vault/vault.ts';
import { median } from './median.ts';
import type { WindowRow } from './window.ts';

/** Two vaults that do the same work, one beside the other. */
export interface Pair<Value> {
  readonly reference: Value;
  readonly measured: Value;
}

export interface Measure {
  readonly name: string;
  /** The most that the ratio may be; null where it is only told. */
  readonly allowed: number | null;
  readonly times: number;
  /** What is timed; `round` varies what it works on, the same for both. */
  readonly run: (vault: Vault, round: number) => void;
}

/** Each round is done on both, so that what else the machine does falls on both. Medians in milliseconds. */
export function compare(vaults: Pair<Vault>, { name, allowed, times, run }: Measure): WindowRow {
  const spent: Pair<number[]> = { reference: [], measured: [] };
  for (let round = -10; round < times; round += 1)
    // Who goes first changes each round.
    for (const which of round % 2 === 0 ? (['reference', 'measured'] as const) : (['measured', 'reference'] as const)) {
      const start = performance.now();
      run(vaults[which], Math.abs(round));
      // The first rounds warm up.
      if (round >= 0) spent[which].push(performance.now() - start);
    }
  const [reference, measured] = [median(spent.reference), median(spent.measured)];
  return {
    name,
    reference,
    measured,
    allowed: allowed === null ? '' : `${allowed} x`,
    holds: allowed === null || measured / reference <= allowed,
  };
}
