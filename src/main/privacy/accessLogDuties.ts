import type { Duty } from '../../shared/contract/privacy.ts';
import { legalDay } from '../../shared/domain/legalDay.ts';
import { readLogContradiction } from '../vault/accessLogContradiction.ts';
import { readPractice } from '../vault/settings.ts';
import { statement } from '../vault/statements.ts';
import type { Vault } from '../vault/vault.ts';

/** Since when the log tells who did what, and whether a copy tells otherwise. */
export function accessLogDuties(vault: Vault): Duty[] {
  const kept = statement<[], { since: number | null; entries: number }>(
    vault.db,
    'SELECT min(at) AS since, count(*) AS entries FROM access_entry',
  ).get();
  const since = kept?.since ?? null;
  const contradiction = readLogContradiction(vault);
  return [
    ...(contradiction === null
      ? []
      : [
          {
            state: 'late',
            finding: 'access-log-broken',
            count: contradiction.number,
            on: legalDay(contradiction.at, readPractice(vault).timeZone),
            displayName: null,
            subject: null,
          } as const,
        ]),
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
