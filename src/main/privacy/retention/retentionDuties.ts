import type { Duty } from '../../../shared/contract/privacy.ts';
import type { Vault } from '../../vault/vault.ts';
import { retentionCalendar } from './calendar.ts';

/** Files that are to be destroyed or archived now; in order where there are none. */
export function retentionDuties(vault: Vault): Duty[] {
  const { toPurge, toArchive, archived } = retentionCalendar(vault);
  const common = { area: 'retention', on: null, displayName: null, subject: null } as const;
  const due: Duty[] = [];
  if (toPurge.length > 0) due.push({ ...common, state: 'due', finding: 'files-to-purge', count: toPurge.length });
  if (toArchive.length > 0) due.push({ ...common, state: 'due', finding: 'files-to-archive', count: toArchive.length });
  return due.length > 0 ? due : [{ ...common, state: 'fine', finding: 'files-in-time', count: archived }];
}
