import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type Database from 'better-sqlite3-multiple-ciphers';
import { contract, isMethodName, type Input } from '../../src/shared/contract/index.ts';
import { ANSWERS_ON_A_COPY } from '../../src/main/ipc/readingCopyRules.ts';
import { fetchCopyUpdate } from '../../src/main/snapshots/readingCopy.ts';
import { s3Spec } from '../../src/main/snapshots/target/targetSpec.ts';
import { snapshotVault } from '../../src/main/snapshots/vaultSnapshot.ts';
import { newId } from '../../src/main/vault/identifier.ts';
import type { Vault } from '../../src/main/vault/vault.ts';
import { osteocoffre } from '../fixtures/commandLine.ts';
import { inputsOf } from '../fixtures/contractInput.ts';
import { ask, practiceCores } from '../fixtures/practiceCores.ts';
import { S3Store, STORE_ACCESS } from '../fixtures/s3Store.ts';
import { PASSPHRASE } from '../fixtures/templateVault.ts';
import type { TestCore } from '../fixtures/testCore.ts';
import { MIGRATIONS } from '../fixtures/testVault.ts';

// A laptop for home visits: a copy that only consults, out of the host that the practice's PC sends to.

const DAY = 24 * 60 * 60_000;
const NEXT = 'sabot lunaire violon cactus ruche papaye tambour';
const SECRET = { kind: 'passphrase', text: PASSPHRASE } as const;

const cores = practiceCores();
let store: S3Store;
/** As the host's sheet has it. */
let sheet: Input<'hosting.useSource'>['address'];
/** The practice's PC, whose vault goes on. */
let practice: TestCore;

beforeEach(async () => {
  store = new S3Store();
  const { endpoint, bucket } = await store.start();
  const reached = { style: 'path', authority: null, proxy: null } as const;
  sheet = { endpoint, bucket, prefix: 'cabinet', region: 'fr-test-1', ...reached };
  practice = cores.start();
  await ask(practice, 'vault.unlock', { passphrase: PASSPHRASE });
  await ask(practice, 'hosting.saveAccess', {
    address: { ...sheet, kilobytesPerSecond: null },
    keys: keysOf('ecriture'),
  });
  await ask(practice, 'patients.create', { fields: { familyName: 'Durand', givenName: 'Alix' } });
  await ask(practice, 'hosting.copy', { adopt: false });
});
afterEach(() => store.stop());

function keysOf(accessKeyId: string) {
  return { accessKeyId, secretAccessKey: STORE_ACCESS.secretAccessKey };
}

/** A PC that had nothing, with a copy that is open. */
async function makeCopy(): Promise<TestCore> {
  const laptop = cores.start(false);
  await ask(laptop, 'hosting.useSource', { address: sheet, keys: keysOf('lecture') });
  await ask(laptop, 'readingCopy.create', { secret: SECRET, days: 30 });
  await open(laptop);
  // Each opening looks at the host by itself: this waits until it has.
  await ask(laptop, 'readingCopy.update', {});
  return laptop;
}

async function open(core: TestCore, passphrase = PASSPHRASE): Promise<void> {
  await ask(core, 'vault.unlock', { passphrase });
}

async function names(core: TestCore): Promise<string[]> {
  const { rows } = await ask(core, 'patients.list', { offset: 0, limit: 50 });
  return rows.map(({ familyName }) => familyName);
}

function vaultOf(core: TestCore): Vault {
  const { vault } = core.session;
  if (vault === null) throw new Error('the vault is open');
  return vault;
}

/** All that lies in the copy but what is this PC's own: its log, its code, its delays, its mark. */
function contentOf(db: Database.Database): string {
  const tables = db
    .prepare<[], { name: string }>(
      `SELECT name FROM main.sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'
       AND name NOT IN ('access_entry', 'access_alias', 'pin', 'vault_value')`,
    )
    .all();
  const rows = tables.map(({ name }) => [name, db.prepare(`SELECT * FROM main."${name}"`).all()]);
  const values = db
    .prepare("SELECT * FROM vault_value WHERE key NOT IN ('preferences', 'reading-copy') ORDER BY key")
    .all();
  return JSON.stringify([...rows, values]);
}

describe('a copy that only consults', () => {
  test('shows the files as the last copy at the host has them, and says of when they are', async () => {
    const laptop = await makeCopy();
    expect(await names(laptop)).toEqual(['Durand']);
    const { readingCopy, person } = await ask(laptop, 'application.status', {});
    expect(readingCopy).toEqual({
      takenAt: Date.UTC(2026, 10, 24, 9),
      expiresAt: Date.UTC(2026, 10, 24, 9) + 30 * DAY,
      isExpired: false,
    });
    expect(person).toMatchObject({ role: 'titular', mayWrite: false, mayExport: true });
    expect((await ask(practice, 'application.status', {})).readingCopy).toBeNull();
  }, 60_000);

  test('is changed by no method of the contract, whatever is asked', async () => {
    const laptop = await makeCopy();
    const before = contentOf(vaultOf(laptop).db);
    const methods = Object.keys(contract)
      .filter(isMethodName)
      .filter((name) => !/^(application\.quit|vault\.lock|readingCopy\.(remove|update))$/.test(name));
    const patient = vaultOf(laptop).db.prepare<[], string>('SELECT id FROM patient').pluck().get() ?? '';
    for (const name of methods) {
      for (const id of [patient, newId()])
        for (const input of inputsOf(name, { id, text: 'x' })) {
          if (laptop.session.phase !== 'open') {
            laptop.pass(2 * 60_000);
            await open(laptop);
          }
          const result = await laptop.door(name, input);
          const code = result.ok ? 'ok' : result.error.code;
          expect([name, code]).not.toEqual([name, 'internal']);
          // What answers here has nothing to write: a handler that tried would be told so by SQLite.
          expect([name, code]).not.toEqual([name, 'vault-folder-read-only']);
          if (contract[name].access !== 'always' && !ANSWERS_ON_A_COPY.has(name))
            expect([name, code]).toEqual([name, 'copy-read-only']);
        }
      if (laptop.session.phase === 'open' && laptop.session.isReadingCopy)
        expect([name, contentOf(vaultOf(laptop).db) === before]).toEqual([name, true]);
      else await laptop.call('vault.leaveDemonstration', {});
    }
  }, 180_000);

  test('writes nothing below the door either, but its log', async () => {
    const { db } = vaultOf(await makeCopy());
    expect(() => db.prepare("UPDATE patient SET family_name = 'X'").run()).toThrow(/readonly/);
    expect(() => db.exec('CREATE TABLE more (one INTEGER)')).toThrow(/readonly/);
  }, 60_000);

  test('is changed by no verb of the command line, which says why', async () => {
    const laptop = await makeCopy();
    await ask(laptop, 'vault.lock', {});
    const folder = laptop.session.folder;
    const secrets = mkdtempSync(join(tmpdir(), 'osteocoffre-secrets-'));
    writeFileSync(join(secrets, 'now'), PASSPHRASE);
    writeFileSync(join(secrets, 'next'), NEXT);
    const common = ['--json', '--passphrase-file', join(secrets, 'now')];
    try {
      for (const verb of [
        ['passphrase', folder, '--new-passphrase-file', join(secrets, 'next')],
        ['fill', folder, '--patients', '1', '--consultations', '1', '--seed', '1'],
        ['import', folder, join(secrets, 'patients.csv')],
      ]) {
        const { code, stdout, stderr } = await osteocoffre([...verb, ...common]);
        const answer: unknown = JSON.parse(stdout);
        expect({ code, answer }).toEqual({ code: 1, answer: { error: { code: 'copy-read-only' } } });
        expect(stderr).toContain('rien n’y est changé');
      }
    } finally {
      rmSync(secrets, { recursive: true });
    }
  });

  test('is copied nowhere: nothing is ever written to the host from it', async () => {
    const laptop = await makeCopy();
    const writes = () =>
      store.requests.filter(({ method, key }) => method === 'PUT' && !key.includes('/locks/')).length;
    const before = writes();
    laptop.pass(2 * DAY);
    await laptop.core.backups.onOpened();
    await laptop.core.backups.tick();
    await expect(
      snapshotVault(vaultOf(laptop), { spec: s3Spec(sheet, STORE_ACCESS), label: 'Hébergeur' }),
    ).rejects.toMatchObject({ error: { code: 'copy-read-only' } });
    await laptop.session.lock();
    expect(writes()).toBe(before);
    expect(laptop.faults).toEqual([]);
  }, 60_000);

  test('reads by the pair of the sheet: the one that writes is not on this PC', async () => {
    const laptop = await makeCopy();
    const pair = vaultOf(laptop).db.prepare<[], string>('SELECT access_key_id FROM host_access').pluck().all();
    expect(pair).toEqual(['lecture']);
  }, 60_000);
});

describe('an update', () => {
  test('brings what is new, and keeps this PC’s own log, code and delays', async () => {
    const laptop = await makeCopy();
    await ask(laptop, 'vault.setPin', { passphrase: PASSPHRASE, pin: '482915' });
    await ask(laptop, 'readingCopy.changePreferences', { idleMinutes: 2 });
    const seen = await ask(laptop, 'accessLog.list', { patientId: null, by: null, before: null, limit: 100 });
    await ask(practice, 'patients.create', { fields: { familyName: 'Morel', givenName: 'Paul' } });
    practice.pass(60_000);
    await ask(practice, 'hosting.copy', { adopt: false });
    laptop.pass(DAY);
    expect(await ask(laptop, 'readingCopy.update', {})).toEqual({ isNewer: true });
    expect(await names(laptop)).toEqual(['Durand', 'Morel']);
    expect(await ask(laptop, 'application.status', {})).toMatchObject({
      hasPin: true,
      readingCopy: { takenAt: Date.UTC(2026, 10, 24, 9, 1), expiresAt: Date.UTC(2026, 10, 25, 9) + 30 * DAY },
    });
    expect((await ask(laptop, 'settings.get', {})).preferences.idleMinutes).toBe(2);
    const after = await ask(laptop, 'accessLog.list', { patientId: null, by: null, before: null, limit: 100 });
    const own = seen.entries.filter(({ action }) => ['copy-made', 'pin-changed', 'settings-changed'].includes(action));
    for (const { at, action } of own) expect(after.entries).toContainEqual(expect.objectContaining({ at, action }));
    expect(after.entries[0]).toMatchObject({ action: 'copy-updated' });
    // Once more: nothing is newer, and its time counts from now.
    laptop.pass(DAY);
    expect(await ask(laptop, 'readingCopy.update', {})).toEqual({ isNewer: false });
    expect((await ask(laptop, 'application.status', {})).readingCopy?.expiresAt).toBe(
      Date.UTC(2026, 10, 26, 9) + 30 * DAY,
    );
    expect(laptop.session.chain.brokenAt).toBeNull();
  }, 120_000);

  test('fetches what has changed, and not the whole vault once more', async () => {
    // Of an all but empty vault, one new file changes nearly half.
    const medicalHistory = 'Asthme dans l’enfance. '.repeat(4_000);
    await ask(practice, 'patients.create', { fields: { familyName: 'Abadie', givenName: 'Jean', medicalHistory } });
    await ask(practice, 'hosting.copy', { adopt: false });
    const laptop = await makeCopy();
    await ask(practice, 'patients.create', { fields: { familyName: 'Morel', givenName: 'Paul' } });
    practice.pass(60_000);
    await ask(practice, 'hosting.copy', { adopt: false });
    const before = store.requests.length;
    await ask(laptop, 'readingCopy.update', {});
    const fetched = store.requests
      .slice(before)
      .filter(({ method, key }) => method === 'GET' && key.includes('/packs/'))
      .map(({ headers }) => /^bytes=(\d+)-(\d+)$/.exec(headers.range ?? '') ?? [])
      .reduce((bytes, [, first, last]) => bytes + Number(last) - Number(first) + 1, 0);
    expect(fetched).toBeGreaterThan(0);
    expect(fetched).toBeLessThan(statSync(join(laptop.vaultFolder, 'coffre.db')).size / 2);
    expect(await names(laptop)).toEqual(['Abadie', 'Durand', 'Morel']);
  }, 60_000);

  test('is not fetched by itself over a network whose bytes are counted, and is on demand', async () => {
    const laptop = await makeCopy();
    await ask(practice, 'patients.create', { fields: { familyName: 'Morel', givenName: 'Paul' } });
    practice.pass(60_000);
    await ask(practice, 'hosting.copy', { adopt: false });
    await laptop.session.lock();
    laptop.chosen.isMetered = true;
    const before = store.requests.length;
    await open(laptop);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(store.requests).toHaveLength(before);
    expect(await ask(laptop, 'readingCopy.update', {})).toEqual({ isNewer: true });
  }, 60_000);

  test('that is cut off anywhere leaves the former copy whole', async () => {
    const laptop = await makeCopy();
    await ask(practice, 'patients.create', { fields: { familyName: 'Morel', givenName: 'Paul' } });
    await ask(practice, 'hosting.copy', { adopt: false });
    store.fault = ({ method, key }) =>
      method === 'GET' && key.includes('/packs/') ? { kind: 'error', status: 403, code: 'AccessDenied' } : null;
    expect(await laptop.call('readingCopy.update', {})).toBe('host-read-refused');
    expect(await names(laptop)).toEqual(['Durand']);
    store.fault = () => null;
    // A power cut once all is built, and before it takes its place.
    const update = await fetchCopyUpdate(laptop.session.openedVault, { migrationsFolder: MIGRATIONS });
    update?.settle();
    await laptop.session.lock();
    const again = cores.restart(laptop);
    await open(again);
    expect(await names(again)).toEqual(['Durand']);
    expect(await ask(again, 'readingCopy.update', {})).toEqual({ isNewer: true });
    expect(await names(again)).toEqual(['Durand', 'Morel']);
    await again.session.lock();
  }, 120_000);

  test('is refused where an older state was put back at the host', async () => {
    const laptop = await makeCopy();
    const older = new Map(store.objects);
    await ask(practice, 'patients.create', { fields: { familyName: 'Morel', givenName: 'Paul' } });
    practice.pass(60_000);
    await ask(practice, 'hosting.copy', { adopt: false });
    await ask(laptop, 'readingCopy.update', {});
    store.objects.clear();
    for (const [name, bytes] of older) store.objects.set(name, bytes);
    expect(await laptop.call('readingCopy.update', {})).toBe('repository-rolled-back');
    expect(await names(laptop)).toEqual(['Durand', 'Morel']);
  }, 120_000);

  test('after which this passphrase is not the practice’s any more locks the copy, and the new one opens it', async () => {
    const laptop = await makeCopy();
    await ask(practice, 'vault.changePassphrase', { current: PASSPHRASE, next: NEXT });
    practice.pass(60_000);
    await ask(practice, 'hosting.copy', { adopt: false });
    expect(await laptop.call('readingCopy.update', {})).toBe('slot-expired');
    expect(laptop.session.phase).toBe('locked');
    expect(await laptop.call('vault.unlock', { passphrase: PASSPHRASE })).toBe('wrong-passphrase');
    laptop.pass(60_000);
    await open(laptop, NEXT);
    expect(await names(laptop)).toEqual(['Durand']);
  }, 120_000);

  test('across a new key of the vault is not possible, and says what to do', async () => {
    const laptop = await makeCopy();
    const { groups, asked } = await ask(practice, 'vault.prepareRecoverySheet', {
      passphrase: PASSPHRASE,
      revoke: true,
    });
    await ask(practice, 'vault.confirmRecoverySheet', {
      typedGroups: asked.map((index) => ({ index, text: groups[index] ?? '' })),
    });
    practice.pass(60_000);
    await ask(practice, 'hosting.copy', { adopt: false });
    expect(await laptop.call('readingCopy.update', {})).toBe('copy-to-remake');
    expect(await names(laptop)).toEqual(['Durand']);
  }, 120_000);
});

describe('its time', () => {
  test('once over closes it, also while it is open; it opens again once it is brought up to date', async () => {
    const laptop = await makeCopy();
    laptop.pass(30 * DAY);
    await laptop.session.tick();
    expect(laptop.session.phase).toBe('locked');
    expect((await ask(laptop, 'application.status', {})).readingCopy).toMatchObject({ isExpired: true });
    store.fault = () => ({ kind: 'error', status: 403, code: 'AccessDenied' });
    expect(await laptop.call('vault.unlock', { passphrase: PASSPHRASE })).toBe('host-read-refused');
    expect(laptop.session.phase).toBe('locked');
    store.fault = () => null;
    await open(laptop);
    expect(await names(laptop)).toEqual(['Durand']);
    expect((await ask(laptop, 'application.status', {})).readingCopy).toMatchObject({ isExpired: false });
  }, 120_000);

  test('is not made longer by a clock that is set back', async () => {
    const laptop = await makeCopy();
    await laptop.session.lock();
    laptop.setWallClock(Date.UTC(2026, 9, 1));
    store.fault = () => ({ kind: 'error', status: 403, code: 'AccessDenied' });
    expect(await laptop.call('vault.unlock', { passphrase: PASSPHRASE })).toBe('host-read-refused');
  }, 60_000);
});

test('a copy is removed from its PC, open or locked; a vault never is', async () => {
  expect(await practice.call('readingCopy.remove', {})).toBe('not-a-copy');
  await practice.session.lock();
  expect(await practice.call('readingCopy.remove', {})).toBe('not-a-copy');
  const laptop = await makeCopy();
  await laptop.session.lock();
  await ask(laptop, 'readingCopy.remove', {});
  expect(laptop.session.phase).toBe('no-vault');
  expect(await ask(laptop, 'application.status', {})).toMatchObject({ missingVaultFolder: null, readingCopy: null });
}, 60_000);

test('a copy is made on a PC that has no vault, and nowhere else', async () => {
  await ask(practice, 'hosting.useSource', { address: sheet, keys: keysOf('lecture') });
  expect(await practice.call('readingCopy.create', { secret: SECRET, days: 30 })).toBe('vault-exists');
  expect(await practice.call('readingCopy.changePreferences', { idleMinutes: 60 })).toBe('not-a-copy');
}, 60_000);
