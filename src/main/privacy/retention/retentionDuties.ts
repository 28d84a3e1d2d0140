import type { Duty } from '../../../shared/contract/privacy.ts';
import { statement } from '../../vault/statements.ts';
import type { Vault } from '../../vault/vault.ts';
import { listFilesNearTheirTerm } from './fileRetention.ts';

/** Files that are to be destroyed or archived now; in order where there are none. */
export function retentionDuties(vault: Vault): Duty[] {
  const files = listFilesNearTheirTerm(vault);
  const toPurge = files.filter(({ state }) => state === 'to-purge').length;
  const toArchive = files.filter(({ state }) => state === 'to-archive').length;
  const common = { on: null, displayName: null, subject: null } as const;
  const due: Duty[] = [];
  if (toPurge > 0) due.push({ ...common, state: 'due', finding: 'files-to-purge', count: toPurge });
  if (toArchive > 0) due.push({ ...common, state: 'due', finding: 'files-to-archive', count: toArchive });
  return due.length > 0 ? due : [{ ...common, state: 'fine', finding: 'files-in-time', count: countArchived(vault) }];
}

function countArchived(vault: Vault): number {
  return statement<[], { count: number }>(vault.db, 'SELECT count(*) AS count FROM archived_patient').get()?.count ?? 0;
}
