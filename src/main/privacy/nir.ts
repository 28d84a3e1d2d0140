import { readNir } from '../../shared/domain/nir.ts';
import { leaveTraces } from '../records/erasure.ts';
import { requirePatient } from '../records/visiblePatient.ts';
import { logAccess } from '../vault/accessLog.ts';
import { refuse } from '../vault/refusal.ts';
import { statement } from '../vault/statements.ts';
import type { Vault } from '../vault/vault.ts';
import { dropVaultValue, readVaultValue, writeVaultValue } from '../vault/vaultValue.ts';

/** True where the practice decided to use the social-security number: the register of processing then says so. */
export function isNirUsed(vault: Pick<Vault, 'db'>): boolean {
  return readVaultValue(vault.db, 'nir-used') !== null;
}

/** For how many patients a number is kept, shown or hidden. */
export function countNirs(vault: Vault): number {
  return statement<[], { count: number }>(vault.db, 'SELECT count(*) AS count FROM patient_nir').get()?.count ?? 0;
}

/** From now on the identity form has the field (décret 2019-341: the practitioner answers for it). */
export function startNirUse(vault: Vault): void {
  vault.db.transaction(() => {
    writeVaultValue(vault.db, 'nir-used', String(vault.now()));
    logAccess(vault, { action: 'nir-use-started' });
  })();
}

/**
 * The field goes; with `erase` every number with it, but for those of files under limitation: call `clearTraces` then.
 * Returns how many were erased.
 */
export function stopNirUse(vault: Vault, erase: boolean): number {
  return vault.db.transaction(() => {
    dropVaultValue(vault.db, 'nir-used');
    const count = erase
      ? statement(vault.db, 'DELETE FROM patient_nir WHERE patient_number NOT IN frozen_file').run().changes
      : 0;
    if (count > 0) leaveTraces(vault);
    logAccess(vault, { action: 'nir-use-ended', facts: { erased: count } });
    return count;
  })();
}

/** What was typed for a patient; empty while the practice does not use it. Refuses `not-found`. */
export function readNirOf(vault: Vault, patientId: string): string {
  const patientNumber = requirePatient(vault, patientId);
  if (!isNirUsed(vault)) return '';
  const row = statement<[number], { nir: string }>(
    vault.db,
    'SELECT nir FROM patient_nir WHERE patient_number = ?',
  ).get(patientNumber);
  return row?.nir ?? '';
}

/**
 * Keeps a number, in its plain form where it is a valid one; an empty text takes it away. Refuses `not-found` for an
 * unknown patient, and for any while the practice does not use it.
 */
export function setNir(vault: Vault, patientId: string, typed: string): void {
  vault.db.transaction(() => {
    const patientNumber = requirePatient(vault, patientId);
    if (!isNirUsed(vault)) refuse({ code: 'not-found', what: 'nir' });
    const reading = readNir(typed);
    if (!reading.ok && reading.reason === 'empty')
      statement(vault.db, 'DELETE FROM patient_nir WHERE patient_number = ?').run(patientNumber);
    else
      statement(
        vault.db,
        `INSERT INTO patient_nir (patient_number, nir) VALUES (?, ?)
         ON CONFLICT (patient_number) DO UPDATE SET nir = excluded.nir`,
      ).run(patientNumber, reading.ok ? reading.nir : typed.trim());
    logAccess(vault, { action: 'patient-changed', patientId });
  })();
}
