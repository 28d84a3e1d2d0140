import type { BaseVault } from './baseVault.ts';
import { FAULTS, runAndCount, runWithFault, SYSTEM_CALLS, type FaultPoint, type FaultyRun } from './faultInjection.ts';
import { setScene, type Step } from './steps.ts';

export type Outcome =
  | { readonly kind: 'held' }
  /** This time the step made fewer such calls: threads share the work differently from run to run. */
  | { readonly kind: 'not-reached' }
  | { readonly kind: 'broken'; readonly why: string };

/** Lets the step fail at one point, then opens the vault again and looks. */
export async function tryFault(base: BaseVault, step: Step, point: FaultPoint): Promise<Outcome> {
  const scene = setScene(base);
  try {
    const run = await runWithFault(point, step.command(scene));
    if (!run.fired) return { kind: 'not-reached' };
    await step.examine(scene, run);
    const unforeseen = unforeseenEnd(point, run);
    return unforeseen === null ? { kind: 'held' } : { kind: 'broken', why: unforeseen };
  } catch (error) {
    return { kind: 'broken', why: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  } finally {
    scene.remove();
  }
}

/**
 * A failing disk must be told as what it is; where SQLite cannot say which of the two it was, an error may be told as a
 * full disk. Not where `write` fails: Node's own pipes and event descriptors go through it too, and Node aborts then.
 */
function unforeseenEnd({ fault, call }: FaultPoint, { exitCode, stderr }: FaultyRun): string | null {
  if (fault === 'kill' || call === 'write' || exitCode === 0) return null;
  // SQLite expects a full disk where it writes, and nowhere else.
  const foreseen = fault === 'disk-full' && call === 'pwrite64' ? ['disk-full'] : ['disk-error', 'disk-full'];
  const isForeseen = foreseen.some((code) => stderr.includes(`refused: ${code}\n`));
  return isForeseen ? null : `ended with ${exitCode} and:\n${stderr}`;
}

/**
 * Runs a step without a fault, which is what its loops rest on, and lists every point at which one of its calls may
 * fail.
 */
export async function faultPointsOf(base: BaseVault, step: Step): Promise<FaultPoint[]> {
  const scene = setScene(base);
  try {
    const run = await runAndCount(step.command(scene));
    if (run.exitCode !== 0) throw new Error(`${step.name} fails without any fault:\n${run.stderr}`);
    await step.examine(scene, run);
    return FAULTS.flatMap((fault) =>
      SYSTEM_CALLS.flatMap((call) =>
        Array.from({ length: run.calls.get(call) ?? 0 }, (_, index) => ({ fault, call, nth: index + 1 })),
      ),
    );
  } finally {
    scene.remove();
  }
}
