import { existsSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, jest, test } from '@jest/globals';
import { listAccess } from '../../src/main/vault/accessLog.ts';
import { setPin } from '../../src/main/vault/pin.ts';
import { practiceCores } from '../fixtures/practiceCores.ts';
import { PASSPHRASE } from '../fixtures/templateVault.ts';
import { type TestCore } from '../fixtures/testCore.ts';

const DAY = 24 * 60 * 60_000;
const PATIENT = { familyName: 'Lefebvre', givenName: 'Marie' };
const SECRET = { kind: 'passphrase', text: PASSPHRASE } as const;

// Each copy is a process, each trial a thread: on a machine that does other things, too, they take their time.
jest.setTimeout(180_000);

const cores = practiceCores();

async function beginOpen(): Promise<TestCore> {
  const core = cores.start();
  expect(await core.call('vault.unlock', { passphrase: PASSPHRASE })).toEqual({});
  return core;
}

/** A new key, and a vault that was copied to it. */
async function withKey(core: TestCore, label = 'CLÉ BLEUE'): Promise<{ key: string; repository: string }> {
  const key = mkdtempSync(join(cores.scratch, 'clé-'));
  core.chosen.folder = key;
  expect(await core.call('snapshots.choosePlace', {})).toMatchObject({ place: key, holdsSnapshots: false });
  expect(await core.call('snapshots.add', { label })).toHaveProperty('snapshotId');
  const repository = (await targetsOf(core)).find((target) => target.label === label)?.repository;
  if (repository === undefined) throw new Error('the target is not known');
  return { key, repository };
}

async function targetsOf(core: TestCore) {
  const answer = await core.call('snapshots.targets', {});
  if (typeof answer === 'string') throw new Error(answer);
  return answer.targets;
}

async function statusOf(core: TestCore) {
  const answer = await core.call('snapshots.status', {});
  if (typeof answer === 'string') throw new Error(answer);
  return answer.status;
}

/** What the access log says of copies, the newest first. */
function copiesLogged({ session }: TestCore) {
  if (session.vault === null) throw new Error('locked');
  const { entries } = listAccess(session.vault, { patientId: null, by: null, before: null, limit: 100 });
  return entries.filter(({ action }) => action === 'snapshot-created').map(({ facts }) => facts);
}

async function momentsOf(core: TestCore) {
  const answer = await core.call('snapshots.list', { asksHost: false });
  if (typeof answer === 'string') throw new Error(answer);
  return answer.moments;
}

describe('who leaves', () => {
  test('leaves a copy on every key that is plugged in', async () => {
    const core = await beginOpen();
    core.chosen.closingMs = 60_000;
    const [blue, grey] = [await withKey(core), await withKey(core, 'CLÉ GRISE')];
    await core.call('patients.create', { fields: PATIENT });
    core.pass(DAY);
    await core.call('vault.lock', {});
    await core.core.backups.finish();
    for (const { key } of [blue, grey]) expect(readdirSync(join(key, 'snapshots'))).toHaveLength(2);
  });

  test('before the evening hour takes the day along when the program ends, and not at each lock', async () => {
    const core = await beginOpen();
    core.chosen.closingMs = 60_000;
    core.setWallClock(Date.UTC(2026, 10, 24, 8));
    const { key } = await withKey(core);
    await core.call('patients.create', { fields: PATIENT });
    core.setWallClock(Date.UTC(2026, 10, 24, 16));
    await core.call('vault.lock', {});
    await core.core.backups.finish();
    expect(readdirSync(join(key, 'snapshots'))).toHaveLength(1);
    expect(await core.call('vault.unlock', { passphrase: PASSPHRASE })).toEqual({});
    await core.session.quit();
    expect(readdirSync(join(key, 'snapshots'))).toHaveLength(2);
  });
});

describe('targets and copies', () => {
  test('a key is added by its first copy, and every state is told', async () => {
    const core = await beginOpen();
    expect(await statusOf(core)).toMatchObject({ level: 'soon', reason: 'no-target', label: null });
    const { key, repository } = await withKey(core);
    expect(existsSync(join(key, 'LISEZMOI.txt'))).toBe(true);
    expect(await statusOf(core)).toMatchObject({ level: 'fine', reason: 'saved', label: 'CLÉ BLEUE' });
    expect(await targetsOf(core)).toEqual([
      expect.objectContaining({ label: 'CLÉ BLEUE', place: key, snapshots: 1, isUpToDate: true, lastFailure: null }),
    ]);

    await core.call('patients.create', { fields: PATIENT });
    expect((await targetsOf(core))[0]?.isUpToDate).toBe(false);
    core.pass(60_000);
    expect(await core.call('snapshots.create', { repository: null, adopt: false })).toEqual({ labels: ['CLÉ BLEUE'] });
    const moments = await momentsOf(core);
    expect(moments.map(({ patients }) => patients)).toEqual([1, 0]);
    expect(moments[0]?.targets).toEqual([{ repository, label: 'CLÉ BLEUE' }]);
    expect(core.events.filter(({ type }) => type === 'progress').length).toBeGreaterThan(1);

    // Out of sight: a known key that is not plugged in, with a change that it lacks.
    await core.call('patients.create', { fields: { ...PATIENT, givenName: 'Anne' } });
    renameSync(key, `${key}-ailleurs`);
    expect(await core.call('snapshots.create', { repository, adopt: false })).toBe('target-absent');
    expect((await targetsOf(core))[0]).toMatchObject({ place: null, snapshots: null, lastFailure: null });
    core.pass(DAY);
    expect(await statusOf(core)).toMatchObject({ level: 'soon', reason: 'one-evening-missed' });
    core.pass(DAY);
    expect(await statusOf(core)).toMatchObject({ level: 'late', reason: 'evenings-missed' });
    renameSync(`${key}-ailleurs`, key);

    // Caught up as soon as it is seen again.
    await core.core.backups.onDisksChanged();
    expect(await statusOf(core)).toMatchObject({ level: 'fine', reason: 'saved' });
    expect(core.faults).toEqual([]);
  });

  test('what is due at the lock is taken before it, and the lock screen knows of it', async () => {
    const core = await beginOpen();
    // The product waits for five seconds, which a machine under test may need for less.
    core.chosen.closingMs = 60_000;
    const { key } = await withKey(core);
    await core.call('patients.create', { fields: PATIENT });
    core.pass(12 * 60 * 60_000);
    await core.call('vault.lock', {});
    expect(core.session.phase).toBe('locked');
    await core.core.backups.finish();
    expect(readdirSync(join(key, 'snapshots'))).toHaveLength(2);
    expect(core.session.status().backup).toMatchObject({ label: 'CLÉ BLEUE' });
    core.pass(60_000);
    expect(await core.call('vault.unlock', { passphrase: PASSPHRASE })).toEqual({});
    // It ended without the vault, which knows it from the key and writes it down: its next copy is no fork.
    expect(copiesLogged(core)).toHaveLength(1);
    await core.core.backups.onOpened();
    const [target] = await targetsOf(core);
    expect(target).toMatchObject({ isUpToDate: true });
    expect(copiesLogged(core)).toEqual([{ target: 'CLÉ BLEUE', takenAt: target?.headTime }, { target: 'CLÉ BLEUE' }]);
    await core.core.backups.onOpened();
    expect(copiesLogged(core)).toHaveLength(2);
    expect(await core.call('snapshots.create', { repository: null, adopt: false })).toEqual({ labels: ['CLÉ BLEUE'] });
    expect(core.faults).toEqual([]);
  });

  test('a key that another PC wrote to is in doubt until the person decides', async () => {
    const core = await beginOpen();
    const { key, repository } = await withKey(core);
    const other = cores.start(false);
    other.chosen.folder = key;
    await other.call('snapshots.chooseSource', {});
    const [moment] = await momentsOf(core);
    const restoring = { secret: SECRET, snapshotId: moment?.snapshotId ?? '', acceptsFormerAccess: false };
    expect(await other.call('snapshots.restore', restoring)).toEqual({ keptAside: false });
    expect(await other.call('vault.unlock', { passphrase: PASSPHRASE })).toEqual({});
    expect(await other.call('snapshots.create', { repository: null, adopt: false })).toHaveProperty('labels');

    expect(await core.call('snapshots.create', { repository, adopt: false })).toBe('repository-other-writer');
    expect(await statusOf(core)).toMatchObject({ level: 'late', reason: 'in-doubt', label: 'CLÉ BLEUE' });
    expect((await targetsOf(core))[0]).toMatchObject({
      isInDoubt: true,
      lastFailure: { code: 'repository-other-writer' },
    });
    expect(await core.call('snapshots.create', { repository, adopt: true })).toEqual({ labels: ['CLÉ BLEUE'] });
    expect((await targetsOf(core))[0]).toMatchObject({ isInDoubt: false, lastFailure: null });
  });

  test('a restore is proven, dated and remembered; a target is forgotten', async () => {
    const core = await beginOpen();
    await core.call('patients.create', { fields: PATIENT });
    const { repository } = await withKey(core);
    expect(await core.call('snapshots.lastTrial', {})).toEqual({ trial: null });
    expect(await core.call('snapshots.prove', { repository })).toMatchObject({ patients: 1, isIntact: true });
    expect(await core.call('snapshots.lastTrial', {})).toMatchObject({ trial: { label: 'CLÉ BLEUE', patients: 1 } });
    expect((await targetsOf(core))[0]?.provenAt).toBe(core.core.session.vault?.now());
    expect(await core.call('snapshots.remove', { repository })).toEqual({});
    expect(await targetsOf(core)).toEqual([]);
    expect(await core.call('snapshots.remove', { repository })).toBe('not-found');
  });
});

describe('restore', () => {
  test('on another PC, by passphrase: what it holds, a trial, then the vault', async () => {
    const core = await beginOpen();
    await core.call('patients.create', { fields: PATIENT });
    const { key } = await withKey(core);
    await core.end();

    const fresh = cores.start(false);
    fresh.chosen.folder = key;
    expect(await fresh.call('snapshots.chooseSource', {})).toMatchObject({ place: key, snapshots: [{}] });
    const wrong = { kind: 'passphrase', text: 'pas la bonne phrase du tout' } as const;
    expect(await fresh.call('snapshots.openSource', { secret: wrong })).toBe('wrong-passphrase');
    const opened = await fresh.call('snapshots.openSource', { secret: SECRET });
    if (typeof opened === 'string') throw new Error(opened);
    expect(opened).toMatchObject({ isFormerAccess: false, snapshots: [{ patients: 1, consultations: 0 }] });
    const snapshotId = opened.snapshots[0]?.snapshotId ?? '';
    expect(await fresh.call('snapshots.trySource', { secret: SECRET, snapshotId })).toMatchObject({ isIntact: true });
    expect(existsSync(fresh.vaultFolder)).toBe(false);
    expect(await fresh.call('snapshots.restore', { secret: SECRET, snapshotId, acceptsFormerAccess: false })).toEqual({
      keptAside: false,
    });
    expect(fresh.session.phase).toBe('locked');
    expect(await fresh.call('vault.unlock', { passphrase: PASSPHRASE })).toEqual({});
    expect(await fresh.call('patients.recent', { limit: 5 })).toMatchObject({ rows: [{ familyName: 'Lefebvre' }] });
    expect(fresh.faults).toEqual([]);
  });

  test('from the open vault, which is kept aside until the person confirms', async () => {
    const core = await beginOpen();
    const { repository } = await withKey(core);
    await core.call('patients.create', { fields: PATIENT });
    const source = await core.call('snapshots.useTarget', { repository });
    if (typeof source === 'string') throw new Error(source);
    const snapshotId = source.snapshots[0]?.snapshotId ?? '';
    const recovery = { kind: 'recovery', text: cores.recoveryCode } as const;
    expect(await core.call('snapshots.restore', { secret: recovery, snapshotId, acceptsFormerAccess: false })).toEqual({
      keptAside: true,
    });
    expect(core.session.phase).toBe('locked');
    expect(await core.call('vault.unlock', { passphrase: PASSPHRASE })).toEqual({});
    expect(await core.call('patients.recent', { limit: 5 })).toEqual({ rows: [] });
    const former = await core.call('snapshots.formerVaults', {});
    if (typeof former === 'string') throw new Error(former);
    expect(former.since).toHaveLength(1);
    expect(await core.call('snapshots.dropFormerVault', { since: former.since[0] ?? 0 })).toEqual({});
    expect(await core.call('snapshots.formerVaults', {})).toEqual({ since: [] });
  });

  test('a restore that fails leaves the vault, locked', async () => {
    const core = await beginOpen();
    const { key, repository } = await withKey(core);
    await core.call('snapshots.useTarget', { repository });
    const snapshotId = (await momentsOf(core))[0]?.snapshotId ?? '';
    rmSync(join(key, 'packs'), { recursive: true });
    const restoring = { secret: SECRET, snapshotId, acceptsFormerAccess: false };
    expect(await core.call('snapshots.restore', restoring)).toBe('snapshot-damaged');
    expect(await core.call('vault.unlock', { passphrase: PASSPHRASE })).toEqual({});
  });

  test('behind the veil nothing of it answers', async () => {
    const core = await beginOpen();
    const { key, repository } = await withKey(core);
    await core.call('snapshots.useTarget', { repository });
    const snapshotId = (await momentsOf(core))[0]?.snapshotId ?? '';
    if (core.session.vault === null) throw new Error('locked');
    await setPin(core.session.vault, '402713');
    await core.call('vault.veil', {});
    core.chosen.folder = key;
    expect(await core.call('snapshots.chooseSource', {})).toBe('screen-veiled');
    expect(await core.call('snapshots.openSource', { secret: SECRET })).toBe('screen-veiled');
    expect(await core.call('snapshots.trySource', { secret: SECRET, snapshotId })).toBe('screen-veiled');
    const restoring = { secret: SECRET, snapshotId, acceptsFormerAccess: false };
    expect(await core.call('snapshots.restore', restoring)).toBe('screen-veiled');
  });
});
