/** What the trade's guides and the CNIL's guide on security (2024) ask of a PC that holds health data. */
export const PC_QUESTIONS = [
  'disk-encryption',
  'session-password',
  'session-lock',
  'antivirus',
  'firewall',
  'updates',
  'no-admin',
  'usb-keys',
  'cloud-folders',
] as const;
export type PcQuestion = (typeof PC_QUESTIONS)[number];

export type PcSystem = 'windows' | 'mac' | 'linux';

/** `unknown` where nobody could tell: neither the system nor the person. */
export type PcAnswer = 'good' | 'bad' | 'unknown';

/** What the system let us read of one question. */
export interface PcReading {
  readonly question: PcQuestion;
  readonly answer: PcAnswer;
}

/** Months after which a check is due again. */
export const PC_CHECK_MONTHS = 6;

export type PcCheckStanding = 'missing' | 'bad' | 'old' | 'incomplete' | 'fine';

/** Questions that a check leaves open: nobody could tell, or it was not asked yet when the check was made. */
export function openPcQuestions(answers: readonly PcAnswer[]): number {
  return PC_QUESTIONS.length - answers.filter((answer) => answer !== 'unknown').length;
}

/** How the practice stands: something that is bad counts before the age of the check, and its age before what it leaves open. */
export function pcCheckStanding(
  last: { readonly at: number; readonly answers: readonly PcAnswer[] } | null,
  now: number,
): PcCheckStanding {
  if (last === null) return 'missing';
  if (last.answers.includes('bad')) return 'bad';
  const due = new Date(last.at);
  due.setUTCMonth(due.getUTCMonth() + PC_CHECK_MONTHS);
  if (now >= due.getTime()) return 'old';
  return openPcQuestions(last.answers) > 0 ? 'incomplete' : 'fine';
}
