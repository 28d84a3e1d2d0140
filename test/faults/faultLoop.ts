import type { BaseVault } from './baseVault.ts';
import { FAULTS, runWithFault, runWithoutFault, SYSTEM_CALLS, type Fault, type SystemCall } from './faultInjection.ts';
import { setScene, STEPS, type Step } from './steps.ts';

/** One loop: the same step and call fail at their first, second, third ... time, until the step makes no further call. */
export interface FaultLoop {
  readonly step: Step;
  readonly fault: Fault;
  readonly call: SystemCall;
}

export type Outcome =
  | { readonly kind: 'held' }
  /** The step made fewer such calls: the loop is through. */
  | { readonly kind: 'not-reached' }
  | { readonly kind: 'broken'; readonly why: string };

export function allLoops(): FaultLoop[] {
  return STEPS.flatMap((step) => FAULTS.flatMap((fault) => SYSTEM_CALLS.map((call) => ({ step, fault, call }))));
}

/** Lets the step fail at one point, then opens the vault again and looks. */
export async function tryFault(base: BaseVault, { step, fault, call }: FaultLoop, nth: number): Promise<Outcome> {
  const scene = setScene(base);
  try {
    const run = await runWithFault({ fault, call, nth }, step.command(scene));
    if (!run.fired) return { kind: 'not-reached' };
    await step.examine(scene, run);
    const unforeseen = unforeseenEnd(fault, call, run.exitCode, run.stderr);
    return unforeseen === null ? { kind: 'held' } : { kind: 'broken', why: unforeseen };
  } catch (error) {
    return { kind: 'broken', why: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  } finally {
    scene.remove();
  }
}

/**
 * A failing disk must be told as what it is. Not where `write` fails: Node's own pipes and event descriptors go through
 * it too, and Node aborts when they do.
 */
function unforeseenEnd(fault: Fault, call: SystemCall, exitCode: number | null, stderr: string): string | null {
  if (fault === 'kill' || call === 'write' || exitCode === 0) return null;
  const wanted = fault === 'disk-full' ? 'disk-full' : 'disk-error';
  return stderr.includes(`refused: ${wanted}\n`) ? null : `ended with ${exitCode} and:\n${stderr}`;
}

/** Runs every step without a fault: what the loops rest on. */
export async function expectStepsToWork(base: BaseVault): Promise<void> {
  for (const step of STEPS) {
    const scene = setScene(base);
    try {
      const run = await runWithoutFault(step.command(scene));
      if (run.exitCode !== 0) throw new Error(`${step.name} fails without any fault:\n${run.stderr}`);
      await step.examine(scene, { ...run, fired: false });
    } finally {
      scene.remove();
    }
  }
}
