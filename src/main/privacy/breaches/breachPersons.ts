import type { BreachPerson } from '../../../shared/contract/breaches.ts';
import { channel as channels, type Channel } from '../../../shared/contract/oppositions.ts';
import { displayName } from '../../../shared/domain/name.ts';
import { requirePatient } from '../../records/visiblePatient.ts';
import { logAccess } from '../../vault/accessLog.ts';
import { refuse } from '../../vault/refusal.ts';
import { statement } from '../../vault/statements.ts';
import type { Vault } from '../../vault/vault.ts';
import { requireBreach } from './breachRegister.ts';

interface StoredPerson {
  readonly patientId: string | null;
  readonly familyName: string | null;
  readonly givenName: string | null;
  readonly informedAt: number | null;
  readonly channel: string;
}

/** Those not told yet first, then by name; a destroyed file stands there without a name. */
export function listBreachPersons(vault: Vault, breachId: string): BreachPerson[] {
  // A file in the archive or in the bin is concerned as well: it was in the vault when the breach happened.
  return statement<[number], StoredPerson>(
    vault.db,
    `SELECT patient.id AS patientId, family_name AS familyName, given_name AS givenName,
       informed_at AS informedAt, channel
     FROM breach_person LEFT JOIN patient ON patient.number = patient_number
     WHERE breach_number = ? ORDER BY informed_at IS NOT NULL, patient.number IS NULL, name_key`,
  )
    .all(requireBreach(vault, breachId))
    .map(({ patientId, familyName, givenName, informedAt, channel }) => ({
      patient:
        patientId === null
          ? null
          : { id: patientId, displayName: displayName({ familyName: familyName ?? '', givenName: givenName ?? '' }) },
      informedAt,
      channel: channels.safeParse(channel).data ?? null,
    }));
}

/** Null for every file that the vault holds, archived and removed ones too. Refuses `not-found`. */
export function addBreachPersons(vault: Vault, breachId: string, patientIds: readonly string[] | null): void {
  vault.db.transaction(() => {
    const breachNumber = requireBreach(vault, breachId);
    if (patientIds === null)
      statement(
        vault.db,
        'INSERT OR IGNORE INTO breach_person (breach_number, patient_number) SELECT ?, number FROM patient',
      ).run(breachNumber);
    const insert = statement(
      vault.db,
      'INSERT OR IGNORE INTO breach_person (breach_number, patient_number) VALUES (?, ?)',
    );
    for (const patientId of patientIds ?? []) insert.run(breachNumber, requirePatient(vault, patientId));
    logAccess(vault, { action: 'breach-changed', objectId: breachId });
  })();
}

/** Takes somebody off the list who was not told. Refuses `not-found`. */
export function removeBreachPerson(vault: Vault, breachId: string, patientId: string): void {
  vault.db.transaction(() => {
    const { changes } = statement(
      vault.db,
      `DELETE FROM breach_person WHERE breach_number = ? AND informed_at IS NULL
         AND patient_number = (SELECT number FROM patient WHERE id = ?)`,
    ).run(requireBreach(vault, breachId), patientId);
    if (changes === 0) refuse({ code: 'not-found', what: 'person' });
    logAccess(vault, { action: 'breach-changed', objectId: breachId });
  })();
}

/** Somebody on the list was told, or with null everybody who was not yet. Refuses `not-found`. */
export function markInformed(vault: Vault, breachId: string, patientId: string | null, channel: Channel): void {
  vault.db.transaction(() => {
    const { changes } = statement(
      vault.db,
      `UPDATE breach_person SET informed_at = @now, channel = @channel
       WHERE breach_number = @breachNumber AND informed_at IS NULL
         AND (@patientId IS NULL OR patient_number = (SELECT number FROM patient WHERE id = @patientId))`,
    ).run({ now: vault.now(), channel, breachNumber: requireBreach(vault, breachId), patientId });
    if (changes === 0) refuse({ code: 'not-found', what: 'person' });
    logAccess(vault, {
      action: 'breach-persons-informed',
      objectId: breachId,
      ...(patientId === null ? { facts: { persons: changes } } : { patientId }),
    });
  })();
}
