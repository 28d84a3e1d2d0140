import { z } from 'zod';
import { PC_QUESTIONS } from '../domain/pcCheck.ts';
import { method } from './method.ts';
import { id, instant } from './values.ts';

export const pcQuestion = z.enum(PC_QUESTIONS);
export const pcAnswer = z.enum(['good', 'bad', 'unknown']);
export const pcSystem = z.enum(['windows', 'mac', 'linux']);

/** One question of a check: what it came to, and whether the system or the person said so. */
export const pcFinding = z.strictObject({ question: pcQuestion, answer: pcAnswer, isRead: z.boolean() });
export type PcFinding = z.infer<typeof pcFinding>;

export const pcCheckDone = z.strictObject({ id, at: instant, system: pcSystem, findings: z.array(pcFinding) });
export type PcCheckDone = z.infer<typeof pcCheckDone>;

export const pcCheck = {
  /** What the system lets us read now; nothing is kept. Every question is there, `unknown` where it tells nothing. */
  'pcCheck.look': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({}),
    output: z.strictObject({ system: pcSystem, findings: z.array(pcFinding) }),
  }),
  /** Keeps a check with its date; the vault outlives this PC. */
  'pcCheck.keep': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({ system: pcSystem, findings: z.array(pcFinding).max(PC_QUESTIONS.length) }),
    output: z.strictObject({ id }),
  }),
  /** Newest first. */
  'pcCheck.list': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({}),
    output: z.strictObject({ checks: z.array(pcCheckDone) }),
  }),
};
