import type { z } from 'zod';

/**
 * When a method answers:
 * - `always`: no vault, locked, veiled or open;
 * - `veiled`: a vault is unlocked, even behind the veil;
 * - `unlocked`: a vault is unlocked and the screen is not veiled.
 */
export type Access = 'always' | 'veiled' | 'unlocked';

export interface Method<Input extends z.ZodType, Output extends z.ZodType, Allowed extends Access> {
  readonly input: Input;
  readonly output: Output;
  readonly access: Allowed;
  /** True where the method belongs to the titular alone, whatever another practitioner's rights. */
  readonly titularOnly?: boolean;
  /** What a colleague's account must have been given for it; the titular has every right. */
  readonly right?: AccountRight;
}

/** `write` changes files and consultations; `export` prints them or copies them out of the vault. */
export type AccountRight = 'write' | 'export';

/** Declares one method of the contract; keeps the types of its schemas. */
export function method<Input extends z.ZodType, Output extends z.ZodType, const Allowed extends Access>(
  declaration: Method<Input, Output, Allowed>,
): Method<Input, Output, Allowed> {
  return declaration;
}
