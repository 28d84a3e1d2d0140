import { logAccess } from '../../main/vault/accessLog.ts';
import { checkVault } from '../../main/vault/vaultCheck.ts';
import { counted } from '../../shared/french/counted.ts';
import type { Verb } from '../verb.ts';
import { withTitularVault } from '../withVault.ts';

/** Reads the whole vault and holds it against its seals; exit code 1 where something does not fit. */
export const check: Verb = {
  name: 'check',
  operands: ['COFFRE'],
  summary: 'contrôle tout le coffre',
  run: async (invocation) =>
    withTitularVault(invocation, async ({ vault }) => {
      const result = await checkVault(vault);
      if (result.ok) logAccess(vault, { action: 'vault-checked', facts: { ok: 1 } });
      else invocation.say('Le coffre est abîmé. Remettez-le depuis une sauvegarde.');
      return {
        json: { ...result },
        lines: [
          result.ok ? 'Le coffre est intact.' : 'Le coffre est abîmé.',
          `${counted(result.patients, 'patient')}, ${counted(result.consultations, 'consultation')}`,
          `Journal d’accès\u00a0: ${counted(result.accessLog.entries, 'ligne')}, ${result.accessLog.intact ? 'intact' : 'rompu'}`,
        ],
        isGood: result.ok,
      };
    }),
};
