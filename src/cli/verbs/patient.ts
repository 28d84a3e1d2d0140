import { openPatientFile } from '../../main/records/patients.ts';
import { refuse } from '../../main/vault/refusal.ts';
import { patientFile } from '../../shared/contract/patients.ts';
import { operand, type Verb } from '../verb.ts';
import { withVault } from '../withVault.ts';

/**
 * Gives the whole file of a patient, as the contract has it; an opening like any other, logged. Since it leaves the vault
 * so, a colleague needs the right to copy out of it.
 */
export const patient: Verb = {
  name: 'patient',
  operands: ['COFFRE', 'ID'],
  summary: 'donne tout le dossier d’un patient',
  run: async (invocation) =>
    withVault(invocation, async ({ vault }) => {
      if (vault.practitioner.rights?.mayExport === false) refuse({ code: 'may-not-export' });
      const file = patientFile.parse(openPatientFile(vault, operand(invocation, 1)));
      return { json: { ...file }, lines: [JSON.stringify(file, null, 2)] };
    }),
};
