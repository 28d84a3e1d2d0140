import { parentPort } from 'node:worker_threads';
import { hashOrder, type HashOrder } from './hasher.ts';
import type { HashAnswer } from './threadHasher.ts';

/* The second thread of a hasher: it answers in the order in which it is asked. */

if (parentPort === null) throw new Error('hashThread.ts runs in a worker thread');
const port = parentPort;
port.on('message', (order: HashOrder) => {
  port.postMessage(hashOrder(order) satisfies HashAnswer);
});
