import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, jest, test } from '@jest/globals';
import type { Disk } from '../../src/main/host/systemFacts/disk.ts';
import { practiceCores } from '../fixtures/practiceCores.ts';
import { PASSPHRASE } from '../fixtures/templateVault.ts';
import { type TestCore } from '../fixtures/testCore.ts';

/* Real vaults, real folders, the real threads and processes; the clocks and the disks are the test's. */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const PATIENT = { familyName: 'Lefebvre', givenName: 'Marie' };

// Each copy is a process and each check a thread: on a machine that does other things, too, they take their time.
jest.setTimeout(180_000);

const cores = practiceCores();

async function beginOpen(): Promise<TestCore> {
  const core = cores.start();
  expect(await core.call('vault.unlock', { passphrase: PASSPHRASE })).toEqual({});
  return core;
}

/** A key that is plugged in. */
function plugIn(core: TestCore, label: string, uuid = label): string {
  const mountPoint = mkdtempSync(join(cores.scratch, 'clé-'));
  core.chosen.disks.push(diskAt(mountPoint, label, uuid));
  return mountPoint;
}

function diskAt(mountPoint: string, label: string, uuid: string): Disk {
  const facts = { fileSystem: 'exfat', sizeBytes: 32e9, freeBytes: 30e9, isRemovable: true, isReadOnly: false };
  return { mountPoint, label, ...facts, uuid, device: null };
}

/** A new key, and a vault that was copied to it. */
async function withKey(core: TestCore, label = 'CLÉ BLEUE'): Promise<{ key: string; repository: string }> {
  const key = plugIn(core, label);
  core.chosen.folder = key;
  expect(await core.call('snapshots.choosePlace', {})).toMatchObject({ place: key, isRemovable: true });
  expect(await core.call('snapshots.add', { label })).toHaveProperty('snapshotId');
  return { key, repository: (await cardOf(core, label)).repository };
}

async function cardOf(core: TestCore, label = 'CLÉ BLEUE') {
  const { targets } = await answered(core.call('snapshots.targets', {}));
  const card = targets.find((target) => target.label === label);
  if (card === undefined) throw new Error('the target is not known');
  return card;
}

async function standing(core: TestCore): Promise<string> {
  const { status } = await answered(core.call('snapshots.status', {}));
  return `${status.level} ${status.reason}`;
}

async function actionsOf(core: TestCore): Promise<string[]> {
  const log = await answered(core.call('accessLog.list', { patientId: null, by: null, before: null, limit: 100 }));
  return log.entries.map(({ action }) => action);
}

async function answered<Value>(answer: Promise<Value | string>): Promise<Value> {
  const value = await answer;
  if (typeof value === 'string') throw new Error(value);
  return value;
}

function lastWork(core: TestCore) {
  return core.events.flatMap((event) => (event.type === 'progress' ? [event] : [])).at(-1);
}

/** The clock that the core looks at went on so far. */
async function later(core: TestCore, ms: number): Promise<void> {
  core.pass(ms);
  await core.core.backups.tick();
}

function manifests(key: string): string[] {
  return readdirSync(join(key, 'snapshots')).filter((name) => name.endsWith('.json'));
}

/** Flips one byte in the middle of every pack. */
function rot(key: string): void {
  const packs = readdirSync(join(key, 'packs'), { recursive: true, encoding: 'utf8' });
  for (const name of packs.filter((path) => path.length > 64)) {
    const bytes = readFileSync(join(key, 'packs', name));
    bytes[1_000] = (bytes[1_000] ?? 0) ^ 1;
    writeFileSync(join(key, 'packs', name), bytes);
  }
}

describe('the evening', () => {
  test('the copy comes at its hour; then the key may be taken out; what was missed is caught up', async () => {
    const core = await beginOpen();
    const { key } = await withKey(core);
    await core.call('patients.create', { fields: PATIENT });
    // It is 10:00 in Paris; 19:00 is in nine hours.
    await later(core, 9 * HOUR - MINUTE);
    expect(manifests(key)).toHaveLength(1);
    await later(core, MINUTE);
    expect(manifests(key)).toHaveLength(2);
    expect(await standing(core)).toBe('fine may-be-removed');
    expect((await cardOf(core)).mayBeRemoved).toBe(true);
    expect(await actionsOf(core)).toContain('snapshot-created');

    // The key is at home the next evening, and back the morning after.
    renameSync(key, `${key}-ailleurs`);
    await later(core, DAY - 8 * HOUR);
    await core.call('patients.create', { fields: { ...PATIENT, givenName: 'Anne' } });
    await later(core, 9 * HOUR);
    expect(await standing(core)).toBe('soon one-evening-missed');
    renameSync(`${key}-ailleurs`, key);
    await core.core.backups.look(core.session.vault ?? fail());
    await later(core, 12 * HOUR);
    // By the first copy after it, the rule ended the one of Tuesday morning, too.
    expect(manifests(key).map((name) => name.slice(0, 9))).toEqual(['20261124T', '20261126T']);
    expect(core.faults).toEqual([]);
  });

  test('"Me le rappeler demain" takes the red away until the next morning', async () => {
    const core = await beginOpen();
    const { key, repository } = await withKey(core);
    await core.call('patients.create', { fields: PATIENT });
    renameSync(key, `${key}-ailleurs`);
    await core.core.backups.onDisksChanged();
    await later(core, 2 * DAY);
    expect(await standing(core)).toBe('late evenings-missed');
    expect(await answered(core.call('snapshots.status', {}))).toMatchObject({ awaited: ['CLÉ BLEUE'] });
    expect(await core.call('snapshots.remindTomorrow', { repository })).toEqual({});
    expect(await standing(core)).toBe('soon evenings-missed');
    expect(await answered(core.call('snapshots.status', {}))).toMatchObject({ awaited: [] });
    await later(core, DAY);
    expect(await standing(core)).toBe('late evenings-missed');
  });

  test('quitting waits for a copy, a large one that is staged included', async () => {
    const core = await beginOpen();
    const { key } = await withKey(core);
    // The product waits for five seconds, which a machine under test may need for less.
    core.chosen.closingMs = 60_000;
    const { vault } = core.session;
    vault?.db.exec('CREATE TABLE ballast (bytes BLOB)');
    const fill = vault?.db.prepare('INSERT INTO ballast VALUES (randomblob(1000000))');
    for (let count = 0; count < 40; count += 1) fill?.run();
    await core.call('patients.create', { fields: PATIENT });
    core.pass(12 * HOUR);
    await core.session.quit();
    expect(core.session.phase).toBe('locked');
    expect(core.hostCalls).toContain('quit');
    expect(manifests(key)).toHaveLength(2);
    expect(readdirSync(join(core.vaultFolder)).includes('staging')).toBe(false);
    expect(await core.call('vault.unlock', { passphrase: PASSPHRASE })).toEqual({});
    const { repository } = await cardOf(core);
    expect(await core.call('snapshots.prove', { repository })).toMatchObject({ patients: 1, isIntact: true });
    expect(core.faults).toEqual([]);
  });
});

describe('pruning', () => {
  test('old copies end by themselves, and the window tells beforehand which', async () => {
    const core = await beginOpen();
    const { key, repository } = await withKey(core);
    // The rule keeps the last of a day.
    for (const givenName of ['Anne', 'Louis', 'Rose']) {
      await core.call('patients.create', { fields: { ...PATIENT, givenName } });
      core.pass(HOUR);
      await core.call('snapshots.create', { repository, adopt: false });
    }
    core.pass(DAY);
    // Nothing was ended yet: only the clock does that.
    expect(manifests(key)).toHaveLength(4);
    const plan = await answered(core.call('snapshots.planPrune', { repository }));
    expect(plan).toMatchObject({ doubt: null, leftAlone: 0 });
    expect([plan.kept.length, plan.dropped.length]).toEqual([1, 3]);
    expect(manifests(key)).toHaveLength(4);

    await later(core, MINUTE);
    expect(manifests(key).sort()).toEqual(plan.kept.map(({ snapshotId }) => `${snapshotId}.json`).sort());
    const { care } = await cardOf(core);
    expect(care.pruning).toMatchObject({ kept: plan.kept.length, dropped: plan.dropped.length });
    expect(await actionsOf(core)).toContain('snapshots-pruned');
    expect((await cardOf(core)).isUpToDate).toBe(true);
    const { moments } = await answered(core.call('snapshots.list', { asksHost: false }));
    expect(moments.map(({ keptAs }) => keptAs)).not.toContain(null);
    expect(moments[0]?.keptAs).toBe('newest');
    expect(core.faults).toEqual([]);
  });

  test('a clock that was wrong once is asked about once', async () => {
    const core = await beginOpen();
    const { repository } = await withKey(core);
    const today = core.session.vault?.now() ?? 0;
    core.setWallClock(today + 8 * 365 * DAY);
    await core.call('patients.create', { fields: PATIENT });
    expect(await core.call('snapshots.create', { repository, adopt: false })).toHaveProperty('labels');
    core.setWallClock(today + DAY);

    // What is due goes on although the last copy is from 2034; the prune asks.
    await core.call('patients.create', { fields: { ...PATIENT, givenName: 'Anne' } });
    await later(core, MINUTE);
    expect((await cardOf(core)).isUpToDate).toBe(true);
    expect((await cardOf(core)).care.pruneRefusal).toEqual({ code: 'clock-behind-snapshots' });
    expect(await answered(core.call('snapshots.planPrune', { repository }))).toMatchObject({
      doubt: { code: 'clock-behind-snapshots' },
    });
    expect(await core.call('snapshots.prune', { repository, acceptsDoubts: false })).toBe('clock-behind-snapshots');
    expect(await core.call('snapshots.prune', { repository, acceptsDoubts: true })).toHaveProperty('kept');
    expect((await cardOf(core)).care.pruneRefusal).toBe(null);

    core.pass(DAY);
    await core.call('snapshots.create', { repository, adopt: false });
    expect(await core.call('snapshots.prune', { repository, acceptsDoubts: false })).toHaveProperty('kept');
    expect(core.faults).toEqual([]);
  });
});

describe('rot', () => {
  test('the monthly check names it; it is repaired from another destination and from the vault', async () => {
    const core = await beginOpen();
    await core.call('patients.create', { fields: PATIENT });
    const { key, repository } = await withKey(core);
    await withKey(core, 'CLÉ ROUGE');
    expect(await core.call('snapshots.verify', { repository, full: true })).toMatchObject({
      isFull: true,
      damaged: [],
    });
    rot(key);
    // A quick check reads no byte of what lies in the packs.
    expect(await core.call('snapshots.verify', { repository, full: false })).toMatchObject({ damaged: [] });

    // The weekly trial comes first, does not come out, and the full check finds out why.
    await later(core, 8 * DAY);
    const { verification } = (await cardOf(core)).care;
    expect(verification).toMatchObject({ isFull: true });
    expect(verification?.damaged).toEqual([
      expect.objectContaining({ kind: 'pack-damaged', chunks: 1, copies: 1 }),
      expect.objectContaining({ kind: 'chunks-missing', chunks: 1, copies: 1 }),
    ]);
    expect(verification?.damaged[0]?.times).toHaveLength(1);
    expect(await standing(core)).toMatch(/^late /);

    expect(await core.call('snapshots.repair', { repository })).toMatchObject({
      packsRemoved: 1,
      chunksLost: 0,
      damagesLeft: 0,
    });
    expect((await cardOf(core)).care.repair).toMatchObject({ packsRemoved: 1, damagesLeft: 0 });
    expect(await standing(core)).toMatch(/^fine /);
    expect(await core.call('snapshots.prove', { repository })).toMatchObject({ patients: 1, isIntact: true });
    expect(await actionsOf(core)).toEqual(expect.arrayContaining(['target-verified', 'target-repaired']));
    expect(core.faults).toEqual([]);
  });

  test('without another destination the vault gives what it still holds', async () => {
    const core = await beginOpen();
    const { key, repository } = await withKey(core);
    rot(key);
    const repair = await answered(core.call('snapshots.repair', { repository }));
    expect(repair).toMatchObject({ packsRemoved: 1, damagesLeft: expect.any(Number) });
    expect(repair.chunksFromVault + repair.chunksLost).toBe(1);
    expect(await core.call('snapshots.prove', { repository })).toMatchObject({ isIntact: true });
  });

  test('a check gives way to a copy, and nothing is held against the key', async () => {
    const core = await beginOpen();
    const { repository } = await withKey(core);
    const checking = core.call('snapshots.verify', { repository, full: true });
    // Until the run has begun: it looks which targets are there first.
    while (!core.core.backups.isRunning) await new Promise((resolve) => setTimeout(resolve, 1));
    expect(await core.call('snapshots.create', { repository, adopt: false })).toHaveProperty('labels');
    expect(await checking).toBe('cancelled');
    expect((await cardOf(core)).lastFailure).toBe(null);
    expect(await core.call('snapshots.verify', { repository, full: true })).toMatchObject({ damaged: [] });
  });

  test('what the person stops is left alone until the next day', async () => {
    const core = await beginOpen();
    await withKey(core);
    core.pass(8 * DAY);
    const ticking = core.core.backups.tick();
    let work = lastWork(core);
    while (work?.step.startsWith('prove') !== true) {
      await new Promise((resolve) => setTimeout(resolve, 1));
      work = lastWork(core);
    }
    expect(await core.call('application.cancelWork', { workId: work.workId })).toEqual({});
    await ticking;
    await later(core, HOUR);
    expect((await cardOf(core)).provenAt).toBe(null);
    await later(core, 12 * HOUR);
    expect((await cardOf(core)).provenAt).not.toBe(null);
  });

  test('a trial is compared with what the vault holds, and leaves nothing behind', async () => {
    const core = await beginOpen();
    await core.call('patients.create', { fields: PATIENT });
    const { repository } = await withKey(core);
    await core.call('patients.create', { fields: { ...PATIENT, givenName: 'Anne' } });
    await core.call('snapshots.prove', { repository });
    expect(await core.call('snapshots.lastTrial', {})).toMatchObject({
      trial: { patients: 1, filesCompared: 1, vaultPatients: 2, vaultConsultations: 0 },
    });
    expect(readdirSync(core.vaultFolder)).not.toContain('essai');
    const steps = core.events.flatMap((event) => (event.type === 'progress' ? [event.step] : []));
    expect(steps).toEqual(expect.arrayContaining(['prove-reading', 'prove-checking']));
  });
});

describe('the key itself', () => {
  test('an unknown one is offered until it is taken or declined', async () => {
    const core = await beginOpen();
    expect(await core.call('snapshots.keyOffer', {})).toEqual({ offer: null });
    const key = plugIn(core, 'VACANCES');
    expect(await core.call('snapshots.keyOffer', {})).toEqual({ offer: { label: 'VACANCES', freeBytes: 30e9 } });
    expect(await core.call('snapshots.declineKey', {})).toEqual({});
    expect(await core.call('snapshots.keyOffer', {})).toEqual({ offer: null });
    // The same key at another place.
    core.chosen.disks.splice(0, 1, diskAt(mkdtempSync(join(cores.scratch, 'clé-')), 'VACANCES', 'VACANCES'));
    expect(await core.call('snapshots.keyOffer', {})).toEqual({ offer: null });

    const blue = plugIn(core, 'CLÉ BLEUE');
    expect(await core.call('snapshots.takeKey', {})).toMatchObject({ place: blue, suggestedLabel: 'CLÉ BLEUE' });
    expect(await core.call('snapshots.add', { label: 'CLÉ BLEUE' })).toHaveProperty('snapshotId');
    expect(await core.call('snapshots.keyOffer', {})).toEqual({ offer: null });
    expect(await core.call('snapshots.takeKey', {})).toBe('target-absent');
    expect(manifests(blue)).toHaveLength(1);
    rmSync(key, { recursive: true });
  });

  test('it is taken out of the system, or the person is told that they must', async () => {
    const core = await beginOpen();
    const { repository } = await withKey(core);
    expect(await core.call('snapshots.eject', { repository })).toEqual({ isOut: true });
    expect(core.hostCalls).toContain('eject CLÉ BLEUE');
    core.chosen.lets = false;
    expect(await core.call('snapshots.eject', { repository })).toEqual({ isOut: false });
  });

  test('where the cache cannot be passed by, it counts as read back once it was unplugged', async () => {
    const core = await beginOpen();
    const { key } = await withKey(core);
    // As it is on Windows and macOS.
    core.session.vault?.db.exec('UPDATE snapshot_target SET read_back = 0');
    await later(core, MINUTE);
    expect((await cardOf(core)).isReadBack).toBe(false);
    renameSync(key, `${key}-ailleurs`);
    core.pass(MINUTE);
    await core.core.backups.onDisksChanged();
    renameSync(`${key}-ailleurs`, key);
    core.pass(MINUTE);
    await core.core.backups.onDisksChanged();
    expect((await cardOf(core)).isReadBack).toBe(true);
    expect(core.faults).toEqual([]);
  });
});

function fail(): never {
  throw new Error('the vault is locked');
}
