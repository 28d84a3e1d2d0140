import { displayName } from '../../shared/domain/name.ts';
import { refuse } from '../vault/refusal.ts';
import { statement } from '../vault/statements.ts';
import type { Vault } from '../vault/vault.ts';

/** To whom a letter goes, as it stands on the envelope. */
export interface Addressee {
  readonly displayName: string;
  readonly lines: readonly string[];
}

/**
 * Name and postal address of a patient, also of one whose file is in the archive or in the bin: what the law owes a person
 * does not end there. For what belongs to the titular alone. Refuses `not-found`.
 */
export function addresseeOf(vault: Vault, patientId: string): Addressee {
  const row = statement<
    [string],
    { familyName: string; givenName: string; street: string; addressComplement: string; postcode: string; city: string }
  >(
    vault.db,
    `SELECT family_name AS familyName, given_name AS givenName, street, address_complement AS addressComplement,
       postcode, city
     FROM patient JOIN patient_detail USING (number) WHERE patient.id = ?`,
  ).get(patientId);
  if (row === undefined) return refuse({ code: 'not-found', what: 'patient' });
  return {
    displayName: displayName(row),
    lines: [row.street, row.addressComplement, `${row.postcode} ${row.city}`.trim()].filter((line) => line !== ''),
  };
}
