import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accessLogHead } from '../vault/accessLog.ts';
import { requireFreeSpace } from '../vault/localCopy.ts';
import { openVaultDatabase } from '../vault/vaultDatabase.ts';
import { vaultFiles } from '../vault/vaultFiles.ts';
import { openFacts, type ReadManifest } from './format/manifest.ts';
import { readFrozenFacts } from './freeze.ts';
import { readPackIndex } from './repository/packIndex.ts';
import { writeSnapshotFiles } from './restore.ts';
import type { Target } from './target/target.ts';
import type { UnlockedRepository } from './unlockRepository.ts';

/** What a proven restore found. */
export interface Trial {
  readonly snapshotId: string;
  readonly patients: number;
  readonly consultations: number;
  /** integrity_check found nothing, and counts and log head are those that the manifest seals. */
  readonly isIntact: boolean;
  readonly seconds: number;
}

/**
 * Restores a snapshot for real into a folder of its own, opens it, checks it as a whole and against what its manifest
 * seals, and removes it. Only ciphertext lies in that folder at any time. Refuses `snapshot-damaged`, `not-enough-space`.
 */
export async function tryRestore(
  target: Target,
  unlocked: UnlockedRepository,
  chosen: ReadManifest,
  { signal, scratch = tmpdir() }: { signal?: AbortSignal; scratch?: string } = {},
): Promise<Trial> {
  const started = performance.now();
  requireFreeSpace(scratch, chosen.manifest.size);
  const folder = mkdtempSync(join(scratch, 'osteocoffre-essai-'));
  try {
    await writeSnapshotFiles(folder, {
      options: { target, ...(signal === undefined ? {} : { signal }) },
      chosen,
      keyFileText: chosen.manifest.keyFile,
      index: await readPackIndex(target),
    });
    const found = inspect(folder, unlocked, chosen);
    return { snapshotId: chosen.id, ...found, seconds: Math.round(performance.now() - started) / 1000 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function inspect(folder: string, unlocked: UnlockedRepository, chosen: ReadManifest) {
  const { vaultId, vaultKeys, keys } = unlocked;
  const { db } = openVaultDatabase(vaultFiles(folder), vaultId, vaultKeys, chosen.manifest.key);
  try {
    const sealed = openFacts(chosen.manifest, keys);
    const isSound = db.pragma('integrity_check', { simple: true }) === 'ok';
    const facts = readFrozenFacts(db);
    const agrees =
      sealed !== null &&
      sealed.patients === facts.patients &&
      sealed.consultations === facts.consultations &&
      sealed.accessLog?.hash === accessLogHead(db).hash;
    return { patients: facts.patients, consultations: facts.consultations, isIntact: isSound && agrees };
  } finally {
    db.close();
  }
}
