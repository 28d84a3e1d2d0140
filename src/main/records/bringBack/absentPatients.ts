import type { PatientRow } from '../../../shared/contract/patients.ts';
import type { Vault } from '../../vault/vault.ts';
import { statement } from '../../vault/statements.ts';
import { readPatientRow } from '../patientRows.ts';

/** Files of a snapshot that the vault of today does not show, by name: in the bin, erased, or never in it. */
export function listAbsentPatients(vault: Vault, former: Vault): PatientRow[] {
  const shown = new Set(idsOf(vault));
  return idsOf(former)
    .filter((id) => !shown.has(id))
    .map((id) => readPatientRow(former, id));
}

function idsOf(vault: Vault): string[] {
  const rows = statement<[], { id: string }>(vault.db, 'SELECT id FROM visible_patient ORDER BY name_key').all();
  return rows.map(({ id }) => id);
}
