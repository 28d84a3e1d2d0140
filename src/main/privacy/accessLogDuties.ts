import type { Duty } from '../../shared/contract/privacy.ts';
import { legalDay } from '../../shared/domain/legalDay.ts';
import { readPractice } from '../vault/settings.ts';
import { statement } from '../vault/statements.ts';
import type { Vault } from '../vault/vault.ts';

/** Since when the log tells who did what. */
export function accessLogDuties(vault: Vault): Duty[] {
  const kept = statement<[], { since: number | null; entries: number }>(
    vault.db,
    'SELECT min(at) AS since, count(*) AS entries FROM access_entry',
  ).get();
  const since = kept?.since ?? null;
  return [
    {
      state: 'fine',
      finding: 'access-log-kept',
      count: kept?.entries ?? 0,
      on: since === null ? null : legalDay(since, readPractice(vault).timeZone),
      displayName: null,
      subject: null,
    },
  ];
}
