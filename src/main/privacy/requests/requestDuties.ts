import type { Duty } from '../../../shared/contract/privacy.ts';
import { legalDay } from '../../../shared/domain/legalDay.ts';
import { readPractice } from '../../vault/settings.ts';
import type { Vault } from '../../vault/vault.ts';
import { countFrozenFiles } from './fileFreeze.ts';
import { listRequests } from './storedRequest.ts';

/** Requests that wait for an answer or its sending, each with its last day; files that are frozen. */
export function requestDuties(vault: Vault): Duty[] {
  const all = listRequests(vault, null);
  const closed = all.filter(({ standing }) => standing === 'closed');
  const latest = closed[0];
  const frozen = countFrozenFiles(vault);
  return [
    ...all
      .filter(({ standing }) => standing !== 'closed')
      .map(({ id, kind, displayName, dueOn, standing }): Duty => {
        const isLate = standing === 'late';
        const finding = isLate ? 'request-late' : 'request-waiting';
        const state = isLate ? 'late' : 'due';
        return { state, finding, count: null, on: dueOn, displayName, subject: id, requestKind: kind };
      }),
    {
      state: 'fine',
      finding: 'requests-answered',
      count: closed.length,
      on: latest === undefined ? null : legalDay(latest.receivedAt, readPractice(vault).timeZone),
      displayName: null,
      subject: null,
    },
    ...(frozen === 0
      ? []
      : [
          {
            state: 'fine',
            finding: 'files-frozen',
            count: frozen,
            on: null,
            displayName: null,
            subject: null,
          } as const,
        ]),
  ];
}
