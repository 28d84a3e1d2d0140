import { runAndCount, runWithFault, type FaultPoint, type FaultyRun } from './faultInjection.ts';
import type { Step } from './step.ts';

export type Outcome =
  | { readonly kind: 'held' }
  /** This time the call was not made at its place: timers and children share the work differently from run to run. */
  | { readonly kind: 'not-reached' }
  | { readonly kind: 'broken'; readonly why: string };

/** Threads wake each other by writes of their own, now more, now fewer of them. */
const TRIES = 2;

/** Lets the step fail at one point, then looks at what is left and goes on from there. */
export async function tryFault(step: Step, point: FaultPoint): Promise<Outcome> {
  for (let tried = 1; tried < TRIES; tried += 1) {
    const outcome = await tryOnce(step, point);
    if (outcome.kind !== 'not-reached') return outcome;
  }
  return tryOnce(step, point);
}

async function tryOnce(step: Step, point: FaultPoint): Promise<Outcome> {
  const attempt = await step.begin();
  try {
    const run = await runWithFault(point, attempt.command);
    if (!run.fired) return { kind: 'not-reached' };
    await attempt.examine(run);
    const unforeseen = unforeseenEnd(point, run);
    return unforeseen === null ? { kind: 'held' } : { kind: 'broken', why: unforeseen };
  } catch (error) {
    return { kind: 'broken', why: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  } finally {
    attempt.remove();
  }
}

/** What a failing disk may be told as: SQLite and Node cannot always say which of the two it was. */
const FORESEEN = ['disk-full', 'disk-error', 'target-full', 'target-failed', 'not-enough-space'];

/** A failing disk must be told as one, never as a fault of ours. */
function unforeseenEnd({ fault, call }: FaultPoint, { exitCode, stdout, stderr }: FaultyRun): string | null {
  if (fault === 'kill' || exitCode === 0) return null;
  // SQLite expects a full disk where it writes, and nowhere else.
  const foreseen = fault === 'disk-full' && call === 'pwrite64' ? ['disk-full', 'target-full'] : FORESEEN;
  const told = /"error":\{"code":"([^"]+)"/.exec(stdout)?.[1] ?? /^refused: (.+)$/m.exec(stderr)?.[1] ?? null;
  return told !== null && foreseen.includes(told) ? null : `ended with ${exitCode}, ${told} and:\n${stderr}`;
}

/**
 * Runs a step without a fault, which is what its loops rest on, and lists every point at which one of its calls may
 * fail: first the ends, then the middles of what lies between, so that those tried first are spread over all. Last come
 * those that are often not reached, since threads make the same call to wake each other.
 */
export async function faultPointsOf(step: Step): Promise<FaultPoint[]> {
  const attempt = await step.begin();
  try {
    const run = await runAndCount(attempt.command);
    if (run.exitCode !== 0) throw new Error(`${step.name} fails without any fault:\n${run.stdout}${run.stderr}`);
    await attempt.examine(run);
    const isSure = ({ call }: FaultPoint): boolean => call !== 'write';
    return [...spreadOut(run.points.filter(isSure)), ...spreadOut(run.points.filter((point) => !isSure(point)))];
  } finally {
    attempt.remove();
  }
}

/** In the order of the golden ratio's multiples: the first so many of them lie at about even distances. */
function spreadOut<Item>(items: readonly Item[]): Item[] {
  const GOLDEN = (Math.sqrt(5) - 1) / 2;
  return items
    .map((item, index) => ({ item, place: (index * GOLDEN) % 1 }))
    .sort((left, right) => left.place - right.place)
    .map(({ item }) => item);
}
