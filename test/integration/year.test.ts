import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { manifestName, packName } from '../../src/main/snapshots/format/layout.ts';
import { findChunks, readDatabase } from '../../src/main/snapshots/rebuild.ts';
import { readPackIndex } from '../../src/main/snapshots/repository/packIndex.ts';
import { readRepository } from '../../src/main/snapshots/repository/repository.ts';
import { DEFAULT_RETENTION, keptBy } from '../../src/main/snapshots/retention.ts';
import { openTarget } from '../../src/main/snapshots/target/openTarget.ts';
import type { TargetSpec } from '../../src/main/snapshots/target/targetSpec.ts';
import { vaultManifestKeys } from '../../src/main/snapshots/vaultSnapshot.ts';
import { verifyRepository } from '../../src/main/snapshots/verify.ts';
import { closeVault } from '../../src/main/vault/vaultFolder.ts';
import { folderBytes } from '../fixtures/folderBytes.ts';
import { makeTemplateVault, type TemplateVault } from '../fixtures/templateVault.ts';
import { fastFolder, liveYear, type Year } from '../fixtures/year.ts';

/*
 * The year in small: every evening, every loss and every end of a copy, with few sessions a day. The sizes of a large
 * practice, beside those of restic and borg, are measured by `npm run bench -- --only year`.
 */

let template: TemplateVault;
let folder: string;
let year: Year;
beforeAll(async () => {
  template = await makeTemplateVault();
  folder = mkdtempSync(join(fastFolder(tmpdir()), 'osteocoffre-year-'));
  const vaultFolder = join(folder, 'coffre');
  cpSync(template.folder, vaultFolder, { recursive: true });
  year = await liveYear({
    folder,
    vaultFolder,
    recoveryCode: template.recoveryCode,
    practice: { patients: 60, consultations: 300 },
    days: 250,
    sessionsPerDay: 3,
    losses: [61, 142, 203],
  });
}, 600_000);
afterAll(() => {
  closeVault(year.vault);
  template.remove();
  rmSync(folder, { recursive: true, force: true });
});

test('after a year each key holds exactly the copies that retention keeps, and each comes back byte for byte', async () => {
  for (const { spec, taken, dated } of year.keys) {
    const target = openTarget(spec);
    const { manifests } = await readRepository(target);
    const kept = [...keptBy(DEFAULT_RETENTION, dated, year.now).keys()];
    expect(manifests.map(({ id }) => id).sort()).toEqual(kept.sort());
    expect(kept.length).toBeGreaterThanOrEqual(15);
    const index = await readPackIndex(target);
    for (const { id, manifest } of manifests) {
      const hash = createHash('sha256');
      for await (const piece of readDatabase(target, index, manifest)) hash.update(piece);
      expect(hash.digest('hex')).toBe(taken.get(id));
    }
    const proof = { vaultId: year.vault.vault.id, keys: vaultManifestKeys(year.vault.vault) };
    const checked = await verifyRepository({ target, full: true, proof, now: () => year.now });
    expect(checked.damaged).toEqual([]);
  }
});

test('nothing else is left on them, and four fifths of it at least are still needed', async () => {
  for (const { spec } of year.keys) {
    const { loose, neededBytes } = await inspect(spec);
    expect(loose).toEqual([]);
    expect(folderBytes(spec.root)).toBeLessThanOrEqual(neededBytes / 0.8);
  }
});

/** Files that no snapshot there relies on and that lie in no repository by rule; bytes of the chunks that one relies on. */
async function inspect(spec: TargetSpec): Promise<{ loose: string[]; neededBytes: number }> {
  const target = openTarget(spec);
  const { manifests } = await readRepository(target);
  const index = await readPackIndex(target);
  const names = new Set(['LISEZMOI.txt', 'config.json', 'restaurer.py']);
  const chunks = new Map<string, number>();
  for (const { id, manifest } of manifests) {
    names.add(manifestName(id));
    const { all } = await findChunks(target, index, manifest);
    for (const hash of all) {
      for (const { pack, length } of index.places(hash)) {
        names.add(packName(pack));
        chunks.set(hash, length);
      }
    }
  }
  const loose = (await target.list('')).map(({ name }) => name).filter((name) => !names.has(name));
  return { loose, neededBytes: [...chunks.values()].reduce((sum, length) => sum + length, 0) };
}
