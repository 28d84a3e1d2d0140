import { lastDayOf, type PartialDate } from './civilDate.ts';

/** Durations in years; each can be changed by the practitioner. */
export interface RetentionRule {
  /** In everyday use after the last visit. CNIL, deliberation 2020-081. */
  readonly activeYears: number;
  /** Archived after that. CNIL, deliberation 2020-081. */
  readonly archivedYears: number;
  /** A file of a minor is not destroyed before this birthday. R1112-7 CSP, by analogy. */
  readonly minorUntilAge: number;
  /** From a death that came sooner than ten years after the last visit. R1112-7 CSP, by analogy. */
  readonly afterDeathYears: number;
}

export const USUAL_RULE: RetentionRule = { activeYears: 5, archivedYears: 15, minorUntilAge: 28, afterDeathYears: 10 };

export interface RetentionFacts {
  /** Legal day of the last consultation; of the file's creation where there is none. YYYY-MM-DD. */
  readonly lastVisit: string;
  readonly birthDate: PartialDate | null;
  readonly deathDate: PartialDate | null;
  /** A litigation that goes on. */
  readonly isHeld: boolean;
}

/** What the day of destruction was reckoned from. */
export type RetentionGround = 'last-visit' | 'minor' | 'unknown-birth' | 'death' | 'held';

export interface Retention {
  /** From this day on it belongs in the archive. */
  readonly archiveOn: string;
  /** From this day on it may be destroyed; null while it is held. */
  readonly purgeOn: string | null;
  readonly ground: RetentionGround;
}

const MAJORITY = 18;

/** "Moins de dix ans après son dernier passage" (R1112-7 CSP): part of the rule's condition, not a duration to change. */
const DEATH_WITHIN_YEARS = 10;

/**
 * When a file is to be archived and when it may be destroyed. What is not known counts as what keeps it longest: a birth
 * or death known by its year as the last day of it, an unknown birth as that of a newborn.
 */
export function retentionOf(facts: RetentionFacts, rule: RetentionRule): Retention {
  const archiveOn = addYears(facts.lastVisit, rule.activeYears);
  const end = deathEnd(facts, rule) ?? visitEnd(facts, rule);
  if (facts.isHeld) return { archiveOn, purgeOn: null, ground: 'held' };
  return { archiveOn: earlier(archiveOn, end.purgeOn), ...end };
}

interface End {
  readonly purgeOn: string;
  readonly ground: RetentionGround;
}

/** Null where nobody died, or so late that the ordinary rule holds. */
function deathEnd({ lastVisit, deathDate }: RetentionFacts, rule: RetentionRule): End | null {
  if (deathDate === null) return null;
  // A death noted before the last visit contradicts it: the later of both keeps the file longest.
  const death = later(lastDayOf(deathDate), lastVisit);
  if (death >= addYears(lastVisit, DEATH_WITHIN_YEARS)) return null;
  return { purgeOn: addYears(death, rule.afterDeathYears), ground: 'death' };
}

function visitEnd({ lastVisit, birthDate }: RetentionFacts, rule: RetentionRule): End {
  const usual = addYears(lastVisit, rule.activeYears + rule.archivedYears);
  // Nobody is seen before they are born.
  const birth = birthDate === null ? lastVisit : earlier(lastDayOf(birthDate), lastVisit);
  const wasMinor = addYears(birth, MAJORITY) > lastVisit;
  const grown = addYears(birth, rule.minorUntilAge);
  if (!wasMinor || grown <= usual) return { purgeOn: usual, ground: 'last-visit' };
  return { purgeOn: grown, ground: birthDate === null ? 'unknown-birth' : 'minor' };
}

/**
 * The same day some years on; the last day of the month where it lacks that day (art. 641 CPC): 29 February comes to
 * 28 February in a common year.
 */
function addYears(date: string, years: number): string {
  const moved = `${String(Number(date.slice(0, 4)) + years).padStart(4, '0')}${date.slice(4)}`;
  return earlier(moved, lastDayOf(moved.slice(0, 7)));
}

function earlier(one: string, other: string): string {
  return one < other ? one : other;
}

function later(one: string, other: string): string {
  return one > other ? one : other;
}
