import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROGRAM_FOLDER } from '../programFolder.ts';
import { currentPurposeKey, formerPurposeKeys, openReader } from '../vault/openedVault.ts';
import { isReadingCopy } from '../vault/readingCopy.ts';
import { refuse } from '../vault/refusal.ts';
import { vaultFiles } from '../vault/vaultFiles.ts';
import type { Vault } from '../vault/vault.ts';
import { createSnapshot, type CreatedSnapshot } from './create.ts';
import { cutInChild, forkCutter, type CutterStarter } from './cutter/cutterProcess.ts';
import type { ManifestKeys } from './format/manifest.ts';
import { freeze } from './freeze.ts';
import { requirePushAllowed } from './hosting/pushGate.ts';
import { readRescueFiles } from './rescue.ts';
import { openTarget } from './target/openTarget.ts';
import type { TargetSpec } from './target/targetSpec.ts';
import { listTargets } from './targetList.ts';
import { openBook } from './vaultBook.ts';

const ASSETS_FOLDER = join(PROGRAM_FOLDER, 'assets');

export interface VaultSnapshotOptions {
  readonly spec: TargetSpec;
  /** What the person calls the target; kept from its first snapshot on. */
  readonly label: string;
  readonly assetsFolder?: string;
  /** Starts the child; Node on the sources where it is not given. */
  readonly startCutter?: CutterStarter;
  readonly signal?: AbortSignal;
  readonly onProgress?: (step: 'reading' | 'writing', done: number, total: number) => void;
  readonly onRead?: () => void;
  readonly isHurried?: boolean;
  readonly adopt?: boolean;
}

/**
 * Takes a snapshot of an open vault onto a target, in a child process. Refuses `copy-read-only` for a copy that only consults;
 * see `createSnapshot` for the rest.
 */
export async function snapshotVault(vault: Vault, options: VaultSnapshotOptions): Promise<CreatedSnapshot> {
  // What lies there was sent by the practice's PC, which goes on.
  if (isReadingCopy(vault.db)) refuse({ code: 'copy-read-only' });
  const { spec, label, startCutter = () => forkCutter(), assetsFolder, ...rest } = options;
  if (spec.kind === 's3') requirePushAllowed(vault, spec.place);
  const files = vaultFiles(vault.folder);
  const keys = vaultManifestKeys(vault);
  try {
    return await createSnapshot({
      ...rest,
      target: openTarget(spec),
      place: { label, kind: spec.kind, place: spec.root },
      source: {
        vaultId: vault.id,
        stagingFolder: join(vault.folder, 'staging'),
        freeze: () => freeze(vault, () => openReader(vault)),
        readKeyFile: () => readFileSync(files.keys, 'utf8'),
      },
      book: openBook(vault),
      keys,
      launchCutter: () => cutInChild(rememberingIndexes(vault, spec), startCutter),
      rescue: readRescueFiles(assetsFolder ?? ASSETS_FOLDER),
      labels: [...new Set([...listTargets(vault).map((known) => known.label), label])],
      now: () => vault.now(),
    });
  } finally {
    for (const { mac, seal } of keys) {
      mac.fill(0);
      seal.fill(0);
    }
  }
}

/** A host that is far is not asked for the same indexes each evening. */
function rememberingIndexes(vault: Vault, spec: TargetSpec): TargetSpec {
  return spec.kind === 's3' ? { ...spec, indexFolder: vaultFiles(vault.folder).hostIndex } : spec;
}

/** The keys of manifests under the present vault key, then under former ones. The caller wipes them. */
export function vaultManifestKeys(vault: Vault): [ManifestKeys, ...ManifestKeys[]] {
  const present = currentPurposeKey(vault, 'manifest-mac');
  const seals = new Map(formerPurposeKeys(vault, 'manifest-seal').map(({ keyId, key }) => [keyId, key]));
  const former = formerPurposeKeys(vault, 'manifest-mac').flatMap(({ keyId, key }) => {
    const seal = seals.get(keyId);
    return seal === undefined ? [] : [{ keyId, mac: key, seal }];
  });
  return [{ keyId: present.keyId, mac: present.key, seal: currentPurposeKey(vault, 'manifest-seal').key }, ...former];
}
