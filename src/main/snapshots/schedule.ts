import type { ContractError } from '../../shared/contract/errors.ts';

/** What the person may choose; kept in the vault. */
export interface BackupSettings {
  /** Local time of the evening copy, HH:MM. */
  readonly eveningTime: string;
  /** A known key that is plugged in is copied to at once. */
  readonly onPlugIn: boolean;
  readonly proveEveryDays: number;
  readonly verifyEveryDays: number;
}

export const DEFAULT_BACKUP_SETTINGS: BackupSettings = {
  eveningTime: '19:00',
  onPlugIn: true,
  proveEveryDays: 7,
  verifyEveryDays: 30,
};

/** A target as the schedule sees it. All times are milliseconds UTC. */
export interface ScheduledTarget {
  /** A host: reading all of it back is a download, and is done once a month. */
  readonly isFar?: boolean;
  /** A host beyond a network whose bytes are counted: nothing goes there by itself. */
  readonly waitsForNetwork?: boolean;
  /** What keeps anything from being written there, while it can be read: a host's certificate that is over, an objection. */
  readonly heldBack: ContractError | null;
  /** Where nothing can be removed, pruning is left out. */
  readonly canDelete?: boolean;
  readonly repository: string;
  readonly label: string;
  readonly addedAt: number;
  /** Since when it has been plugged in without a pause; null where it is not there. */
  readonly presentSince: number | null;
  readonly headTime: number | null;
  readonly isReadBack: boolean;
  /** When the first change was made that this target does not hold; null where it holds all. */
  readonly oldestUnsavedChange: number | null;
  readonly lastFailureAt: number | null;
  /** It held more than it holds now, or another PC wrote there: nothing is written until the person decides. */
  readonly isInDoubt: boolean;
  readonly verifiedAt: number | null;
  readonly provenAt: number | null;
  /** A key, and not a disk that stays in the PC. */
  readonly isRemovable: boolean;
  /** When it was last seen not to be there: what was written before is in no cache since. */
  readonly unpluggedAt: number | null;
  /** When old copies were last to be ended there, whatever came out. */
  readonly pruneTriedAt: number | null;
  /** What the last check found. */
  readonly damage: 'none' | 'minor' | 'grave';
  /** The person is not to be asked for it before. */
  readonly remindAt: number | null;
  /** Something runs on it, or is about to. */
  readonly isAtWork: boolean;
}

export interface BackupFacts {
  readonly now: number;
  /** IANA name: evenings are the practice's. */
  readonly timeZone: string;
  readonly settings: BackupSettings;
  readonly targets: readonly ScheduledTarget[];
  /** Patient files in the vault. */
  readonly patients: number;
}

/** Why the schedule is asked: the clock went on, a known target was plugged in, the vault is about to close, or the program. */
export type Occasion = 'clock' | 'plugged-in' | 'closing' | 'quitting';

export interface DueWork {
  readonly kind: 'snapshot' | 'read-back' | 'prune' | 'verify' | 'prove';
  readonly repository: string;
}

const DAY_MS = 24 * 60 * 60_000;

/** How often a host's copy is restored for trial. */
const FAR_PROOF_DAYS = 30;

/** A copy ends what the rule keeps no longer, once a day: packs are deleted a day after nothing relies on them. */
const PRUNE_EVERY_MS = 20 * 60 * 60_000;

/** Who leaves before the evening copies at quitting, once they are so far from the last one. */
const QUIT_EVERY_MS = 4 * 60 * 60_000;

/** Clocks of one PC differ by less; what is later than this was written under a wrong date. */
const CLOCK_TOLERANCE_MS = 5 * 60_000;

/**
 * What is to be done now on the targets that are there: snapshots first, then what makes them sure, then what ends old
 * ones, then proofs. A missed evening is caught up at the first occasion; a target that holds every change is not late,
 * whatever its age.
 */
export function dueWork(facts: BackupFacts, occasion: Occasion): DueWork[] {
  const present = facts.targets.filter(
    ({ presentSince, isInDoubt, waitsForNetwork }) => presentSince !== null && !isInDoubt && waitsForNetwork !== true,
  );
  const due = (kind: DueWork['kind'], isDue: (target: ScheduledTarget) => boolean): DueWork[] =>
    present.filter(isDue).map(({ repository }) => ({ kind, repository }));
  const snapshots = due('snapshot', (target) => mayWrite(target) && isSnapshotDue(facts, target, occasion));
  if (occasion === 'closing' || occasion === 'quitting') return snapshots;
  return [
    ...snapshots,
    ...due('read-back', isReadBackDue),
    ...due('prune', (target) => mayWrite(target) && isPruneDue(facts.now, target)),
    ...(occasion === 'clock' ? present.flatMap((target) => dueProofs(facts, target)) : []),
  ];
}

/** False for a host to which nothing may be sent now. */
export function mayWrite({ heldBack }: ScheduledTarget): boolean {
  return heldBack === null;
}

function isSnapshotDue({ now, timeZone, settings }: BackupFacts, target: ScheduledTarget, occasion: Occasion): boolean {
  if (target.headTime === null) return true;
  if (target.oldestUnsavedChange === null) return false;
  if (occasion === 'plugged-in') return settings.onPlugIn;
  // A copy of a PC whose clock was ahead must not hold all others back until then.
  if (target.headTime > now + CLOCK_TOLERANCE_MS) return true;
  if (occasion === 'quitting' && now - target.headTime >= QUIT_EVERY_MS) return true;
  return missedEvenings(target.headTime, now, timeZone, settings.eveningTime) > 0;
}

/** Where the system's cache cannot be passed by, only what was unplugged since is surely read from the medium. */
function isReadBackDue({ isReadBack, headTime, unpluggedAt }: ScheduledTarget): boolean {
  return !isReadBack && headTime !== null && unpluggedAt !== null && unpluggedAt >= headTime;
}

function isPruneDue(now: number, { headTime, addedAt, pruneTriedAt, canDelete }: ScheduledTarget): boolean {
  if (headTime === null || canDelete === false) return false;
  return hasPassed(now, pruneTriedAt ?? addedAt, PRUNE_EVERY_MS) && headTime > (pruneTriedAt ?? 0);
}

/** At most one of the two at a time; a restore that is proven reads all that the newest snapshot needs anyway. */
function dueProofs({ now, settings }: BackupFacts, target: ScheduledTarget): DueWork[] {
  const { repository, addedAt, headTime } = target;
  if (headTime === null) return [];
  const proveEveryDays = target.isFar === true ? FAR_PROOF_DAYS : settings.proveEveryDays;
  if (hasPassed(now, target.provenAt ?? addedAt, proveEveryDays * DAY_MS)) return [{ kind: 'prove', repository }];
  if (target.isFar === true) return [];
  if (hasPassed(now, target.verifiedAt ?? addedAt, settings.verifyEveryDays * DAY_MS))
    return [{ kind: 'verify', repository }];
  return [];
}

/** True where so much time has gone by since; also where `since` lies in the future, as a clock that was wrong left it. */
export function hasPassed(now: number, since: number, ms: number): boolean {
  return now - since >= ms || since > now + CLOCK_TOLERANCE_MS;
}

/** What stands at the bottom of the navigation; the renderer has the sentence. */
export interface BackupStatus {
  readonly level: 'fine' | 'soon' | 'late';
  readonly reason:
    | 'saved'
    | 'may-be-removed'
    | 'no-target'
    | 'one-evening-missed'
    | 'evenings-missed'
    | 'waits-for-network'
    | 'failed'
    | 'damaged'
    | 'in-doubt'
    | 'held-back'
    | 'left-in';
  /** The target that the sentence is about: the freshest, or the one in trouble. */
  readonly label: string | null;
  readonly repository: string | null;
  /** It is a host: there is nothing to plug in. */
  readonly isFar: boolean;
  /** Of the newest copy anywhere. */
  readonly savedAt: number | null;
  /** True where that copy was read back from its medium: only then a shield. */
  readonly isReadBack: boolean;
}

/** From so many files on, a practice without any copy is in danger, not at its beginning. */
const FIRST_FILES = 10;

/** A key that stays in is lost with the PC. */
const LEFT_IN_MS = 3 * DAY_MS;

/** For so long after the evening time it is the evening. */
const EVENING_MS = 6 * 60 * 60_000;

/** How the copies stand. Age counts from the oldest change that no copy holds, so that a quiet weekend is not late. */
export function backupStatus(facts: BackupFacts): BackupStatus {
  const { targets, now, timeZone, settings } = facts;
  const [freshest] = targets.toSorted((left, right) => (right.headTime ?? 0) - (left.headTime ?? 0));
  const about = (level: BackupStatus['level'], reason: BackupStatus['reason'], target = freshest): BackupStatus => ({
    level,
    reason,
    label: target?.label ?? null,
    repository: target?.repository ?? null,
    isFar: target?.isFar === true,
    savedAt: freshest?.headTime ?? null,
    isReadBack: freshest?.isReadBack ?? false,
  });
  if (freshest === undefined) return about(facts.patients >= FIRST_FILES ? 'late' : 'soon', 'no-target');
  const inDoubt = targets.find(({ isInDoubt }) => isInDoubt);
  if (inDoubt !== undefined) return about('late', 'in-doubt', inDoubt);
  const failed = targets.find(({ lastFailureAt, headTime }) => (lastFailureAt ?? 0) > (headTime ?? 0));
  if (failed !== undefined) return about('late', 'failed', failed);
  const damaged = targets.find(({ damage }) => damage === 'grave');
  if (damaged !== undefined) return about('late', 'damaged', damaged);
  const unsaved = oldestChangeInNoCopy(targets);
  const missed = unsaved === null ? 0 : missedEvenings(unsaved, now, timeZone, settings.eveningTime);
  if (missed >= 1 && !mayWrite(freshest)) return about(missed >= 2 ? 'late' : 'soon', 'held-back');
  // A network that is not to be used up, or "Me le rappeler demain": it is said still, but not in red.
  if (missed >= 1 && freshest.waitsForNetwork === true) return about('soon', 'waits-for-network');
  const isPutOff = freshest.remindAt !== null && now < freshest.remindAt;
  if (missed >= 2) return about(isPutOff ? 'soon' : 'late', 'evenings-missed');
  if (missed === 1) return about('soon', 'one-evening-missed');
  // An objection is the law's to stay, and its answer is a duty of its own; a certificate wants to be renewed.
  const unattested = targets.find((target) => !mayWrite(target) && target.heldBack?.code !== 'hosting-objected');
  if (unattested !== undefined) return about('soon', 'held-back', unattested);
  const flawed = targets.find(({ damage }) => damage === 'minor');
  if (flawed !== undefined) return about('soon', 'damaged', flawed);
  const isLeftIn = freshest.isRemovable && freshest.presentSince !== null && now - freshest.presentSince >= LEFT_IN_MS;
  if (targets.length === 1 && isLeftIn) return about('soon', 'left-in');
  const removable = targets.find((target) => isToBeRemoved(facts, target));
  if (removable !== undefined) return about('fine', 'may-be-removed', removable);
  return about('fine', 'saved');
}

/** The evening copy is made, all of it lies on the medium, and the key is still in: it would be lost with the PC. */
function isToBeRemoved({ now, timeZone, settings }: BackupFacts, target: ScheduledTarget): boolean {
  return mayBeRemoved(target) && missedEvenings(now - EVENING_MS, now, timeZone, settings.eveningTime) > 0;
}

/** True for a key that is in, holds every change, and that nothing works on: every file there was synced as it was written. */
export function mayBeRemoved(target: ScheduledTarget): boolean {
  const { isRemovable, presentSince, headTime, oldestUnsavedChange, isAtWork } = target;
  return isRemovable && presentSince !== null && headTime !== null && oldestUnsavedChange === null && !isAtWork;
}

/** Null where some target holds everything; else the beginning of what the best of them lacks. */
function oldestChangeInNoCopy(targets: readonly ScheduledTarget[]): number | null {
  const unsaved = targets.map(({ oldestUnsavedChange }) => oldestUnsavedChange);
  return unsaved.reduce<number | null>(
    (latest, change) => (latest === null || change === null ? null : Math.max(latest, change)),
    unsaved[0] ?? null,
  );
}

/** How many evenings have begun after `since` and up to `now`. */
export function missedEvenings(since: number, now: number, timeZone: string, eveningTime: string): number {
  let count = 0;
  // A day earlier and later than the span, since civil days are not the world's.
  for (let day = since - DAY_MS; day <= now + DAY_MS; day += DAY_MS) {
    const evening = eveningOf(day, timeZone, eveningTime);
    if (evening > since && evening <= now) count += 1;
  }
  return count;
}

/** The instant of the evening time on the civil day that the practice has at `instant`. */
function eveningOf(instant: number, timeZone: string, eveningTime: string): number {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  const localOf = (utc: number) => {
    const part = Object.fromEntries(format.formatToParts(utc).map(({ type, value }) => [type, value]));
    return Date.parse(
      `${part['year']}-${part['month']}-${part['day']}T${part['hour']}:${part['minute']}:${part['second']}Z`,
    );
  };
  const wanted = Date.parse(`${new Date(localOf(instant)).toISOString().slice(0, 10)}T${eveningTime}:00Z`);
  // Twice: the first guess may lie on the other side of a change of the clocks.
  const guess = wanted - (localOf(wanted) - wanted);
  return wanted - (localOf(guess) - guess);
}

/** Seven in the morning of the day after, in the practice's time: when "demain" begins. */
export function tomorrowMorning(now: number, timeZone: string): number {
  return eveningOf(now + DAY_MS, timeZone, '07:00');
}
