import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { DAY, Day } from './day.ts';
import { COMPLIANCE } from './compliance.ts';
import { DISTANCE } from './distance.ts';
import { EVENING } from './evening.ts';

// npm run tour: drives the real window through a day, the copy of its evening and the loss of the computer, what the RGPD
// asks, and a copy at a data host from which all comes back; leaves numbered pictures of each screen, light and dark, with
// a log of what was done and how long it took, in out/tour.
const FOLDER = join(import.meta.dirname, '../../out/tour');

rmSync(FOLDER, { recursive: true, force: true });
mkdirSync(FOLDER, { recursive: true });
// The lock screen shows the computer's own time, which is that of the practice.
process.env['TZ'] = 'Europe/Paris';
const day = new Day();
const log: string[] = [];
try {
  for (const [index, step] of [...DAY, ...EVENING, ...COMPLIANCE, ...DISTANCE].entries()) {
    const number = String(index + 1).padStart(2, '0');
    const start = performance.now();
    await step.run(day);
    const line = `${number}  ${(performance.now() - start).toFixed(0).padStart(6)} ms  ${step.title}`;
    log.push(line);
    process.stdout.write(`${line}\n`);
    for (const colorScheme of ['light', 'dark'] as const) {
      await day.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      const picture = `${number}-${step.name}-${colorScheme === 'light' ? 'clair' : 'sombre'}.png`;
      await day.page.screenshot({ path: join(FOLDER, picture) });
    }
  }
} catch (error) {
  if (day.isRunning) await day.page.screenshot({ path: join(FOLDER, 'arret.png') });
  throw error;
} finally {
  await day.end();
  writeFileSync(join(FOLDER, 'journal.txt'), `${log.join('\n')}\n`);
}
process.stdout.write(`Pictures and log: ${FOLDER}\n`);
