import { expect, test } from '@jest/globals';
import { backupStatus, DEFAULT_BACKUP_SETTINGS, dueWork, type BackupFacts, type ScheduledTarget } from './schedule.ts';

const DAY = 24 * 60 * 60_000;
const now = Date.UTC(2026, 10, 24, 12);

/** A host that holds everything, since so many days. */
function host(days: number, changes: Partial<ScheduledTarget> = {}): BackupFacts {
  const since = now - days * DAY;
  const target: ScheduledTarget = {
    repository: 'a'.repeat(32),
    label: 'Hébergeur',
    addedAt: since,
    presentSince: since,
    headTime: since,
    isReadBack: true,
    oldestUnsavedChange: null,
    lastFailureAt: null,
    isInDoubt: false,
    verifiedAt: null,
    provenAt: null,
    isRemovable: false,
    unpluggedAt: null,
    pruneTriedAt: null,
    damage: 'none',
    remindAt: null,
    isAtWork: false,
    isFar: true,
    heldBack: null,
    canDelete: false,
    ...changes,
  };
  return { now, timeZone: 'Europe/Paris', settings: DEFAULT_BACKUP_SETTINGS, targets: [target], patients: 20 };
}

const kinds = (facts: BackupFacts) => dueWork(facts, 'clock').map(({ kind }) => kind);

test('a host is restored for trial once a month, and never read whole beside it', () => {
  expect(kinds(host(8))).toEqual([]);
  expect(kinds(host(31))).toEqual(['prove']);
  expect(kinds(host(400, { provenAt: now - DAY }))).toEqual([]);
});

test('nothing is ended where the keys cannot end it', () => {
  expect(kinds(host(8, { canDelete: true }))).toEqual(['prune']);
  expect(kinds(host(8, { canDelete: false }))).toEqual([]);
});

test('evenings that a host missed are told of a host: nothing can be plugged in', () => {
  const late = host(8, { oldestUnsavedChange: now - 3 * DAY });
  expect(backupStatus(late)).toMatchObject({ level: 'late', reason: 'evenings-missed', isFar: true });
  const key = host(8, { oldestUnsavedChange: now - 3 * DAY, isFar: false });
  expect(backupStatus(key)).toMatchObject({ level: 'late', reason: 'evenings-missed', isFar: false });
});

test('a host beyond a network whose bytes are counted is waited for, which is no danger', () => {
  const waiting = host(8, { oldestUnsavedChange: now - 3 * DAY, waitsForNetwork: true });
  expect(backupStatus(waiting)).toMatchObject({ level: 'soon', reason: 'waits-for-network', label: 'Hébergeur' });
});

test('where nothing may be sent, what lies there is still proven, and the reason is told', () => {
  const over = { heldBack: { code: 'hosting-attestation-expired' } } as const;
  expect(kinds(host(31, { ...over, canDelete: true, oldestUnsavedChange: now - 3 * DAY }))).toEqual(['prove']);
  expect(dueWork(host(8, { ...over, oldestUnsavedChange: now - 3 * DAY }), 'quitting')).toEqual([]);
  const late = host(8, { ...over, oldestUnsavedChange: now - 3 * DAY });
  expect(backupStatus(late)).toMatchObject({ level: 'late', reason: 'held-back', label: 'Hébergeur' });
  expect(backupStatus(host(8, over))).toMatchObject({ level: 'soon', reason: 'held-back' });
});

test('an objection that holds is told once a copy is lacking, and not every day beside a key that has all', () => {
  const objected = { heldBack: { code: 'hosting-objected' } } as const;
  expect(backupStatus(host(8, objected))).toMatchObject({ level: 'fine', reason: 'saved' });
  const lacking = host(8, { ...objected, oldestUnsavedChange: now - 3 * DAY });
  expect(backupStatus(lacking)).toMatchObject({ level: 'late', reason: 'held-back' });
});

test('who leaves before the evening takes the day along, and twice in an hour once', () => {
  const changed = { oldestUnsavedChange: now - 60_000 };
  expect(dueWork(host(8, changed), 'quitting')).toMatchObject([{ kind: 'snapshot' }]);
  const noon = { ...host(0, changed), now: now + 60 * 60_000 };
  expect(dueWork(noon, 'quitting')).toEqual([]);
  expect(dueWork(host(0.2, changed), 'closing')).toEqual([]);
});
