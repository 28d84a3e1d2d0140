import { displayName } from '../../shared/domain/name.ts';
import type { Vault } from '../vault/vault.ts';
import { statement } from '../vault/statements.ts';

/**
 * Names for the access log, by patient id. Files in the bin have theirs too: who looked at them is to be seen as long
 * as they are kept.
 */
export function patientDisplayNames(vault: Vault, patientIds: readonly string[]): Map<string, string> {
  const find = statement<[string], { familyName: string; givenName: string }>(
    vault.db,
    'SELECT family_name AS familyName, given_name AS givenName FROM patient WHERE id = ?',
  );
  return new Map(
    [...new Set(patientIds)].flatMap((patientId): [string, string][] => {
      const person = find.get(patientId);
      return person === undefined ? [] : [[patientId, displayName(person)]];
    }),
  );
}
