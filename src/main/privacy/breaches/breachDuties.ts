import type { BreachSummary } from '../../../shared/contract/breaches.ts';
import type { Duty } from '../../../shared/contract/privacy.ts';
import { legalDay } from '../../../shared/domain/legalDay.ts';
import { readPractice } from '../../vault/settings.ts';
import type { Vault } from '../../vault/vault.ts';
import { listBreaches } from './breachRegister.ts';

/** What each open breach still asks for, and how many the internal register holds. */
export function breachDuties(vault: Vault): Duty[] {
  const { timeZone } = readPractice(vault);
  const breaches = listBreaches(vault);
  const latest = breaches.toSorted((one, other) => other.awareAt - one.awareAt)[0];
  return [
    ...breaches.filter(({ closedAt }) => closedAt === null).map((breach) => openDuty(breach, timeZone)),
    {
      state: 'fine',
      finding: 'breaches-kept',
      count: breaches.length,
      on: latest === undefined ? null : legalDay(latest.awareAt, timeZone),
      displayName: null,
      subject: null,
    },
  ];
}

/** The most pressing thing that one breach asks for. */
function openDuty({ id, number, clock, informsPersons, listed, informed }: BreachSummary, timeZone: string): Duty {
  const about = { count: number, displayName: null, subject: id } as const;
  if (clock.state === 'running' || clock.state === 'late') {
    const state = clock.state === 'late' ? 'late' : 'due';
    return { ...about, state, finding: 'breach-to-notify', on: legalDay(clock.before, timeZone) };
  }
  if (informsPersons && (listed === 0 || informed < listed))
    return { ...about, state: 'due', finding: 'breach-to-tell', on: null };
  return { ...about, state: 'due', finding: 'breach-to-close', on: null };
}
