import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildBaseVault } from './baseVault.ts';
import { faultPointsOf, tryFault } from './faultLoop.ts';
import { Progress } from './progress.ts';
import { STEPS } from './steps.ts';

// npm run faults -- [--minutes M] [--again]
// Goes through every call of every step of the scripted day, until it is through or the time is over; the next run goes
// on from there. `--again` begins anew.
const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '60' }, again: { type: 'boolean', default: false } },
});
const end = Date.now() + Number(values.minutes) * 60_000;
const progress = new Progress(join(import.meta.dirname, '../../out/faults/passed.json'));
if (values.again) progress.clear();

const count = { points: 0, heldBefore: 0, held: 0, broken: 0 };
const base = await buildBaseVault();
try {
  for (const step of STEPS) {
    const points = await faultPointsOf(base, step);
    count.points += points.length;
    for (const point of points) {
      const name = `${step.name} ${point.fault} ${point.call} ${point.nth}`;
      if (progress.has(name)) count.heldBefore += 1;
      if (progress.has(name) || Date.now() > end) continue;
      const outcome = await tryFault(base, step, point);
      if (outcome.kind === 'broken') {
        count.broken += 1;
        console.log(`BROKEN  ${name}\n${outcome.why}\n`);
      } else {
        count.held += 1;
        progress.add(name);
      }
    }
    console.log(`${step.name}: ${points.length} points`);
  }
} finally {
  base.remove();
}
const left = count.points - count.heldBefore - count.held - count.broken;
console.log(
  `${count.points} points: ${count.held} held now, ${count.heldBefore} before, ${count.broken} broken, ${left} still to try.`,
);
process.exitCode = count.broken > 0 ? 1 : 0;
