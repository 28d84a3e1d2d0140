import { Worker } from 'node:worker_threads';
import { Refusal } from '../../vault/refusal.ts';
import type { CareNews, CareOrder, CareResults, CareStep } from './careOrder.ts';

export interface CareOptions {
  /** The thread's built file. */
  readonly worker: string;
  readonly signal: AbortSignal;
  readonly onStep: (step: CareStep, done: number, total: number) => void;
  readonly onSoundPack?: (name: string) => void;
  /** The thread is gone for good; it may outlive the answer where it was cut off inside a database check. */
  readonly onGone?: () => void;
}

/** How long a thread that was told to stop is waited for: one inside a database check does not hear it. */
const PATIENCE_MS = 1_000;

/** Has one order done in a thread of its own. Refuses what the order does, and `cancelled`. */
export function runInCareThread<Kind extends CareOrder['kind']>(
  order: Extract<CareOrder, { kind: Kind }>,
  options: CareOptions,
): Promise<CareResults[Kind]> {
  const { signal, onStep, onSoundPack, onGone } = options;
  const answer = Promise.withResolvers<CareResults[Kind]>();
  if (signal.aborted) return Promise.reject(new Refusal({ code: 'cancelled' }));
  const worker = new Worker(options.worker, { workerData: order });
  const cutOff = (): void => {
    answer.reject(new Refusal({ code: 'cancelled' }));
    void worker.terminate();
  };
  let patience: NodeJS.Timeout | undefined;
  const stop = (): void => {
    worker.postMessage('stop');
    patience = setTimeout(cutOff, PATIENCE_MS);
  };
  signal.addEventListener('abort', stop);
  let conclude = (): void => answer.reject(new Error('the thread of a target ended without an answer'));
  worker.on('message', (news: CareNews) => {
    if (news.type === 'step') onStep(news.step, news.done, news.total);
    else if (news.type === 'sound-pack') onSoundPack?.(news.name);
    // Of the same kind as the order: one thread has one order.
    else if (news.type === 'done') conclude = () => answer.resolve(news.result as CareResults[Kind]);
    else if (news.type === 'refused') conclude = () => answer.reject(new Refusal(news.error));
    else conclude = () => answer.reject(new Error(news.detail));
  });
  worker.on('error', (error) => {
    conclude = () => answer.reject(error);
  });
  // Answered at its end only: nothing of it is left then.
  worker.on('exit', () => {
    clearTimeout(patience);
    signal.removeEventListener('abort', stop);
    onGone?.();
    conclude();
  });
  return answer.promise;
}
