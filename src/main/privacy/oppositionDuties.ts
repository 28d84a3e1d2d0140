import type { Duty } from '../../shared/contract/privacy.ts';
import { legalDay } from '../../shared/domain/legalDay.ts';
import { readPractice } from '../vault/settings.ts';
import type { Vault } from '../vault/vault.ts';
import { listOppositions } from './oppositions.ts';

/** Objections to hosting that wait for an answer, and how many patients objected in all. */
export function oppositionDuties(vault: Vault): Duty[] {
  const { timeZone } = readPractice(vault);
  const holding = listOppositions(vault, null).filter(({ revokedAt }) => revokedAt === null);
  const latest = holding[0];
  const waiting = holding.filter(({ recipient, verdict }) => recipient.kind === 'external-hosting' && verdict === null);
  return [
    ...waiting.map(({ id, displayName, since }): Duty => ({
      state: 'due',
      finding: 'opposition-to-examine',
      count: null,
      on: legalDay(since, timeZone),
      displayName,
      subject: id,
    })),
    {
      state: 'fine',
      finding: 'oppositions-kept',
      count: new Set(holding.map(({ patientId }) => patientId)).size,
      on: latest === undefined ? null : legalDay(latest.since, timeZone),
      displayName: null,
      subject: null,
    },
  ];
}
