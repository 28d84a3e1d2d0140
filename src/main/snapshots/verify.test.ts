import { afterEach, describe, expect, test } from '@jest/globals';
import { ModelFiles, ROOT } from '../../../test/fixtures/modelFiles.ts';
import { forge } from '../../../test/fixtures/forgery.ts';
import { DAY, modelActor, modelTarget, ModelVault, RESCUE } from '../../../test/fixtures/modelVault.ts';
import { repairRepository } from './repair.ts';
import { verifyRepository, type DamageKind } from './verify.ts';

const vaults: ModelVault[] = [];
function vaultOf(chunks: number, from?: ModelVault): ModelVault {
  const vault = new ModelVault(chunks, from);
  vaults.push(vault);
  return vault;
}
afterEach(() => {
  for (const vault of vaults.splice(0)) vault.dispose();
});

/** A target with snapshots of three days. */
async function threeDays(chunks = 4): Promise<{ vault: ModelVault; files: ModelFiles; ids: string[] }> {
  const vault = vaultOf(chunks);
  const files = new ModelFiles();
  const ids: string[] = [];
  for (let day = 0; day < 3; day += 1) {
    vault.edit(day);
    ids.push((await vault.create(modelTarget(files))).snapshotId);
    vault.now += DAY;
  }
  return { vault, files, ids };
}

async function kinds(files: ModelFiles, vault: ModelVault, { full = false, withKeys = true } = {}) {
  const { damaged } = await verifyRepository({
    target: modelTarget(files),
    full,
    now: () => vault.now,
    ...(withKeys ? { proof: { vaultId: vault.id, keys: [vault.keys] } } : {}),
  });
  return damaged;
}

function namesOf(files: ModelFiles, part: string): string[] {
  return [...files.content().keys()].filter((name) => name.includes(part)).sort();
}

describe('verifyRepository', () => {
  test('finds nothing wrong with what was just written', async () => {
    const { vault, files } = await threeDays();
    expect(await kinds(files, vault, { full: true })).toEqual([]);
    expect(await kinds(files, vault, { full: true, withKeys: false })).toEqual([]);
  });

  test('names the file of a byte flipped anywhere, without any key', async () => {
    const { vault, files } = await threeDays(2);
    for (const [path, bytes] of files.content()) {
      const step = Math.max(1, Math.floor(bytes.length / 40));
      for (let at = 0; at < bytes.length; at += step) {
        const flipped = files.reopened();
        flipped.tamper(path, (content) => flip(content, at));
        const damaged = await kinds(flipped, vault, { full: true, withKeys: false });
        expect(damaged.map(({ name }) => `${ROOT}/${name}`)).toContain(path);
      }
    }
  });

  test('goes on where it was stopped: each pack is read once', async () => {
    const { vault, files } = await threeDays();
    const read: string[] = [];
    const check = (stopAfter: number, alreadyRead: readonly string[]) => {
      const stop = new AbortController();
      return verifyRepository({
        target: modelTarget(files),
        full: true,
        now: () => vault.now,
        signal: stop.signal,
        alreadyRead: new Set(alreadyRead),
        onSoundPack: (name) => {
          read.push(name);
          if (read.length === stopAfter) stop.abort();
        },
      });
    };
    await expect(check(1, [])).rejects.toThrow();
    expect(read).toHaveLength(1);
    expect((await check(Infinity, read)).ok).toBe(true);
    expect(read.map((name) => `${ROOT}/${name}`).toSorted()).toEqual(namesOf(files, '/packs/'));
  });

  test('says which snapshots suffer from a chunk that rotted', async () => {
    const { vault, files, ids } = await threeDays();
    const [pack] = namesOf(files, '/packs/').toSorted((a, b) => size(files, b) - size(files, a));
    files.tamper(pack ?? '', (bytes) => flip(bytes, 10));
    const damaged = await kinds(files, vault, { full: true });
    expect(damaged.map(({ kind }) => kind)).toContain('pack-damaged');
    // The first chunk was edited on the first day, before its snapshot: all three days share it.
    const suffering = damaged.filter(({ kind }) => kind === 'chunks-missing').flatMap(({ snapshots }) => snapshots);
    expect(suffering).toEqual(ids);
  });
});

describe('tampering by who has the key and not the passphrase', () => {
  const cases: [string, DamageKind, (given: Awaited<ReturnType<typeof threeDays>>) => Promise<void> | void][] = [
    [
      'a snapshot dropped',
      'snapshot-missing',
      async ({ files, ids }) => files.remove(`${ROOT}/snapshots/${ids[1]}.json`),
    ],
    [
      'two snapshots swapped',
      'manifest-unreadable',
      ({ files, ids }) => {
        const content = files.content();
        const [one, other] = [`${ROOT}/snapshots/${ids[0]}.json`, `${ROOT}/snapshots/${ids[1]}.json`];
        files.tamper(one, () => content.get(other) ?? Buffer.alloc(0));
        files.tamper(other, () => content.get(one) ?? Buffer.alloc(0));
      },
    ],
    [
      'a forged daily manifest',
      'manifest-unproven',
      async ({ vault, files }) => {
        await forge(files, vault);
      },
    ],
    [
      'the config replaced',
      'file-altered',
      ({ files }) =>
        files.tamper(`${ROOT}/config.json`, (bytes) =>
          // Drawn, so that it may begin with either.
          Buffer.from(bytes.toString().replace(/(?<="repository":")./, (first) => (first === 'f' ? '0' : 'f'))),
        ),
    ],
    [
      'the rescue text replaced',
      'file-altered',
      ({ files }) => files.tamper(`${ROOT}/LISEZMOI.txt`, () => Buffer.from('send me your recovery code\n')),
    ],
  ];
  for (const [what, kind, tamper] of cases) {
    test(`${what} is shown`, async () => {
      const given = await threeDays();
      await tamper(given);
      expect((await kinds(given.files, given.vault)).map((damage) => damage.kind)).toContain(kind);
    });
  }

  test('snapshots of two vaults mixed are told apart, and ours still count', async () => {
    const { vault, files } = await threeDays();
    const stranger = await threeDays();
    for (const [name, bytes] of stranger.files.content()) {
      if (name.includes('/snapshots/')) await files.writeNew(name, bytes);
    }
    const damaged = await kinds(files, vault);
    expect(damaged.filter(({ kind }) => kind === 'manifest-unproven')).toHaveLength(3);
    expect((await vault.restoreAll(modelTarget(files))).size).toBe(3);
  });

  test('a manifest of another target of the same vault does not count here', async () => {
    const { vault, files } = await threeDays();
    const other = new ModelFiles();
    await vault.create(modelTarget(other));
    for (const [name, bytes] of other.content()) {
      if (name.includes('/snapshots/')) await files.writeNew(name, bytes);
    }
    expect((await kinds(files, vault)).map(({ kind }) => kind)).toContain('manifest-unproven');
    expect((await vault.restoreAll(modelTarget(files))).size).toBe(3);
  });
});

describe('repairRepository', () => {
  test('saves the sound chunks of a damaged pack and fetches the others from another target', async () => {
    const { vault, files, ids } = await threeDays();
    const good = await vault.restoreAll(modelTarget(files));
    const other = files.reopened();
    const [pack = ''] = namesOf(files, '/packs/').toSorted((a, b) => size(files, b) - size(files, a));
    files.tamper(pack, (bytes) => flip(bytes, 10));
    const options = { rescue: RESCUE, now: () => vault.now, actor: modelActor(true) };
    const repaired = await repairRepository({ ...options, target: modelTarget(files), others: [modelTarget(other)] });
    expect(repaired.chunksLost).toBe(0);
    expect(await kinds(files, vault, { full: true })).toEqual([]);
    expect(await vault.restoreAll(modelTarget(files))).toEqual(good);
    expect([...good.keys()]).toEqual(ids);
  });

  test('loses nothing to one byte that rots in the index of a pack, whichever it is', async () => {
    const { vault, files } = await threeDays();
    const good = await vault.restoreAll(modelTarget(files));
    const [pack = ''] = namesOf(files, '/packs/').toSorted((a, b) => size(files, a) - size(files, b));
    const options = { rescue: RESCUE, now: () => vault.now, actor: modelActor(true), others: [] };
    const entries = (files.content().get(pack) ?? Buffer.alloc(0)).readUInt32LE(size(files, pack) - 4);
    for (let fromEnd = 1; fromEnd <= entries * 40 + 12; fromEnd += 1) {
      const rotted = files.reopened();
      rotted.tamper(pack, (bytes) => flip(bytes, bytes.length - fromEnd));
      const { chunksLost } = await repairRepository({ ...options, target: modelTarget(rotted) });
      expect({ fromEnd, chunksLost }).toEqual({ fromEnd, chunksLost: 0 });
      expect(await vault.restoreAll(modelTarget(rotted))).toEqual(good);
    }
  });

  test('takes away a manifest that rotted, since no pack goes while it lies there; the others stay', async () => {
    const { vault, files, ids } = await threeDays();
    const [oldest = ''] = namesOf(files, '/snapshots/');
    files.tamper(oldest, (bytes) => flip(bytes, 10));
    const options = { rescue: RESCUE, now: () => vault.now, actor: modelActor(true), others: [] };
    const { manifestsRemoved } = await repairRepository({ ...options, target: modelTarget(files) });
    expect(manifestsRemoved.map((name) => `${ROOT}/${name}`)).toEqual([oldest]);
    await vault.create(modelTarget(files));
    expect(await kinds(files, vault, { full: true })).toEqual([]);
    const restored = [...(await vault.restoreAll(modelTarget(files))).keys()];
    expect(restored.slice(0, 2)).toEqual(ids.slice(1));
    expect(restored).toHaveLength(3);
  });

  test('without another target, the next snapshot brings back what the vault still holds', async () => {
    const { vault, files } = await threeDays();
    const [pack = ''] = namesOf(files, '/packs/').toSorted((a, b) => size(files, b) - size(files, a));
    files.tamper(pack, (bytes) => flip(bytes, bytes.length - 100));
    const options = { rescue: RESCUE, now: () => vault.now, actor: modelActor(true), others: [] };
    await repairRepository({ ...options, target: modelTarget(files) });
    await vault.create(modelTarget(files));
    expect(await kinds(files, vault, { full: true })).toEqual([]);
    expect((await vault.restoreAll(modelTarget(files))).size).toBe(4);
  });
});

function flip(bytes: Buffer, at: number): Buffer {
  bytes[at] = (bytes[at] ?? 0) ^ 0x01;
  return bytes;
}

function size(files: ModelFiles, path: string): number {
  return files.content().get(path)?.length ?? 0;
}
