import { expect, test } from '@jest/globals';
import type { ContractEvent } from '../../shared/contract/events.ts';
import { Works } from './works.ts';

const busyWait = (ms: number) => {
  const start = performance.now();
  while (performance.now() - start < ms);
};

function beginWorks(): { works: Works; events: ContractEvent[] } {
  const events: ContractEvent[] = [];
  return { events, works: new Works({ emit: (event) => void events.push(event), now: () => 1_000 }) };
}

test('tells of its progress at most ten times a second, and of its end', async () => {
  const { works, events } = beginWorks();
  const start = performance.now();
  const result = await works.run({ step: 'fill', total: 400, cancellable: true }, async (work) => {
    for (let done = 0; done < 400; done += 1) {
      work.advance(1);
      busyWait(1);
    }
    return 'done';
  });
  expect(result).toBe('done');
  const progress = events.filter(({ type }) => type === 'progress');
  expect(progress.length).toBeGreaterThan(2);
  // One at the start, then one for each tenth of a second that went by.
  expect(progress.length).toBeLessThanOrEqual(1 + (performance.now() - start) / 100);
  expect(progress[0]).toMatchObject({ step: 'fill', done: 0, total: 400, startedAt: 1_000, cancellable: true });
  expect(events.at(-1)).toMatchObject({ type: 'workEnded' });
  expect(works.isBusy).toBe(false);
});

test('is alone', async () => {
  const { works } = beginWorks();
  const first = works.run(
    { step: 'one', total: 0, cancellable: false },
    async () => new Promise((end) => setTimeout(end, 20)),
  );
  await expect(works.run({ step: 'two', total: 0, cancellable: false }, async () => undefined)).rejects.toMatchObject({
    error: { code: 'busy' },
  });
  await first;
});

test('gives the thread back, so that a cancel gets in', async () => {
  const { works, events } = beginWorks();
  const run = works.run({ step: 'check', total: 0, cancellable: true }, async (work) => {
    for (;;) {
      busyWait(5);
      await work.breathe();
    }
  });
  setTimeout(() => {
    const first = events[0];
    if (first?.type === 'progress') works.cancel(first.workId);
  }, 50);
  await expect(run).rejects.toMatchObject({ error: { code: 'cancelled' } });
  expect(works.isBusy).toBe(false);
});

test('one that cannot be cancelled goes on to its end, and a stop waits for it', async () => {
  const { works, events } = beginWorks();
  let ended = false;
  const run = works.run({ step: 'rekey', total: 0, cancellable: false }, async (work) => {
    await new Promise((end) => setTimeout(end, 30));
    work.throwIfCancelled();
    ended = true;
  });
  const first = events[0];
  if (first?.type !== 'progress') throw new Error('no progress was told');
  works.cancel(first.workId);
  await works.stop();
  expect(ended).toBe(true);
  await run;
});

test('frees the vault when it fails', async () => {
  const { works } = beginWorks();
  const failing = works.run({ step: 'x', total: 0, cancellable: true }, async () => {
    throw new Error('failed');
  });
  await expect(failing).rejects.toThrow('failed');
  expect(works.isBusy).toBe(false);
});

test('a work beside the others leaves them free, and gives way to one that wants to be alone', async () => {
  const { works, events } = beginWorks();
  const order: string[] = [];
  const beside = works.runBeside({ step: 'copy', total: 0, cancellable: true }, async ({ signal }) => {
    await new Promise((end) => signal.addEventListener('abort', end));
    order.push('stopped');
  });
  expect(works.isBusy).toBe(false);
  await expect(
    works.runBeside({ step: 'copy', total: 0, cancellable: true }, async () => undefined),
  ).rejects.toMatchObject({ error: { code: 'busy' } });
  await works.run({ step: 'import', total: 0, cancellable: false }, async () => {
    order.push('alone');
    await expect(
      works.runBeside({ step: 'copy', total: 0, cancellable: true }, async () => undefined),
    ).rejects.toMatchObject({ error: { code: 'busy' } });
  });
  await beside;
  expect(order).toEqual(['stopped', 'alone']);
  expect(events.filter(({ type }) => type === 'workEnded')).toHaveLength(2);
});

test('the person stops a work beside the others by its number', async () => {
  const { works, events } = beginWorks();
  const beside = works.runBeside({ step: 'copy', total: 0, cancellable: true }, async ({ signal }) => {
    await new Promise((end) => signal.addEventListener('abort', end));
    return 'stopped';
  });
  const [first] = events;
  if (first?.type !== 'progress') throw new Error('nothing was told');
  works.cancel(first.workId);
  expect(await beside).toBe('stopped');
});
