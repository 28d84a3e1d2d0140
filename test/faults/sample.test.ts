import { afterAll, describe, expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { prepareSteps } from './allSteps.ts';
import { faultPointsOf, tryFault } from './faultLoop.ts';

if (process.platform === 'linux' && hasStrace()) {
  const { steps, remove } = await prepareSteps();
  afterAll(remove);

  const sampled = steps.filter((step) => step.sampled > 0);
  describe.each(sampled.map((step) => [step.name, step] as const))('whatever call of "%s" fails', (_, step) => {
    test('nothing acknowledged is lost, former copies come back, and the next run succeeds', async () => {
      const points = await faultPointsOf(step);
      const broken: string[] = [];
      for (const point of points.slice(0, step.sampled)) {
        const outcome = await tryFault(step, point);
        if (outcome.kind === 'broken') broken.push(`${Object.values(point).join(' ')}: ${outcome.why}`);
      }
      expect(broken).toEqual([]);
    }, 300_000);
  });
} else {
  test.skip('calls are made to fail by strace, which is not here', () => undefined);
}

function hasStrace(): boolean {
  try {
    execFileSync('strace', ['-V'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
