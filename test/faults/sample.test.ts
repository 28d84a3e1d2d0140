import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { buildBaseVault, type BaseVault } from './baseVault.ts';
import { faultPointsOf, tryFault } from './faultLoop.ts';
import { STEPS } from './steps.ts';

/** Points of each step that are tried here; `npm run faults` tries them all. */
const POINTS_EACH = 14;

const canRun = process.platform === 'linux' && hasStrace();
const testHere = canRun ? test : test.skip;

let base: BaseVault;
beforeAll(async () => {
  if (canRun) base = await buildBaseVault();
});
afterAll(() => {
  if (canRun) base.remove();
});

testHere.each(STEPS.map((step) => [step.name, step] as const))(
  'whatever call of the step "%s" fails, nothing acknowledged is lost and the vault is whole',
  async (_, step) => {
    const points = await faultPointsOf(base, step);
    const broken: string[] = [];
    for (const point of spread(points, POINTS_EACH)) {
      const outcome = await tryFault(base, step, point);
      if (outcome.kind === 'broken') broken.push(`${point.fault} ${point.call} ${point.nth}: ${outcome.why}`);
    }
    expect(broken).toEqual([]);
  },
  300_000,
);

/** So many items at even distances, the first and the last among them. */
function spread<Item>(items: readonly Item[], count: number): Item[] {
  const distance = (items.length - 1) / (count - 1);
  return items.filter((_, index) =>
    Array.from({ length: count }, (__, place) => Math.round(place * distance)).includes(index),
  );
}

function hasStrace(): boolean {
  try {
    execFileSync('strace', ['-V'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
