import type { Command, FaultyRun } from './faultInjection.ts';

/** A step of the practice's day: what runs, and what must hold whatever happened to it. */
export interface Step {
  readonly name: string;
  /** How many of its points `npm test` tries, all of which together may take two minutes; `npm run faults` tries all. */
  readonly sampled: number;
  /** Sets its scene; each time the same bytes. */
  begin(): Promise<Attempt>;
}

/** One run of a step, on files of its own. */
export interface Attempt {
  readonly command: Command;
  /** Throws where a promise was broken. */
  examine(run: FaultyRun): Promise<void>;
  remove(): void;
}

/** What the program said was done, line by line; a line that was cut short was not said. */
export function acknowledged({ stdout }: Pick<FaultyRun, 'stdout'>): string[] {
  return stdout.split('\n').slice(0, -1);
}
