/** What happened to the data (article 4(12)): somebody else has them, they changed, or they are out of reach. */
export interface BreachNature {
  readonly confidentiality: boolean;
  readonly integrity: boolean;
  readonly availability: boolean;
}

/** Null while a question is not answered: it then counts as the worst of its answers, since doubt is no proof. */
export interface BreachAnswers {
  /** Encrypted, and nothing that opens them went along: article 34(3)(a). */
  readonly isUnreadable: boolean | null;
  /** Health data, or identities and addresses alone. */
  readonly data: 'health' | 'identity' | null;
  /** Who may have seen them: nobody, one person bound to secrecy who confirms having deleted them, or anybody. */
  readonly reader: 'nobody' | 'bound' | 'anybody' | null;
  /** Are they back as they were: in time for care, too late for some of it, or not at all. */
  readonly recovery: 'in-time' | 'late' | 'never' | null;
  /** A grave consequence is to be feared: identity theft, disclosure to relatives or an employer, harm to health. */
  readonly isGrave: boolean | null;
}

export type BreachRisk = 'none' | 'risk' | 'high';

const ORDER: readonly BreachRisk[] = ['none', 'risk', 'high'];

/**
 * Risk for the persons, as articles 33(1) and 34(1) grade it; the greater of what disclosure and loss bring.
 * Criteria of the EDPB's guidelines 9/2022: kind of breach, nature of the data, who has them, gravity.
 */
export function riskOfBreach(nature: BreachNature, answers: BreachAnswers): BreachRisk {
  const risks = [
    nature.confidentiality ? riskOfDisclosure(answers) : 'none',
    nature.integrity || nature.availability ? riskOfLoss(answers) : 'none',
  ] as const;
  return ORDER.findLast((risk) => risks.includes(risk)) ?? 'none';
}

function riskOfDisclosure({ isUnreadable, data, reader, isGrave }: BreachAnswers): BreachRisk {
  if (isUnreadable === true || reader === 'nobody') return 'none';
  if (reader === 'bound') return isGrave === false ? 'none' : 'risk';
  return data === 'identity' && isGrave === false ? 'risk' : 'high';
}

function riskOfLoss({ data, recovery, isGrave }: BreachAnswers): BreachRisk {
  if (recovery === 'in-time') return 'none';
  if (recovery === 'late') return isGrave === false ? 'risk' : 'high';
  return data === 'identity' && isGrave === false ? 'risk' : 'high';
}

/** Why persons need not be told though the risk is high: article 34(3)(b), measures taken since, or (c), too great an effort. */
export type BreachExemption = 'none' | 'measures' | 'effort';

export interface BreachDuties {
  /** Article 33(1): unless a risk is unlikely. */
  readonly notifiesAuthority: boolean;
  /** Article 34(1): where the risk is high and no exemption of 34(3) holds. */
  readonly informsPersons: boolean;
  /** Article 34(3)(c): a public word in its place. */
  readonly informsPublicly: boolean;
}

/** What follows from the risk. The internal register (article 33(5)) is kept in every case. */
export function dutiesOfBreach(risk: BreachRisk, exemption: BreachExemption): BreachDuties {
  return {
    notifiesAuthority: risk !== 'none',
    informsPersons: risk === 'high' && exemption === 'none',
    informsPublicly: risk === 'high' && exemption === 'effort',
  };
}

export const HOURS_72_MS = 72 * 3_600_000;

/**
 * The instant by which the authority is told: 72 hours that really pass after awareness (article 33(1)). Nights, Sundays
 * and the change of the clock are hours like others; the clock on the wall may then show another time of day.
 */
export function notifyBefore(awareAt: number): number {
  return awareAt + HOURS_72_MS;
}

export type BreachClock =
  | { readonly state: 'none' }
  | { readonly state: 'running' | 'late'; readonly before: number; readonly leftMs: number }
  | { readonly state: 'sent'; readonly at: number; readonly isLate: boolean };

/** How the clock stands: stopped by the first notice that was sent, whatever is said in a later one. */
export function breachClock(
  awareAt: number,
  isNotified: boolean,
  firstSentAt: number | null,
  now: number,
): BreachClock {
  const before = notifyBefore(awareAt);
  if (firstSentAt !== null) return { state: 'sent', at: firstSentAt, isLate: firstSentAt > before };
  if (!isNotified) return { state: 'none' };
  return { state: now > before ? 'late' : 'running', before, leftMs: before - now };
}

/** A first notice after 72 hours says why (article 33(1), second sentence). */
export function needsDelayReason(awareAt: number, sentAt: number): boolean {
  return sentAt > notifyBefore(awareAt);
}
