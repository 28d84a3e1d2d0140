import type { AccountRole } from '../../../shared/contract/practitioners.ts';

/** Remplaçant, Collaborateur: the words of the trade. */
export function roleName(role: AccountRole): string {
  return role === 'replacement' ? 'Remplaçant' : 'Collaborateur';
}
