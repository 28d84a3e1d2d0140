import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildBaseVault } from './baseVault.ts';
import { allLoops, expectStepsToWork, tryFault } from './faultLoop.ts';
import { Progress } from './progress.ts';

// npm run faults -- [--minutes M] [--again]
// Goes through every call of every step of the scripted day, until it is through or the time is over; the next run goes
// on from there. `--again` begins anew.
const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '60' }, again: { type: 'boolean', default: false } },
});
const end = Date.now() + Number(values.minutes) * 60_000;
const progress = new Progress(join(import.meta.dirname, '../../out/faults/passed.json'));
if (values.again) progress.clear();

const base = await buildBaseVault();
const count = { held: 0, broken: 0, loopsThrough: 0 };
try {
  await expectStepsToWork(base);
  for (const loop of allLoops()) {
    const name = `${loop.step.name} ${loop.fault} ${loop.call}`;
    if (progress.has(name)) {
      count.loopsThrough += 1;
      continue;
    }
    let isWhole = true;
    for (let nth = 1; ; nth += 1) {
      if (Date.now() > end) {
        isWhole = false;
        break;
      }
      const point = `${name} ${nth}`;
      if (progress.has(point)) continue;
      const outcome = await tryFault(base, loop, nth);
      if (outcome.kind === 'not-reached') break;
      if (outcome.kind === 'held') {
        count.held += 1;
        progress.add(point);
      } else {
        count.broken += 1;
        isWhole = false;
        console.log(`BROKEN  ${point}\n${outcome.why}\n`);
      }
    }
    if (isWhole) {
      progress.add(name);
      count.loopsThrough += 1;
      console.log(`through ${name}`);
    }
  }
} finally {
  base.remove();
}
console.log(
  `${count.held} faults held, ${count.broken} broken; ${count.loopsThrough} of ${allLoops().length} loops are through.`,
);
process.exitCode = count.broken > 0 ? 1 : 0;
