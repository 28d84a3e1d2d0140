import type { Duty } from '../../../shared/contract/privacy.ts';
import type { Vault } from '../../vault/vault.ts';
import { listPurposes } from './purposes.ts';

/** How many patients consent to something beyond care. */
export function consentDuties(vault: Vault): Duty[] {
  return [
    {
      state: 'fine',
      finding: 'consents-kept',
      count: listPurposes(vault).reduce((sum, { consenting }) => sum + consenting, 0),
      on: null,
      displayName: null,
      subject: null,
    },
  ];
}
