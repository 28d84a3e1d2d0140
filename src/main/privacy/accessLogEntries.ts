import type { AccessEntry } from '../../shared/contract/accessLog.ts';
import { patientDisplayNames } from '../records/patientNames.ts';
import { listAccess, type WantedAccess } from '../vault/accessLog.ts';
import type { Vault } from '../vault/vault.ts';
import { loggedReason } from './loggedReason.ts';

/** Entries as a person reads them, newest first: patients by their names of today, with the reason where one was asked for. */
export function readAccessEntries(vault: Vault, wanted: WantedAccess): { total: number; entries: AccessEntry[] } {
  const { total, entries } = listAccess(vault, wanted);
  const names = patientDisplayNames(
    vault,
    entries.flatMap(({ patientId }) => patientId ?? []),
  );
  return {
    total,
    entries: entries.map(({ patientId, objectId, ...entry }) => {
      const displayName = patientId === null ? undefined : names.get(patientId);
      const patient = patientId === null || displayName === undefined ? null : { id: patientId, displayName };
      return { ...entry, patient, reason: loggedReason(vault, { ...entry, patientId, objectId }) };
    }),
  };
}
