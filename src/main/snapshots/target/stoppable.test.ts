import { afterEach, expect, test } from '@jest/globals';
import { S3Store, STORE_ACCESS } from '../../../../test/fixtures/s3Store.ts';
import { USUAL_PATIENCE } from './s3Patience.ts';
import { S3Target } from './s3Target.ts';
import { stoppable } from './stoppable.ts';

const store = new S3Store();
afterEach(() => store.stop());

test('whoever stops waits for no host that does not answer, and what was asked before is answered', async () => {
  const target = new S3Target(await store.start(), STORE_ACCESS, { patience: { ...USUAL_PATIENCE, tries: 1 } });
  const stop = new AbortController();
  const stopped = stoppable(target, stop.signal);
  await stopped.writeWhole('config.json', Buffer.from('{}'));
  expect((await stopped.list('')).map(({ name }) => name)).toEqual(['config.json']);

  store.fault = () => ({ kind: 'silence' });
  const waiting = stopped.readBack('config.json');
  stop.abort();
  await expect(waiting).rejects.toMatchObject({ error: { code: 'cancelled' } });
  await expect(stopped.delete('config.json')).rejects.toMatchObject({ error: { code: 'cancelled' } });
  await target.close();
});
