import type { ParseArgsOptionsConfig } from 'node:util';
import { UsageError } from './usageError.ts';
import type { Secrets } from './secrets.ts';

/** What a verb gives back: `json` is the object of `--json`, `lines` the same for a person. */
export interface Outcome {
  readonly json: Readonly<Record<string, unknown>>;
  readonly lines: readonly string[];
  /** False where the work was done and its answer is "no" (a check that found damage): exit code 1. */
  readonly isGood?: boolean;
}

/** Options as given, by name. */
export type Options = ReadonlyMap<string, unknown>;

/** What was typed after the verb, checked against its operands and options. */
export interface Invocation {
  /** As many as the verb asks for; optional ones may be missing at the end. */
  readonly operands: readonly string[];
  readonly options: Options;
  readonly secrets: Secrets;
  /** A sentence for the person, on standard error: it never mixes with the answer. */
  readonly say: (sentence: string) => void;
}

/** One verb of the command line: one file in verbs/, one line in verbs/index.ts. */
export interface Verb {
  /** One word, or two as in `snapshot create`. */
  readonly name: string;
  /** Names of the operands; one in brackets may be left out. */
  readonly operands: readonly string[];
  readonly options?: ParseArgsOptionsConfig;
  /** What it does, in a French line of the help. */
  readonly summary: string;
  run(invocation: Invocation): Promise<Outcome>;
}

/** The operand at a place that the verb requires: the count was checked before the verb ran. */
export function operand(invocation: Invocation, index: number): string {
  const value = invocation.operands[index];
  if (value === undefined) throw new UsageError('Il manque un élément à la commande.');
  return value;
}

/** The text of an option; null where it was not given. */
export function optionText(invocation: Invocation, name: string): string | null {
  const value = invocation.options.get(name);
  return typeof value === 'string' ? value : null;
}

/** True where an option without a value was given. */
export function optionIsSet(invocation: Invocation, name: string): boolean {
  return invocation.options.get(name) === true;
}

/** An option that must be a whole number from 0. */
export function optionCount(invocation: Invocation, name: string): number {
  const text = optionText(invocation, name);
  if (text === null || !/^\d{1,9}$/.test(text)) throw new UsageError(`--${name} attend un nombre entier.`);
  return Number(text);
}
