import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { prepareSteps } from './allSteps.ts';
import { faultPointsOf } from './faultLoop.ts';
import { Progress } from './progress.ts';
import { Tally } from './tally.ts';

// npm run faults -- [--minutes M] [--again] [--only TEXT] [--share 1/2]
// Goes through every call of every step, until it is through or the time is over; the next run goes on from there.
// `--again` begins anew, `--only` takes the steps whose names contain the text, `--share` every second point and so on,
// for several runs beside each other.
const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '60' },
    again: { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
    share: { type: 'string', default: '1/1' },
  },
});
let end = Date.now() + Number(values.minutes) * 60_000;
// Stopped by hand, it ends the fault that it is at, says how far it is, and leaves no file.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => (end = 0));
const [share = 1, shares = 1] = values.share.split('/').map(Number);
const progress = new Progress(join(import.meta.dirname, '../../out/faults/passed.txt'));
if (values.again) progress.clear();

const { steps, remove } = await prepareSteps();
const tallies: Tally[] = [];
try {
  for (const step of steps) {
    if (step.name.includes(values.only)) tallies.push(new Tally(step, await faultPointsOf(step), progress));
  }
  const mine = tallies.map((tally) => ({
    tally,
    points: tally.points.filter((_, index) => index % shares === share - 1),
  }));
  // By turns, so that a run that is too short has tried something of each.
  const longest = Math.max(0, ...mine.map(({ points }) => points.length));
  for (let turn = 0; turn < longest; turn += 1) {
    for (const { tally, points } of mine) {
      const point = points[turn];
      if (point !== undefined && Date.now() < end) await tally.try(point);
    }
  }
  progress.refresh();
  for (const tally of tallies) console.log(tally.inWords());
} finally {
  remove();
}
process.exitCode = tallies.some(({ broken }) => broken > 0) ? 1 : 0;
