import { parentPort, workerData } from 'node:worker_threads';
import { Refusal } from '../../vault/refusal.ts';
import { storageRefusal } from '../../vault/storageFault.ts';
import type { CareNews, CareOrder } from './careOrder.ts';
import { obeyCare } from './obeyCare.ts';

/* The thread of one order on a target: what it computes (hashes, integrity_check) is never felt where one types. */

if (parentPort === null) throw new Error('careWorker.ts runs in a worker thread');
const port = parentPort;
const tell = (news: CareNews): void => port.postMessage(news);
// Given by runInCareThread, which is compiled against the same type.
const order = workerData as CareOrder;
const stop = new AbortController();
port.once('message', () => stop.abort());

try {
  const result = await obeyCare(order, stop.signal, {
    onStep: (step, done, total) => tell({ type: 'step', step, done, total }),
    onSoundPack: (name) => tell({ type: 'sound-pack', name }),
  });
  tell({ type: 'done', result });
} catch (error) {
  tell(failure(error));
} finally {
  wipeKeys(order);
  port.close();
}

function failure(error: unknown): CareNews {
  if (stop.signal.aborted) return { type: 'refused', error: { code: 'cancelled' } };
  const told = error instanceof Refusal ? error.error : storageRefusal(error);
  if (told !== null) return { type: 'refused', error: told };
  return { type: 'failed', detail: error instanceof Error ? (error.stack ?? error.name) : 'unknown' };
}

/** These are copies of this thread's own. */
function wipeKeys(done: CareOrder): void {
  if ('keys' in done) for (const { mac, seal } of done.keys.manifestKeys) for (const key of [mac, seal]) key.fill(0);
  if ('vaultKeys' in done) for (const [, key] of done.vaultKeys) key.fill(0);
}
