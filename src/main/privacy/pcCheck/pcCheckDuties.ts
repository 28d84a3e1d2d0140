import type { Duty } from '../../../shared/contract/privacy.ts';
import { legalDay } from '../../../shared/domain/legalDay.ts';
import { openPcQuestions, pcCheckStanding } from '../../../shared/domain/pcCheck.ts';
import { readPractice } from '../../vault/settings.ts';
import type { Vault } from '../../vault/vault.ts';
import { listPcChecks } from './pcChecks.ts';

/** Whether the PC was looked at in the last six months, and whether something there is to be put right or answered. */
export function pcCheckDuties(vault: Vault): Duty[] {
  const last = listPcChecks(vault)[0];
  const answers = last?.findings.map(({ answer }) => answer) ?? [];
  const standing = pcCheckStanding(last === undefined ? null : { at: last.at, answers }, vault.now());
  const wanted = standing === 'bad' ? 'bad' : 'good';
  return [
    {
      state: STATES[standing],
      finding: FINDINGS[standing],
      count:
        standing === 'incomplete' ? openPcQuestions(answers) : answers.filter((answer) => answer === wanted).length,
      on: last === undefined ? null : legalDay(last.at, readPractice(vault).timeZone),
      displayName: null,
      subject: null,
    },
  ];
}

const STATES = { missing: 'due', old: 'due', bad: 'late', incomplete: 'due', fine: 'fine' } as const;
const FINDINGS = {
  missing: 'pc-to-check',
  old: 'pc-to-check',
  bad: 'pc-to-put-right',
  incomplete: 'pc-to-complete',
  fine: 'pc-checked',
} as const;
