import type { PcAnswer, PcQuestion } from '../../../../shared/domain/pcCheck.ts';

/** One question to the system: a command, and the reader of what it prints. */
export interface Probe {
  readonly question: PcQuestion;
  readonly command: readonly [program: string, ...args: string[]];
  /** `now` for what ages. Whatever it does not understand is `unknown`: a guess would reassure. */
  readonly read: (output: string, now: number) => PcAnswer;
}

/** Older than this, updates do not come any more: every system has some each month. */
const UPDATES_LATE_MS = 45 * 24 * 3_600_000;

/** Updates that came lately are good. */
export function ageOfUpdates(at: number, now: number): PcAnswer {
  if (!Number.isFinite(at) || at <= 0) return 'unknown';
  return now - at > UPDATES_LATE_MS ? 'bad' : 'good';
}

/** The first pattern that the output has tells; none is unknown. */
export function firstMatch(output: string, patterns: readonly (readonly [RegExp, PcAnswer])[]): PcAnswer {
  return patterns.find(([pattern]) => pattern.test(output))?.[1] ?? 'unknown';
}

/** Null where a program printed something else than JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
