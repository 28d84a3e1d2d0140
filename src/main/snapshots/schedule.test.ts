import { describe, expect, test } from '@jest/globals';
import {
  backupStatus,
  DEFAULT_BACKUP_SETTINGS,
  dueWork,
  missedEvenings,
  tomorrowMorning,
  type BackupFacts,
  type ScheduledTarget,
} from './schedule.ts';

const at = (text: string) => Date.parse(text);

/** A key that took its copy on Monday evening, after which nothing has changed; plugged in since then. */
function key(changes: Partial<ScheduledTarget> = {}): ScheduledTarget {
  return {
    repository: 'a',
    label: 'CLÉ BLEUE',
    addedAt: at('2026-11-23T08:00:00Z'),
    presentSince: at('2026-11-23T18:00:00Z'),
    headTime: at('2026-11-23T18:00:00Z'),
    isReadBack: true,
    oldestUnsavedChange: null,
    lastFailureAt: null,
    isInDoubt: false,
    verifiedAt: null,
    provenAt: null,
    isRemovable: true,
    unpluggedAt: null,
    pruneTriedAt: at('2026-11-23T18:00:30Z'),
    damage: 'none',
    heldBack: null,
    remindAt: null,
    isAtWork: false,
    ...changes,
  };
}

function facts(now: string, targets: readonly ScheduledTarget[], patients = 412): BackupFacts {
  return { now: at(now), timeZone: 'Europe/Paris', settings: DEFAULT_BACKUP_SETTINGS, targets, patients };
}

const TUESDAY_MORNING = '2026-11-24T09:00:00Z';
/** 19:00 in Paris in winter is 18:00 UTC. */
const TUESDAY_EVENING = '2026-11-24T18:00:00Z';

describe('dueWork', () => {
  const changed = key({ oldestUnsavedChange: at(TUESDAY_MORNING) });

  test('the evening copy is due at its hour, not before', () => {
    expect(dueWork(facts('2026-11-24T17:59:59Z', [changed]), 'clock')).toEqual([]);
    expect(dueWork(facts(TUESDAY_EVENING, [changed]), 'clock')).toEqual([{ kind: 'snapshot', repository: 'a' }]);
  });

  test('a missed one is caught up, also when the vault closes the next morning', () => {
    expect(dueWork(facts('2026-11-25T07:00:00Z', [changed]), 'closing')).toHaveLength(1);
  });

  test('nothing is due where nothing changed', () => {
    expect(dueWork(facts('2026-11-27T20:00:00Z', [key()]), 'clock')).toEqual([]);
  });

  test('a key that is plugged in is copied to at any hour, where the setting says so', () => {
    const now = facts('2026-11-24T10:00:00Z', [changed]);
    expect(dueWork(now, 'plugged-in')).toHaveLength(1);
    const settings = { ...DEFAULT_BACKUP_SETTINGS, onPlugIn: false };
    expect(dueWork({ ...now, settings }, 'plugged-in')).toEqual([]);
  });

  test('a new target gets its first copy at once; one that is away or in doubt gets none', () => {
    expect(dueWork(facts(TUESDAY_MORNING, [key({ headTime: null })]), 'clock')).toHaveLength(1);
    expect(dueWork(facts(TUESDAY_EVENING, [{ ...changed, presentSince: null }]), 'clock')).toEqual([]);
    expect(dueWork(facts(TUESDAY_EVENING, [{ ...changed, isInDoubt: true }]), 'clock')).toEqual([]);
  });

  test('a proven restore comes weekly, a full verification monthly, neither when the vault closes', () => {
    const week = facts('2026-12-01T09:00:00Z', [key()]);
    expect(dueWork(week, 'clock')).toEqual([{ kind: 'prove', repository: 'a' }]);
    expect(dueWork(week, 'closing')).toEqual([]);
    const month = facts('2026-12-24T09:00:00Z', [key({ provenAt: at('2026-12-20T09:00:00Z') })]);
    expect(dueWork(month, 'clock')).toEqual([{ kind: 'verify', repository: 'a' }]);
  });
});

describe('the care of a target', () => {
  test('old copies end once a day, after a copy', () => {
    const due = (target: Partial<ScheduledTarget>) =>
      dueWork(facts(TUESDAY_EVENING, [key(target)]), 'plugged-in').map(({ kind }) => kind);
    const copied = { headTime: at('2026-11-24T17:59:00Z') };
    expect(due({ ...copied, pruneTriedAt: at('2026-11-23T18:00:30Z') })).toEqual(['prune']);
    expect(due({ ...copied, pruneTriedAt: at('2026-11-24T07:00:00Z') })).toEqual([]);
    expect(due({ pruneTriedAt: at('2026-11-23T18:00:30Z') })).toEqual([]);
    expect(due({ ...copied, pruneTriedAt: null, addedAt: at('2026-11-24T17:58:00Z') })).toEqual([]);
  });

  test('what cannot be read past the cache is read back once the key was unplugged', () => {
    const due = (target: Partial<ScheduledTarget>) =>
      dueWork(facts(TUESDAY_MORNING, [key({ isReadBack: false, ...target })]), 'plugged-in').map(({ kind }) => kind);
    expect(due({})).toEqual([]);
    expect(due({ unpluggedAt: at('2026-11-23T17:00:00Z') })).toEqual([]);
    expect(due({ unpluggedAt: at('2026-11-23T19:00:00Z') })).toEqual(['read-back']);
    expect(due({ unpluggedAt: at('2026-11-23T19:00:00Z'), isReadBack: true })).toEqual([]);
  });

  test('a PC clock that was in 2035 once holds nothing up', () => {
    const in2035 = at('2035-06-01T09:00:00Z');
    const late = key({
      headTime: in2035,
      oldestUnsavedChange: at(TUESDAY_MORNING),
      addedAt: in2035,
      pruneTriedAt: in2035 - 1,
      provenAt: in2035,
      verifiedAt: in2035,
    });
    expect(dueWork(facts(TUESDAY_EVENING, [late]), 'clock').map(({ kind }) => kind)).toEqual([
      'snapshot',
      'prune',
      'prove',
    ]);
  });

  test('"demain" begins at seven in the morning, also in summer time', () => {
    expect(tomorrowMorning(at('2026-11-24T21:00:00Z'), 'Europe/Paris')).toBe(at('2026-11-25T06:00:00Z'));
    expect(tomorrowMorning(at('2026-03-28T21:00:00Z'), 'Europe/Paris')).toBe(at('2026-03-29T05:00:00Z'));
  });
});

describe('backupStatus', () => {
  const standing = (now: string, targets: readonly ScheduledTarget[], patients?: number) => {
    const { level, reason, label } = backupStatus(facts(now, targets, patients));
    return [level, reason, label];
  };

  test('all is well while every change is in a copy, over a weekend as well', () => {
    const away = key({ presentSince: null });
    expect(standing('2026-11-29T20:00:00Z', [away])).toEqual(['fine', 'saved', 'CLÉ BLEUE']);
  });

  test('amber after one missed evening, red after two; the evening counts, not the hours', () => {
    const changed = key({ presentSince: null, oldestUnsavedChange: at(TUESDAY_MORNING) });
    expect(standing('2026-11-24T17:00:00Z', [changed])).toEqual(['fine', 'saved', 'CLÉ BLEUE']);
    expect(standing('2026-11-24T19:00:00Z', [changed])).toEqual(['soon', 'one-evening-missed', 'CLÉ BLEUE']);
    expect(standing('2026-11-25T17:59:00Z', [changed])).toEqual(['soon', 'one-evening-missed', 'CLÉ BLEUE']);
    expect(standing('2026-11-25T18:00:00Z', [changed])).toEqual(['late', 'evenings-missed', 'CLÉ BLEUE']);
  });

  test('what one of two keys holds is safe, whatever the other lacks', () => {
    const behind = key({
      label: 'CLÉ ROUGE',
      oldestUnsavedChange: at('2026-11-10T09:00:00Z'),
      headTime: at('2026-11-09T18:00:00Z'),
    });
    const away = key({ presentSince: null });
    expect(standing('2026-11-24T19:00:00Z', [behind, away])).toEqual(['fine', 'saved', 'CLÉ BLEUE']);
    const both = [behind, key({ oldestUnsavedChange: at(TUESDAY_MORNING) })];
    expect(standing('2026-11-24T19:00:00Z', both)).toEqual(['soon', 'one-evening-missed', 'CLÉ BLEUE']);
  });

  test('without any destination amber, red from the tenth file on', () => {
    expect(standing(TUESDAY_MORNING, [], 9)).toEqual(['soon', 'no-target', null]);
    expect(standing(TUESDAY_MORNING, [], 10)).toEqual(['late', 'no-target', null]);
  });

  test('red on a failure, until a copy succeeds, and on a key that went back in time', () => {
    const failed = key({ lastFailureAt: at(TUESDAY_EVENING) });
    expect(standing('2026-11-24T18:01:00Z', [failed])).toEqual(['late', 'failed', 'CLÉ BLEUE']);
    expect(standing('2026-11-24T18:01:00Z', [{ ...failed, headTime: at('2026-11-24T18:00:30Z') }])[0]).toBe('fine');
    expect(standing(TUESDAY_MORNING, [key({ isInDoubt: true })])).toEqual(['late', 'in-doubt', 'CLÉ BLEUE']);
  });

  test('amber for a single key that is left in for three days, not where there is a second one', () => {
    expect(standing('2026-11-26T18:00:00Z', [key()])).toEqual(['soon', 'left-in', 'CLÉ BLEUE']);
    const second = key({ label: 'CLÉ ROUGE', presentSince: null, headTime: at('2026-11-22T18:00:00Z') });
    expect(standing('2026-11-26T18:00:00Z', [key(), second])[0]).toBe('fine');
  });
});

describe('backupStatus of a key that is in', () => {
  const standing = (now: string, target: ScheduledTarget) => {
    const { level, reason } = backupStatus(facts(now, [target]));
    return `${level} ${reason}`;
  };

  test('it may be removed after the evening copy, not while anything works on it, nor in the afternoon', () => {
    const copied = key({ headTime: at('2026-11-24T18:00:10Z') });
    expect(standing('2026-11-24T18:01:00Z', copied)).toBe('fine may-be-removed');
    expect(standing('2026-11-24T18:01:00Z', { ...copied, isAtWork: true })).toBe('fine saved');
    expect(standing('2026-11-24T18:01:00Z', { ...copied, isRemovable: false })).toBe('fine saved');
    expect(standing('2026-11-24T18:01:00Z', { ...copied, presentSince: null })).toBe('fine saved');
    expect(standing('2026-11-25T09:00:00Z', copied)).toBe('fine saved');
    expect(standing('2026-11-24T15:00:00Z', key())).toBe('fine saved');
  });

  test('a disk that stays in the PC is not told to be left in', () => {
    expect(standing('2026-11-27T10:00:00Z', key())).toBe('soon left-in');
    expect(standing('2026-11-27T10:00:00Z', key({ isRemovable: false }))).toBe('fine saved');
  });

  test('damage is red where a copy suffers, amber where only something beside does', () => {
    expect(standing(TUESDAY_MORNING, key({ damage: 'grave' }))).toBe('late damaged');
    expect(standing(TUESDAY_MORNING, key({ damage: 'minor' }))).toBe('soon damaged');
  });

  test('"Me le rappeler demain" takes the red away until then, not the sentence', () => {
    const late = key({ presentSince: null, oldestUnsavedChange: at('2026-11-23T19:00:00Z') });
    const putOff = { ...late, remindAt: at('2026-11-26T06:00:00Z') };
    expect(standing('2026-11-25T19:00:00Z', late)).toBe('late evenings-missed');
    expect(standing('2026-11-25T19:00:00Z', putOff)).toBe('soon evenings-missed');
    expect(standing('2026-11-26T06:00:00Z', putOff)).toBe('late evenings-missed');
  });
});

describe('missedEvenings', () => {
  test('counts evenings of the practice over a change of the clocks, and overseas', () => {
    // Clocks go back on 25 October 2026: 19:00 is 17:00 UTC before, 18:00 UTC after.
    const since = at('2026-10-24T17:00:00Z');
    expect(missedEvenings(since, at('2026-10-25T17:59:59Z'), 'Europe/Paris', '19:00')).toBe(0);
    expect(missedEvenings(since, at('2026-10-25T18:00:00Z'), 'Europe/Paris', '19:00')).toBe(1);
    // Réunion is four hours ahead: 19:00 there is 15:00 UTC.
    expect(missedEvenings(at('2026-11-24T15:00:00Z') - 1, at('2026-11-24T15:00:00Z'), 'Indian/Reunion', '19:00')).toBe(
      1,
    );
  });
});
