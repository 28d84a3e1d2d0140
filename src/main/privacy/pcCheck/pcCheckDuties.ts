import type { Duty } from '../../../shared/contract/privacy.ts';
import { legalDay } from '../../../shared/domain/legalDay.ts';
import { pcCheckStanding } from '../../../shared/domain/pcCheck.ts';
import { readPractice } from '../../vault/settings.ts';
import type { Vault } from '../../vault/vault.ts';
import { listPcChecks } from './pcChecks.ts';

/** Whether the PC was looked at in the last six months, and whether something there is to be put right. */
export function pcCheckDuties(vault: Vault): Duty[] {
  const last = listPcChecks(vault)[0];
  const answers = last?.findings.map(({ answer }) => answer) ?? [];
  const standing = pcCheckStanding(last === undefined ? null : { at: last.at, answers }, vault.now());
  return [
    {
      state: STATES[standing],
      finding: FINDINGS[standing],
      count: answers.filter((answer) => answer === (standing === 'bad' ? 'bad' : 'good')).length,
      on: last === undefined ? null : legalDay(last.at, readPractice(vault).timeZone),
      displayName: null,
      subject: null,
    },
  ];
}

const STATES = { missing: 'due', old: 'due', bad: 'late', fine: 'fine' } as const;
const FINDINGS = {
  missing: 'pc-to-check',
  old: 'pc-to-check',
  bad: 'pc-to-put-right',
  fine: 'pc-checked',
} as const;
