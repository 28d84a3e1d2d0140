import { addDays } from './civilDate.ts';
import { legalDay } from './legalDay.ts';
import { addMonths } from './months.ts';

/** What a person may ask of whoever holds data about them (RGPD art. 15 to 21; access to a file also L1111-7 CSP). */
export type RequestKind = 'access' | 'rectification' | 'erasure' | 'limitation' | 'portability' | 'opposition';

/**
 * How old the information asked for is: none of it over five years, some of it, or all of it. L1111-7 CSP leaves eight
 * days, or two months where the information is over five years old.
 */
export type InformationAge = 'recent' | 'mixed' | 'old';

export interface RequestFacts {
  readonly kind: RequestKind;
  readonly receivedAt: number;
  /** Zone of the practice. */
  readonly timeZone: string;
  /** Only looked at for an access. */
  readonly informationAge: InformationAge;
  /** The person was told in time, and why, that it is complex (art. 12(3) RGPD). */
  readonly isExtended: boolean;
}

export interface RequestTerms {
  /** Nothing is handed over before this instant; null where there is no such wait. */
  readonly notBefore: number | null;
  /** Last day on which the answer is in time. */
  readonly dueOn: string;
  /** Last day for the part that is over five years old, where the rest is due sooner. */
  readonly oldPartDueOn: string | null;
  /** Last day on which the person may be told of an extension; null where the law grants none. */
  readonly extensionBefore: string | null;
}

/** L1111-7 CSP: "au plus tôt après qu'un délai de réflexion de quarante-huit heures aura été observé". */
const REFLECTION_MS = 48 * 3_600_000;
/** L1111-7 CSP: "au plus tard dans les huit jours suivant sa demande". */
const ACCESS_DAYS = 8;
/** L1111-7 CSP: "ce délai est porté à deux mois lorsque les informations médicales datent de plus de cinq ans". */
const OLD_ACCESS_MONTHS = 2;
const OLD_AFTER_YEARS = 5;
/** Art. 12(3) RGPD: "dans un délai d'un mois à compter de la réception de la demande". */
const ANSWER_MONTHS = 1;
/** Art. 12(3) RGPD: "au besoin, ce délai peut être prolongé de deux mois". */
const EXTENSION_MONTHS = 2;

/**
 * The dates that hold for a request. They run from its reception (R1111-1 CSP, art. 12(3) RGPD), whose own day is not
 * counted, in the civil days of the practice. A last day that is no working day is not put off: earlier is always right.
 */
export function requestTerms(facts: RequestFacts): RequestTerms {
  const received = legalDay(facts.receivedAt, facts.timeZone);
  return facts.kind === 'access' ? accessTerms(facts, received) : generalTerms(facts, received);
}

function accessTerms({ receivedAt, informationAge }: RequestFacts, received: string): RequestTerms {
  const soon = addDays(received, ACCESS_DAYS);
  const later = addMonths(received, OLD_ACCESS_MONTHS);
  return {
    notBefore: receivedAt + REFLECTION_MS,
    dueOn: informationAge === 'old' ? later : soon,
    oldPartDueOn: informationAge === 'mixed' ? later : null,
    extensionBefore: null,
  };
}

function generalTerms({ isExtended }: RequestFacts, received: string): RequestTerms {
  const firstMonth = addMonths(received, ANSWER_MONTHS);
  return {
    notBefore: null,
    // From the end of the first month: never later than three months from the reception.
    dueOn: isExtended ? addMonths(firstMonth, EXTENSION_MONTHS) : firstMonth,
    oldPartDueOn: null,
    extensionBefore: firstMonth,
  };
}

/** How old what a file holds is on the day of a request, from its oldest and its newest day (YYYY-MM-DD). */
export function informationAge(oldest: string, newest: string, received: string): InformationAge {
  const limit = addMonths(received, -OLD_AFTER_YEARS * 12);
  if (newest < limit) return 'old';
  return oldest < limit ? 'mixed' : 'recent';
}

/** Where an open request stands on a day. Two days before its last one, it presses. */
export function termState(dueOn: string, today: string): 'late' | 'pressing' | 'in-time' {
  if (today > dueOn) return 'late';
  return addDays(today, PRESSING_DAYS) >= dueOn ? 'pressing' : 'in-time';
}

const PRESSING_DAYS = 2;
