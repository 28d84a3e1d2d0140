import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlcipher from '@signalapp/sqlcipher';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { fillPractice } from '../../src/main/records/inventedPractice/fillPractice.ts';
import { createPatient, openPatientFile, updatePatient } from '../../src/main/records/patients.ts';
import { listSnapshots } from '../../src/main/snapshots/listSnapshots.ts';
import { readDatabase } from '../../src/main/snapshots/rebuild.ts';
import { readPackIndex } from '../../src/main/snapshots/repository/packIndex.ts';
import { readRepository } from '../../src/main/snapshots/repository/repository.ts';
import { restoreSnapshot, type RestoreOptions } from '../../src/main/snapshots/restore.ts';
import { dropFormerVault, listFormerVaults, replayRestore } from '../../src/main/snapshots/restoreJournal.ts';
import { openTarget } from '../../src/main/snapshots/target/openTarget.ts';
import { folderSpec, type TargetSpec } from '../../src/main/snapshots/target/targetSpec.ts';
import { tryRestore, withFormerKeys } from '../../src/main/snapshots/trial.ts';
import { oldestChangeAfter } from '../../src/main/snapshots/unsavedChange.ts';
import { unlockRepository } from '../../src/main/snapshots/unlockRepository.ts';
import { openBook } from '../../src/main/snapshots/vaultBook.ts';
import { snapshotVault, vaultManifestKeys } from '../../src/main/snapshots/vaultSnapshot.ts';
import { verifyRepository } from '../../src/main/snapshots/verify.ts';
import { sha256 } from '../../src/main/snapshots/format/pack.ts';
import { COSTS_FLOOR } from '../../src/main/vault/argon2id.ts';
import { listAccess } from '../../src/main/vault/accessLog.ts';
import { preparePassphraseSlot, prepareRecoverySlot } from '../../src/main/vault/keyring.ts';
import type { OpenedVault } from '../../src/main/vault/openedVault.ts';
import { newRecoveryCode, recoveryCodeText } from '../../src/main/vault/recoveryCode.ts';
import { rekeyVault } from '../../src/main/vault/rekey.ts';
import { changePassphrase } from '../../src/main/vault/slotChange.ts';
import { closeVault, openVault } from '../../src/main/vault/vaultFolder.ts';
import { CANARY, filesWithCanary } from '../fixtures/canarySearch.ts';
import { makeTemplateVault, PASSPHRASE, type TemplateVault } from '../fixtures/templateVault.ts';

const NEXT_PASSPHRASE = 'citron bataille orage menuisier galet tisane fenouil';

let template: TemplateVault;
let scratch: string;
beforeAll(async () => {
  template = await makeTemplateVault();
  scratch = mkdtempSync(join(tmpdir(), 'osteocoffre-snapshots-'));
});
afterAll(() => {
  template.remove();
  rmSync(scratch, { recursive: true, force: true });
});

function newFolder(): string {
  return mkdtempSync(join(scratch, 'f-'));
}

async function newKey(): Promise<TargetSpec> {
  return folderSpec(join(newFolder(), 'CLÉ BLEUE'), { create: true });
}

async function openCopy(): Promise<OpenedVault> {
  return openVault({ folder: template.copy(), recoveryCode: template.recoveryCode });
}

function restoring(spec: TargetSpec, folder: string): RestoreOptions {
  return {
    target: openTarget(spec),
    place: { label: 'CLÉ BLEUE', kind: 'folder', place: spec.root },
    folder,
    secret: { recoveryCode: template.recoveryCode },
    now: Date.now,
  };
}

async function rebuilt(spec: TargetSpec, id: string): Promise<string> {
  const target = openTarget(spec);
  const { manifests } = await readRepository(target);
  const manifest = manifests.find((read) => read.id === id)?.manifest;
  if (manifest === undefined) throw new Error('no such snapshot');
  const parts: Buffer[] = [];
  for await (const part of readDatabase(target, await readPackIndex(target), manifest)) parts.push(Buffer.from(part));
  return sha256(Buffer.concat(parts));
}

function patients(opened: OpenedVault): number {
  return opened.vault.db.prepare<[], number>('SELECT count(*) FROM patient').pluck().get() ?? 0;
}

describe('a vault and a key', () => {
  test('a snapshot through the child process is the database, byte for byte, and comes back as a vault', async () => {
    const opened = await openCopy();
    await fillPractice(opened.vault, { patients: 30, consultations: 200, seed: 3 });
    const spec = await newKey();
    const seen: string[] = [];
    const created = await snapshotVault(opened.vault, {
      spec,
      label: 'CLÉ BLEUE',
      onProgress: (step, done, total) => seen.push(`${step} ${done <= total}`),
    });
    expect(await rebuilt(spec, created.snapshotId)).toBe(sha256(readFileSync(opened.files.database)));
    expect(seen).toContain('reading true');
    const head = openBook(opened.vault).head(created.repository);
    expect(head?.snapshotId).toBe(created.snapshotId);
    const writer = openBook(opened.vault).presentWriter();
    closeVault(opened);

    const folder = join(newFolder(), 'coffre');
    const restored = await restoreSnapshot(restoring(spec, folder));
    expect(restored).toMatchObject({ snapshotId: created.snapshotId, vaultId: opened.vault.id, formerFolder: null });
    const again = await openVault({ folder, passphrase: PASSPHRASE });
    expect(patients(again)).toBe(30);
    expect(openBook(again.vault).presentWriter()).not.toBe(writer);
    expect(openBook(again.vault).writers()).toContain(writer);
    const entries = listAccess(again.vault, { patientId: null, by: null, before: null, limit: 5 }).entries;
    expect(entries.map(({ action }) => action)).toContain('vault-restored');
    // It goes on there as one of the same family.
    await snapshotVault(again.vault, { spec, label: 'CLÉ BLEUE' });
    closeVault(again);
    expect(await listSnapshots(openTarget(spec))).toHaveLength(2);
  });

  test('what is written while the file is frozen is not in the snapshot, and not lost', async () => {
    const opened = await openCopy();
    createPatient(opened.vault, { familyName: 'Avant', givenName: 'Anne' });
    const spec = await newKey();
    const running = snapshotVault(opened.vault, {
      spec,
      label: 'CLÉ BLEUE',
      onProgress: (step) => {
        if (step === 'reading') createPatient(opened.vault, { familyName: 'Pendant', givenName: 'Paul' });
      },
    });
    const created = await running;
    expect(patients(opened)).toBe(2);
    const [listed] = await listSnapshots(openTarget(spec), {
      vaultId: opened.vault.id,
      keys: vaultManifestKeys(opened.vault),
    });
    expect(listed).toMatchObject({ id: created.snapshotId, isProven: true, facts: { patients: 1, consultations: 0 } });
    closeVault(opened);
  });

  test('a change after the copy is known as such, even in a run of edits that began before it; reading is none', async () => {
    const opened = await openCopy();
    const { vault } = opened;
    const patient = createPatient(vault, { familyName: 'Avant', givenName: 'Anne' });
    const next = updatePatient(vault, patient.id, patient.version, { city: 'Annecy' });
    const { repository } = await snapshotVault(vault, { spec: await newKey(), label: 'CLÉ BLEUE' });
    const logNumber = openBook(vault).head(repository)?.logNumber ?? 0;
    openPatientFile(vault, patient.id);
    expect(oldestChangeAfter(vault, logNumber)).toBeNull();
    updatePatient(vault, patient.id, next.version, { city: 'Cran' });
    expect(oldestChangeAfter(vault, logNumber)).not.toBeNull();
    closeVault(opened);
  });

  test('a transaction that does not end drops the run', async () => {
    const opened = await openCopy();
    const spec = await newKey();
    opened.vault.db.exec('BEGIN IMMEDIATE');
    await expect(snapshotVault(opened.vault, { spec, label: 'CLÉ BLEUE' })).rejects.toMatchObject({
      error: { code: 'busy' },
    });
    opened.vault.db.exec('ROLLBACK');
    expect(await snapshotVault(opened.vault, { spec, label: 'CLÉ BLEUE' })).toMatchObject({
      chunksAdded: expect.any(Number),
    });
    closeVault(opened);
  });

  test('a lock in the middle drops the run, and the next one takes its own leavings for what they are', async () => {
    const opened = await openCopy();
    const spec = await newKey();
    const dropped = snapshotVault(opened.vault, {
      spec,
      label: 'CLÉ BLEUE',
      onProgress: () => {
        if (opened.vault.db.open) closeVault(opened);
      },
    });
    await expect(dropped).rejects.toMatchObject({ error: { code: 'vault-locked' } });
    const again = await openVault({ folder: opened.vault.folder, recoveryCode: template.recoveryCode });
    await snapshotVault(again.vault, { spec, label: 'CLÉ BLEUE' });
    closeVault(again);
    expect(await listSnapshots(openTarget(spec))).toHaveLength(1);
  });

  test('a folder that is copied to a cloud is refused', async () => {
    const cloud = join(newFolder(), 'Dropbox');
    mkdirSync(cloud);
    await expect(folderSpec(join(cloud, 'OsteoCoffre'), { create: true })).rejects.toMatchObject({
      error: { code: 'target-in-cloud' },
    });
    expect(readdirSync(cloud)).toEqual([]);
  });

  test('stopped in the middle, it says so, and the next one goes on', async () => {
    const opened = await openCopy();
    const spec = await newKey();
    const abort = new AbortController();
    const stopped = snapshotVault(opened.vault, {
      spec,
      label: 'CLÉ BLEUE',
      signal: abort.signal,
      onProgress: () => abort.abort(),
    });
    await expect(stopped).rejects.toMatchObject({ error: { code: 'cancelled' } });
    expect(readdirSync(opened.vault.folder)).not.toContain('staging');
    await snapshotVault(opened.vault, { spec, label: 'CLÉ BLEUE' });
    closeVault(opened);
  });

  test('nothing can be read on the key, and no name or size tells a patient', async () => {
    const opened = await openCopy();
    for (let index = 0; index < 20; index += 1)
      createPatient(opened.vault, { familyName: CANARY, givenName: CANARY, city: CANARY });
    const spec = await newKey();
    await snapshotVault(opened.vault, { spec, label: 'CLÉ BLEUE' });
    closeVault(opened);
    expect(filesWithCanary([spec.root])).toEqual([]);
    const packs = readdirSync(join(spec.root, 'packs'), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.length > 60)
      .map((name) => readFileSync(join(spec.root, 'packs', name)));
    for (const pack of packs) expect(entropy(pack)).toBeGreaterThan(7.95);
    expect(readdirSync(spec.root).sort()).toEqual([
      'LISEZMOI.txt',
      'config.json',
      'locks',
      'packs',
      'restaurer.py',
      'snapshots',
    ]);
  });

  test('the rescue script, as it lies on the key, gives a database that stock SQLCipher opens', async () => {
    const opened = await openCopy();
    createPatient(opened.vault, { familyName: 'Lefèvre', givenName: 'Zoé' });
    const spec = await newKey();
    await snapshotVault(opened.vault, { spec, label: 'CLÉ BLEUE' });
    closeVault(opened);
    const out = join(newFolder(), 'coffre.db');
    const script = join(spec.root, 'restaurer.py');
    expect(readFileSync(script, 'utf8').split('\n').length).toBeLessThanOrEqual(121);
    const key = execFileSync('python3', [script, out], {
      env: { PATH: process.env['PATH'], CODE: template.recoveryCode },
      encoding: 'utf8',
    }).trim();
    const stock = new Sqlcipher(out);
    stock.exec(`PRAGMA key = "x'${key}'"`);
    stock.exec('PRAGMA cipher_compatibility = 4');
    expect(stock.prepare('SELECT family_name, given_name FROM patient').all()).toEqual([
      { family_name: 'Lefèvre', given_name: 'Zoé' },
    ]);
    stock.close();
  });
});

describe('passphrases and vault keys of different times', () => {
  test('an older snapshot comes back with the newest accesses; a former passphrase is told, and taken when asked', async () => {
    const opened = await openVault({ folder: template.copy(), passphrase: PASSPHRASE });
    const spec = await newKey();
    const old = await snapshotVault(opened.vault, { spec, label: 'CLÉ BLEUE' });
    await changePassphrase(opened, NEXT_PASSPHRASE, COSTS_FLOOR);
    await snapshotVault(opened.vault, { spec, label: 'CLÉ BLEUE' });
    closeVault(opened);

    const place = join(newFolder(), 'coffre');
    const options = { ...restoring(spec, place), at: old.snapshotId };
    await expect(restoreSnapshot({ ...options, secret: { passphrase: PASSPHRASE } })).rejects.toMatchObject({
      error: { code: 'passphrase-of-that-time' },
    });
    expect(existsSync(place)).toBe(false);
    await restoreSnapshot({ ...options, secret: { passphrase: NEXT_PASSPHRASE } });
    closeVault(await openVault({ folder: place, passphrase: NEXT_PASSPHRASE }));
    const other = join(newFolder(), 'coffre');
    await restoreSnapshot({
      ...options,
      folder: other,
      secret: { passphrase: PASSPHRASE },
      acceptsFormerAccess: true,
    });
    closeVault(await openVault({ folder: other, passphrase: PASSPHRASE }));
  });

  test('after a rekey, older snapshots stay proven by the keys that the vault keeps', async () => {
    const opened = await openVault({ folder: template.copy(), passphrase: PASSPHRASE });
    const spec = await newKey();
    const old = await snapshotVault(opened.vault, { spec, label: 'CLÉ BLEUE' });
    const code = newRecoveryCode();
    const slots = async () => [
      await preparePassphraseSlot(PASSPHRASE, COSTS_FLOOR, opened.vault.now()),
      prepareRecoverySlot(code, opened.vault.now()),
    ];
    rekeyVault(opened, { between: await slots(), final: await slots() });
    const next = await snapshotVault(opened.vault, { spec, label: 'CLÉ BLEUE' });
    const proof = { vaultId: opened.vault.id, keys: vaultManifestKeys(opened.vault) };
    expect((await verifyRepository({ target: openTarget(spec), full: true, proof, now: Date.now })).damaged).toEqual(
      [],
    );
    closeVault(opened);

    const target = openTarget(spec);
    const repository = await readRepository(target);
    const unlocked = await unlockRepository(repository, { recoveryCode: recoveryCodeText(code) });
    expect(unlocked.judged.verified.map(({ id }) => id)).toEqual([next.snapshotId]);
    const both = await withFormerKeys(target, repository, unlocked);
    expect(both.judged.verified.map(({ id }) => id)).toEqual([next.snapshotId]);
    expect(both.judged.former.map(({ id }) => id)).toEqual([old.snapshotId]);
    const [before] = both.judged.former;
    const [after] = both.judged.verified;
    if (before === undefined || after === undefined) throw new Error('two generations');
    // A generation has its own chain, and the former one is still rebuilt with the key that the vault keeps.
    expect(after.manifest).toMatchObject({ former: null, leaves: [], repository: before.manifest.repository });
    expect(after.manifest.sequence).toBeGreaterThan(before.manifest.sequence);
    expect(await tryRestore(target, both, before)).toMatchObject({ isIntact: true });
    both.close();
    // The former sheet opens what was copied before, and nothing since.
    const folder = join(newFolder(), 'coffre');
    await restoreSnapshot({ ...restoring(spec, folder), at: old.snapshotId });
    closeVault(await openVault({ folder, recoveryCode: template.recoveryCode }));
    await expect(
      restoreSnapshot({ ...restoring(spec, join(newFolder(), 'coffre')), at: next.snapshotId }),
    ).rejects.toMatchObject({ error: { code: 'access-of-that-time-needed' } });
    await expect(
      restoreSnapshot({
        ...restoring(spec, join(newFolder(), 'coffre')),
        secret: { recoveryCode: recoveryCodeText(code) },
        at: old.snapshotId,
      }),
    ).rejects.toMatchObject({ error: { code: 'access-of-that-time-needed' } });
  });

  test('a proven restore counts, checks, and leaves nothing behind', async () => {
    const opened = await openCopy();
    createPatient(opened.vault, { familyName: 'Lefèvre', givenName: 'Zoé' });
    const spec = await newKey();
    await snapshotVault(opened.vault, { spec, label: 'CLÉ BLEUE' });
    closeVault(opened);
    const target = openTarget(spec);
    const unlocked = await unlockRepository(await readRepository(target), { recoveryCode: template.recoveryCode });
    const [newest] = unlocked.judged.verified;
    if (newest === undefined) throw new Error('no proven snapshot');
    const folder = newFolder();
    expect(await tryRestore(target, unlocked, newest, { scratch: folder })).toMatchObject({
      patients: 1,
      consultations: 0,
      isIntact: true,
    });
    expect(readdirSync(folder)).toEqual([]);
    unlocked.close();
  });
});

describe('a restore over a vault', () => {
  async function keyAndVault(): Promise<{ spec: TargetSpec; folder: string }> {
    const opened = await openCopy();
    const spec = await newKey();
    await snapshotVault(opened.vault, { spec, label: 'CLÉ BLEUE' });
    createPatient(opened.vault, { familyName: 'Depuis', givenName: 'Denis' });
    closeVault(opened);
    return { spec, folder: opened.vault.folder };
  }

  test('keeps the present vault aside until it is confirmed', async () => {
    const { spec, folder } = await keyAndVault();
    await expect(restoreSnapshot(restoring(spec, folder))).rejects.toMatchObject({ error: { code: 'vault-exists' } });
    const { formerFolder } = await restoreSnapshot({ ...restoring(spec, folder), replaces: true });
    const restored = await openVault({ folder, recoveryCode: template.recoveryCode });
    expect(patients(restored)).toBe(0);
    closeVault(restored);
    const former = await openVault({ folder: formerFolder ?? '', recoveryCode: template.recoveryCode });
    expect(patients(former)).toBe(1);
    closeVault(former);
    const [kept] = listFormerVaults(folder);
    dropFormerVault(folder, kept?.since ?? 0);
    expect(listFormerVaults(folder)).toEqual([]);
  });

  test('cut between its two renames is finished at the next start', async () => {
    const { spec, folder } = await keyAndVault();
    await restoreSnapshot({ ...restoring(spec, folder), replaces: true, now: () => 5 });
    // As a power cut leaves it: the former vault aside, the built one not yet in place, the journal there.
    renameSync(folder, `${folder}.restauration-cut`);
    const journal = { format: 'osteocoffre-restore', version: 1, built: 'coffre.restauration-cut' };
    writeFileSync(`${folder}.restauration.json`, JSON.stringify({ ...journal, former: 'coffre.avant-restauration-5' }));
    replayRestore(folder);
    closeVault(await openVault({ folder, recoveryCode: template.recoveryCode }));
    expect(readdirSync(join(folder, '..')).sort()).toEqual(['coffre', 'coffre.avant-restauration-5']);
  });

  test('of a damaged snapshot changes nothing', async () => {
    const { spec, folder } = await keyAndVault();
    const before = readdirSync(join(folder, '..'));
    rmSync(join(spec.root, 'packs'), { recursive: true });
    mkdirSync(join(spec.root, 'packs'));
    await expect(restoreSnapshot({ ...restoring(spec, folder), replaces: true })).rejects.toMatchObject({
      error: { code: 'snapshot-damaged' },
    });
    expect(readdirSync(join(folder, '..'))).toEqual(before);
  });
});

/** Bits a byte. */
function entropy(bytes: Buffer): number {
  const counts = new Array<number>(256).fill(0);
  for (const byte of bytes) counts[byte] = (counts[byte] ?? 0) + 1;
  return -counts.reduce(
    (sum, count) => (count === 0 ? sum : sum + (count / bytes.length) * Math.log2(count / bytes.length)),
    0,
  );
}
