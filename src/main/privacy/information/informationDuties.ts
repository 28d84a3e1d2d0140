import type { Duty } from '../../../shared/contract/privacy.ts';
import { legalDay } from '../../../shared/domain/legalDay.ts';
import { readPractice } from '../../vault/settings.ts';
import type { Vault } from '../../vault/vault.ts';
import { listInformationPapers, noticeDigest, readNoticeFacts } from './informationPapers.ts';
import { countInformation } from './patientInformation.ts';

/** The notice hangs and says what is true; patients are told of it (art. 12 and 13 RGPD). */
export function informationDuties(vault: Vault): Duty[] {
  const { patients, notInformed } = countInformation(vault);
  const common = { on: null, displayName: null, subject: null } as const;
  const informed: Duty =
    notInformed > 0
      ? { ...common, state: 'due', finding: 'patients-not-informed', count: notInformed }
      : { ...common, state: 'fine', finding: 'patients-informed', count: patients };
  return patients === 0 ? [noticeDuty(vault)] : [noticeDuty(vault), informed];
}

function noticeDuty(vault: Vault): Duty {
  const common = { displayName: null, subject: null } as const;
  const papers = listInformationPapers(vault, noticeDigest(readNoticeFacts(vault)));
  const latest = papers.find(({ isCurrent }) => isCurrent) ?? papers[0];
  if (latest === undefined) return { ...common, state: 'due', finding: 'notice-missing', count: null, on: null };
  return {
    ...common,
    state: latest.isCurrent ? 'fine' : 'due',
    finding: latest.isCurrent ? 'notice-current' : 'notice-outdated',
    count: latest.version,
    on: legalDay(latest.at, readPractice(vault).timeZone),
  };
}
