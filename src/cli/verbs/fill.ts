import { fillPractice } from '../../main/records/inventedPractice/fillPractice.ts';
import { counted } from '../../shared/french/counted.ts';
import { optionCount, type Verb } from '../verb.ts';
import { requireNoCopy, withTitularVault } from '../withVault.ts';

/** Fills the vault with an invented practice: the same on the same day for the same seed. */
export const fill: Verb = {
  name: 'fill',
  operands: ['COFFRE'],
  options: { patients: { type: 'string' }, consultations: { type: 'string' }, seed: { type: 'string' } },
  summary: 'invente un cabinet (--patients N --consultations M --seed S)',
  run: async (invocation) => {
    const practice = {
      patients: optionCount(invocation, 'patients'),
      consultations: optionCount(invocation, 'consultations'),
      seed: optionCount(invocation, 'seed'),
    };
    return withTitularVault(invocation, async (opened) => {
      requireNoCopy(opened);
      await fillPractice(opened.vault, practice);
      return {
        json: { ok: true },
        lines: [
          `Inventés\u00a0: ${counted(practice.patients, 'patient')}, ${counted(practice.consultations, 'consultation')}.`,
        ],
      };
    });
  },
};
