import Database from 'better-sqlite3-multiple-ciphers';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { listAccess } from '../../src/main/vault/accessLog.ts';
import { COSTS_FLOOR } from '../../src/main/vault/argon2id.ts';
import { openWithRecoveryCode, parseKeyFile } from '../../src/main/vault/keyring.ts';
import { listLocalCopies } from '../../src/main/vault/localCopy.ts';
import { currentPurposeKey, formerPurposeKeys, openReader } from '../../src/main/vault/openedVault.ts';
import { readRecoveryCode } from '../../src/main/vault/recoveryCode.ts';
import { Refusal } from '../../src/main/vault/refusal.ts';
import { listLivingSlots } from '../../src/main/vault/slotList.ts';
import { readVaultState } from '../../src/main/vault/stateFile.ts';
import { checkVault } from '../../src/main/vault/vaultCheck.ts';
import { closeVault, createVault, openVault, prepareVault, writeVault } from '../../src/main/vault/vaultFolder.ts';
import { vaultFiles } from '../../src/main/vault/vaultFiles.ts';
import { PASSPHRASE, makeTemplateVault, type TemplateVault } from '../fixtures/templateVault.ts';
import { MIGRATIONS } from '../fixtures/testVault.ts';

const DAY = 24 * 60 * 60_000;

let template: TemplateVault;
beforeAll(async () => {
  template = await makeTemplateVault();
});
afterAll(() => template.remove());

/** The code of the refusal, or 'opened'; anything else that is thrown fails the test. */
async function tryOpening(folder: string, options: { migrationsFolder?: string } = {}): Promise<string> {
  try {
    closeVault(await openVault({ folder, recoveryCode: template.recoveryCode, ...options }));
    return 'opened';
  } catch (error) {
    if (error instanceof Refusal) return error.error.code;
    throw error;
  }
}

/** Contents of every file that a refused opening must leave as it was; the lock is no content. */
function contents(folder: string): Record<string, string> {
  const names = readdirSync(folder).filter((name) => !/\.lock|-wal$|-shm$/.test(name));
  const paths = names.filter((name) => statSync(join(folder, name)).isFile());
  return Object.fromEntries(paths.map((name) => [name, readFileSync(join(folder, name)).toString('base64')]));
}

describe('what is wrong has its own code and changes nothing', () => {
  const flip = (path: string, offset: number) => {
    const bytes = readFileSync(path);
    bytes.writeUInt8(bytes.readUInt8(offset) ^ 0x01, offset);
    writeFileSync(path, bytes);
  };
  const otherDatabase = async (folder: string) => {
    const other = join(dirname(folder), 'other');
    await createVault({ folder: other, passphrase: 'x', practice: {}, costs: COSTS_FLOOR });
    cpSync(vaultFiles(other).database, vaultFiles(folder).database);
  };

  test.each<[string, string, (folder: string) => void | Promise<void>]>([
    ['no folder', 'no-vault', (folder) => rmSync(folder, { recursive: true })],
    [
      'an empty folder',
      'no-vault',
      (folder) => {
        rmSync(folder, { recursive: true });
        mkdirSync(folder);
      },
    ],
    ['no database', 'database-missing', (folder) => rmSync(vaultFiles(folder).database)],
    [
      'no key file',
      'key-file-missing',
      (folder) => {
        rmSync(vaultFiles(folder).keys);
        rmSync(vaultFiles(folder).keysCopy);
      },
    ],
    [
      'both key files damaged',
      'key-file-damaged',
      (folder) => {
        flip(vaultFiles(folder).keys, 200);
        truncateSync(vaultFiles(folder).keysCopy, 300);
      },
    ],
    [
      'a key file of another program',
      'key-file-foreign',
      (folder) => {
        writeFileSync(vaultFiles(folder).keys, '{"format":"other","version":1}\n');
        rmSync(vaultFiles(folder).keysCopy);
      },
    ],
    ['a database whose first page is damaged', 'database-damaged', (folder) => flip(vaultFiles(folder).database, 100)],
    ['an empty database', 'database-damaged', (folder) => truncateSync(vaultFiles(folder).database, 0)],
    [
      'a database cut in its first page',
      'database-damaged',
      (folder) => truncateSync(vaultFiles(folder).database, 2_000),
    ],
    ['another vault’s database', 'database-foreign', otherDatabase],
    [
      'a plain database',
      'database-foreign',
      (folder) => {
        rmSync(vaultFiles(folder).database);
        const plain = new Database(vaultFiles(folder).database);
        plain.exec('CREATE TABLE patient (id)');
        plain.close();
      },
    ],
  ])('%s: %s', async (_, code, break_) => {
    const folder = template.copy();
    await break_(folder);
    const before = existsSync(folder) ? contents(folder) : null;
    expect(await tryOpening(folder)).toBe(code);
    expect(existsSync(folder) ? contents(folder) : null).toEqual(before);
  });

  test.each([
    ['consultation', true],
    ['patient', true],
    ['access_anchor', false],
  ])('a page damaged further in, of %s, is found by the check', async (table, intact) => {
    const folder = template.copy();
    flip(vaultFiles(folder).database, (await rootPage(table)) * PAGE_BYTES - PAGE_BYTES + 50);
    const opened = await openVault({ folder, recoveryCode: template.recoveryCode });
    expect(await checkVault(opened.vault)).toMatchObject({ ok: false, accessLog: { intact } });
    closeVault(opened);
  });

  test('a sound vault passes the check', async () => {
    const sound = await openVault({ folder: template.copy(), recoveryCode: template.recoveryCode });
    expect(await checkVault(sound.vault)).toMatchObject({ ok: true, patients: 0, consultations: 0 });
    closeVault(sound);
  });

  test('a second opening, from this process or another', async () => {
    const folder = template.copy();
    const opened = await openVault({ folder, recoveryCode: template.recoveryCode });
    expect(await tryOpening(folder)).toBe('vault-in-use');
    const script = `
      import { openVault } from ${JSON.stringify(join(import.meta.dirname, '../../src/main/vault/vaultFolder.ts'))};
      await openVault({ folder: ${JSON.stringify(folder)}, recoveryCode: ${JSON.stringify(template.recoveryCode)} })
        .then(() => process.stdout.write('opened'), (error) => process.stdout.write(error.error.code));`;
    const other = execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
    expect(other).toBe('vault-in-use');
    closeVault(opened);
    expect(await tryOpening(folder)).toBe('opened');
  });

  test('a slot that is not on the vault’s own list', async () => {
    const folder = template.copy();
    const opened = await openVault({ folder, recoveryCode: template.recoveryCode });
    opened.db.prepare("DELETE FROM slot WHERE kind = 'recovery'").run();
    closeVault(opened);
    expect(await tryOpening(folder)).toBe('slot-expired');
  });

  test('a forbidden place', async () => {
    const folder = join(dirname(template.copy()), 'Dropbox', 'coffre');
    cpSync(template.folder, folder, { recursive: true });
    expect(await tryOpening(folder)).toBe('vault-place-forbidden');
  });
});

const isRoot = process.getuid?.() === 0 && canMount();
const asRoot = isRoot ? describe : describe.skip;

asRoot('on a small disk', () => {
  const withDisk = async (bytes: string, use: (mount: string) => Promise<void>) => {
    const mount = join(dirname(template.copy()), 'disk');
    mkdirSync(mount);
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs', mount]);
    try {
      await use(mount);
    } finally {
      execFileSync('umount', ['-l', mount]);
    }
  };

  test('a read-only one: its own code', () =>
    withDisk('16m', async (mount) => {
      const folder = join(mount, 'coffre');
      cpSync(template.folder, folder, { recursive: true });
      execFileSync('mount', ['-o', 'remount,ro', mount]);
      expect(await tryOpening(folder)).toBe('vault-folder-read-only');
    }));

  test('a full one: no vault is made, and nothing is left of it', () =>
    withDisk('64k', async (mount) => {
      const prepared = await prepareVault({ passphrase: PASSPHRASE, practice: {}, costs: COSTS_FLOOR }, 1);
      expect(() => writeVault(prepared, { folder: join(mount, 'coffre') })).toThrow(new Refusal({ code: 'disk-full' }));
      expect(readdirSync(mount)).toEqual([]);
    }));

  test('a full one opens the vault or says so, and harms nothing', () =>
    withDisk('2m', async (mount) => {
      const folder = join(mount, 'coffre');
      cpSync(template.folder, folder, { recursive: true });
      fillDisk(mount);
      // SQLite needs some pages for its index of the WAL; without even those it says that the disk is full.
      expect(['opened', 'disk-full']).toContain(await tryOpening(folder));
      rmSync(join(mount, 'filler'));
      expect(await tryOpening(folder)).toBe('opened');
    }));
});

function canMount(): boolean {
  try {
    execFileSync('unshare', ['-m', 'true'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function fillDisk(mount: string): void {
  try {
    execFileSync('dd', ['if=/dev/zero', `of=${join(mount, 'filler')}`, 'bs=4k'], { stdio: 'ignore' });
  } catch {
    // dd ends with an error once the disk is full: that is what it was for.
  }
}

describe('creation', () => {
  test('refuses a folder that holds a vault, or anything', async () => {
    const prepared = await prepareVault({ passphrase: PASSPHRASE, practice: {}, costs: COSTS_FLOOR }, 1);
    const folder = template.copy();
    expect(() => writeVault(prepared, { folder })).toThrow(new Refusal({ code: 'vault-exists' }));
    expect(() => writeVault(prepared, { folder: dirname(folder) })).toThrow(
      new Refusal({ code: 'vault-folder-not-empty' }),
    );
    const empty = join(dirname(folder), 'empty');
    mkdirSync(empty);
    // What a crash in the middle of a former creation left goes.
    mkdirSync(`${empty}.creation-00000000`);
    closeVault(writeVault(prepared, { folder: empty }));
    expect(readdirSync(dirname(folder)).sort()).toEqual(['coffre', 'empty']);
  });

  test('writes the header that identifies a vault, and nothing readable', () => {
    const files = vaultFiles(template.folder);
    const database = readFileSync(files.database);
    expect(database.length % 4096).toBe(0);
    for (const word of ['Camille', 'Annecy', 'SQLite format', 'patient']) expect(database.includes(word)).toBe(false);
    expect(readVaultState(files.state).databaseSalt).toBe(database.subarray(0, 16).toString('hex'));
    for (const name of [files.keys, files.state]) expect(readFileSync(name, 'utf8')).not.toMatch(/Camille|Annecy/);
  });
});

describe('the two copies of the key file', () => {
  test('a missing or damaged one is made anew from the other', async () => {
    const folder = template.copy();
    const { keys, keysCopy } = vaultFiles(folder);
    const whole = readFileSync(keys, 'utf8');
    truncateSync(keys, 100);
    expect(await tryOpening(folder)).toBe('opened');
    expect(readFileSync(keys, 'utf8')).toBe(whole);
    rmSync(keysCopy);
    expect(await tryOpening(folder)).toBe('opened');
    expect(readFileSync(keysCopy, 'utf8')).toBe(whole);
  });

  test('the former one serves where neither is sound, and goes at an opening with the new one', async () => {
    const folder = template.copy();
    const { keys, keysCopy, keysFormer } = vaultFiles(folder);
    cpSync(keys, keysFormer);
    truncateSync(keys, 10);
    rmSync(keysCopy);
    expect(await tryOpening(folder)).toBe('opened');
    expect(existsSync(keysFormer)).toBe(true);
    cpSync(keysFormer, keys);
    expect(await tryOpening(folder)).toBe('opened');
    expect(existsSync(keysFormer)).toBe(false);
  });
});

test('every byte of the key file flipped: a clear code each time, and never an opening', () => {
  const whole = readFileSync(vaultFiles(template.folder).keys);
  const code = readRecoveryCode(template.recoveryCode);
  const codes = new Map<string, number>();
  for (let offset = 0; offset < whole.length; offset += 1) {
    for (const mask of [0x01, 0x02, 0x20, 0x80, 0xff]) {
      const bytes = Buffer.from(whole);
      bytes.writeUInt8(bytes.readUInt8(offset) ^ mask, offset);
      const outcome = openingOf(bytes, code);
      codes.set(outcome, (codes.get(outcome) ?? 0) + 1);
    }
  }
  expect([...codes.keys()].sort()).toEqual(['key-file-damaged', 'key-file-foreign', 'vault-newer-than-program']);
  // Only the sixteen characters of the format and the digit of the version can read as something else.
  expect(codes.get('key-file-foreign')).toBeLessThanOrEqual(16 * 5);
  expect(codes.get('vault-newer-than-program')).toBeLessThanOrEqual(5);
});

test('every length of the key file, cut off: damaged', () => {
  const whole = readFileSync(vaultFiles(template.folder).keys);
  const code = readRecoveryCode(template.recoveryCode);
  const outcomes = Array.from({ length: whole.length }, (_, length) => openingOf(whole.subarray(0, length), code));
  expect(new Set(outcomes)).toEqual(new Set(['key-file-damaged']));
  expect(openingOf(Buffer.concat([whole, Buffer.alloc(65_536, 0x20)]), code)).toBe('key-file-damaged');
});

const PAGE_BYTES = 4096;

/** Number of the first page of a table, from 1; the same in each copy of the template. */
async function rootPage(table: string): Promise<number> {
  const opened = await openVault({ folder: template.copy(), recoveryCode: template.recoveryCode });
  const row = opened.vault.db
    .prepare<[string], { rootpage: number }>('SELECT rootpage FROM sqlite_schema WHERE name = ?')
    .get(table);
  closeVault(opened);
  if (row === undefined) throw new Error(`no table ${table}`);
  return row.rootpage;
}

function openingOf(bytes: Buffer, code: Buffer): string {
  try {
    return openWithRecoveryCode(parseKeyFile(bytes), code) === null ? 'opens-nothing' : 'opened';
  } catch (error) {
    if (error instanceof Refusal) return error.error.code;
    throw error;
  }
}

describe('migrations', () => {
  /** A folder of migrations: ours, changed as the test wants. */
  const migrationsWith = (change: (folder: string) => void): string => {
    const folder = join(dirname(template.copy()), 'migrations');
    cpSync(MIGRATIONS, folder, { recursive: true });
    change(folder);
    return folder;
  };
  const next = String(readdirSync(MIGRATIONS).length + 1).padStart(4, '0');

  test('run after a copy, are told in the log, and the copy ends after thirty days', async () => {
    const folder = template.copy();
    const before = readFileSync(vaultFiles(folder).database);
    const migrationsFolder = migrationsWith((where) =>
      writeFileSync(join(where, `${next}_later.sql`), 'CREATE TABLE later (id TEXT PRIMARY KEY) STRICT;'),
    );
    const now = Date.UTC(2027, 0, 1);
    const options = { folder, migrationsFolder, recoveryCode: template.recoveryCode };
    const opened = await openVault({ ...options, now: () => now });
    expect(opened.db.pragma('user_version', { simple: true })).toBe(Number(next));
    const log = listAccess(opened.vault, { patientId: null, by: null, before: null, limit: 2 });
    expect(log.entries.map(({ action }) => action)).toEqual(['vault-opened-with-recovery', 'vault-migrated']);
    closeVault(opened);
    const copies = listLocalCopies(folder);
    expect(copies).toMatchObject([{ madeAt: now }]);
    const copy = copies[0]?.folder ?? '';
    expect(readFileSync(vaultFiles(copy).database)).toEqual(before);
    expect(await tryOpening(copy)).toBe('opened');
    closeVault(await openVault({ ...options, now: () => now + 30 * DAY }));
    expect(listLocalCopies(folder)).toHaveLength(1);
    closeVault(await openVault({ ...options, now: () => now + 30 * DAY + 1 }));
    expect(listLocalCopies(folder)).toHaveLength(0);
  });

  test('one that fails leaves the vault as it was', async () => {
    const folder = template.copy();
    const migrationsFolder = migrationsWith((where) =>
      writeFileSync(join(where, `${next}_broken.sql`), 'CREATE TABLE later (id); INSERT INTO nowhere VALUES (1);'),
    );
    await expect(tryOpening(folder, { migrationsFolder })).rejects.toThrow('no such table');
    const opened = await openVault({ folder, recoveryCode: template.recoveryCode });
    expect(opened.db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'later'").get()).toBeUndefined();
    closeVault(opened);
  });

  test('a vault newer than the program, or a migration that was edited, is refused unchanged', async () => {
    const folder = template.copy();
    const before = contents(folder);
    const older = migrationsWith((where) => rmSync(join(where, readdirSync(where).sort().at(-1) ?? '')));
    expect(await tryOpening(folder, { migrationsFolder: older })).toBe('vault-newer-than-program');
    const edited = migrationsWith((where) =>
      writeFileSync(join(where, '0001_vault.sql'), `${readFileSync(join(where, '0001_vault.sql'), 'utf8')}-- edited\n`),
    );
    expect(await tryOpening(folder, { migrationsFolder: edited })).toBe('migration-altered');
    expect(contents(folder)).toEqual(before);
  });
});

test('what the snapshots need: a reader beside, keys of each purpose, a list of former ones', async () => {
  const opened = await openVault({ folder: template.copy(), recoveryCode: template.recoveryCode });
  const reader = openReader(opened.vault);
  expect(reader.prepare('SELECT count(*) AS count FROM practitioner').get()).toEqual({ count: 1 });
  expect(() => reader.exec('DELETE FROM practitioner')).toThrow();
  reader.close();
  const mac = currentPurposeKey(opened.vault, 'manifest-mac');
  const seal = currentPurposeKey(opened.vault, 'manifest-seal');
  expect(mac.keyId).toBe(seal.keyId);
  expect(mac.key.equals(seal.key)).toBe(false);
  expect(formerPurposeKeys(opened.vault, 'manifest-mac')).toEqual([]);
  expect(
    listLivingSlots(opened.db)
      .map(({ kind }) => kind)
      .sort(),
  ).toEqual(['passphrase', 'recovery']);
  closeVault(opened);
});
