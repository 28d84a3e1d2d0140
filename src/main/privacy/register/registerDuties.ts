import type { Duty } from '../../../shared/contract/privacy.ts';
import { legalDay } from '../../../shared/domain/legalDay.ts';
import { readPractice } from '../../vault/settings.ts';
import type { Vault } from '../../vault/vault.ts';
import { registerChangesOfLate } from './registerState.ts';
import { listRegisterVersions } from './registerVersions.ts';

/** The register is kept, and says what is true (art. 30 RGPD): due where it never was, or where something changed. */
export function registerDuties(vault: Vault): Duty[] {
  const common = { displayName: null, subject: null } as const;
  const changes = registerChangesOfLate(vault);
  if (changes === null) return [{ ...common, state: 'due', finding: 'register-missing', count: null, on: null }];
  const [last] = listRegisterVersions(vault);
  const on = last === undefined ? null : legalDay(last.at, readPractice(vault).timeZone);
  return changes.length > 0
    ? [{ ...common, state: 'due', finding: 'register-changed', count: changes.length, on }]
    : [{ ...common, state: 'fine', finding: 'register-current', count: last?.number ?? null, on }];
}
