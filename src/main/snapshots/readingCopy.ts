import type Database from 'better-sqlite3-multiple-ciphers';
import { accessLogHead, logAccess } from '../vault/accessLog.ts';
import { carryAccesses } from '../vault/accessLogCarry.ts';
import { readMigrations } from '../vault/migrations.ts';
import type { OpenedVault } from '../vault/openedVault.ts';
import {
  readCopyMark,
  standingOf,
  writeCopyMark,
  writingOwn,
  type CopyMark,
  type CopyUpdate,
} from '../vault/readingCopy.ts';
import { refuse } from '../vault/refusal.ts';
import { removeAll } from '../vault/removal.ts';
import { readVaultState, updateVaultState } from '../vault/stateFile.ts';
import type { Vault } from '../vault/vault.ts';
import { openVaultDatabase } from '../vault/vaultDatabase.ts';
import { vaultFiles } from '../vault/vaultFiles.ts';
import { readVaultValue, writeVaultValue } from '../vault/vaultValue.ts';
import { buildBeside } from './buildBeside.ts';
import { forgetDownload, resumable } from './download.ts';
import type { ReadManifest } from './format/manifest.ts';
import { readHostAccess, writeHostAccess } from './hosting/hostAccess.ts';
import { takeReadingLock, thisProcess } from './repository/lock.ts';
import { readPackIndex } from './repository/packIndex.ts';
import { judge, readRepository, type Repository } from './repository/repository.ts';
import { restoreSnapshot } from './restore.ts';
import { dropFormerVault, listFormerVaults, swapIn } from './restoreJournal.ts';
import { openTarget } from './target/openTarget.ts';
import { stoppable } from './target/stoppable.ts';
import type { S3Spec } from './target/targetSpec.ts';
import { refusingTargetFaults } from './targetRefusal.ts';
import type { Secret } from './unlockRepository.ts';
import { vaultManifestKeys } from './vaultSnapshot.ts';

/*
 * A second PC that only consults (docs/formats-snapshots.md, Reading copies): the newest snapshot at the host, with a mark in
 * it. It writes nowhere and is no writer; what it keeps of its own (access log, PIN, delays) goes along at each update.
 */

interface Watched {
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}

/** Puts a copy in a folder that has no vault. Refuses as `restoreSnapshot` does. */
export async function makeReadingCopy({
  spec,
  days,
  ...options
}: Watched & {
  readonly spec: S3Spec;
  readonly secret: Secret;
  readonly folder: string;
  readonly days: number;
  readonly now: () => number;
}): Promise<void> {
  await restoreSnapshot({
    ...options,
    target: openTarget(spec),
    place: { label: '', kind: spec.kind, place: spec.root },
    settle: (vault, chosen) => {
      becomeCopy(vault, chosen, spec, days);
      logAccess(vault, { action: 'copy-made', facts: factsOf(chosen) });
    },
  });
}

/**
 * Builds what is newer than an open copy beside it, by the copy's own keys. Null where it holds the newest snapshot already: its
 * time is extended then. Refuses `copy-to-remake`, `repository-rolled-back`, `vault-newer-than-program`, `vault-locked`, and what a
 * restore refuses; the copy is as it was.
 */
export async function fetchCopyUpdate(
  opened: OpenedVault,
  { migrationsFolder, ...watched }: Watched & { readonly migrationsFolder: string },
): Promise<CopyUpdate | null> {
  const { vault } = opened;
  const mark = readCopyMark(vault.db) ?? refuse({ code: 'not-a-copy' });
  const { spec } = readHostAccess(vault) ?? refuse({ code: 'nothing-prepared' });
  dropFormerCopies(vault.folder);
  const target = resumable(stoppable(openTarget(spec), watched.signal), vault.folder);
  return refusingTargetFaults(async () => {
    const lock = await takeReadingLock(target, () => vault.now(), thisProcess);
    try {
      const chosen = newestFor(vault, mark, await readRepository(target));
      if (chosen.manifest.schema > readMigrations(migrationsFolder).length)
        refuse({ code: 'vault-newer-than-program' });
      if (chosen.id === mark.snapshotId) {
        extend(vault, mark);
        return null;
      }
      const building = await buildBeside(vault.folder, {
        // Closing it here drops SQLite's own lock on the file, which keeps nobody out that coffre.lock does not.
        options: { target, near: opened.files.database, ...watched },
        chosen,
        keyFileText: chosen.manifest.keyFile,
        index: await readPackIndex(target),
      });
      forgetDownload(vault.folder);
      return updateFrom(opened, building, chosen, { spec, mark });
    } finally {
      await lock?.release();
    }
  });
}

/** The newest snapshot that the copy's own key proves. */
function newestFor(vault: Vault, mark: CopyMark, repository: Repository): ReadManifest {
  if (!vault.db.open) return refuse({ code: 'vault-locked' });
  const keys = vaultManifestKeys(vault);
  try {
    const { verified, unverified } = judge(repository, vault.id, keys);
    const newest = verified.at(-1);
    const isUnderNewerKey = ({ manifest }: ReadManifest) =>
      manifest.vault === vault.id &&
      keys.every(({ keyId }) => keyId !== manifest.key) &&
      manifest.sequence > (newest?.manifest.sequence ?? mark.sequence);
    if (unverified.some(isUnderNewerKey)) return refuse({ code: 'copy-to-remake' });
    if (newest === undefined) return refuse({ code: 'snapshot-not-proven' });
    return newest.manifest.sequence < mark.sequence ? refuse({ code: 'repository-rolled-back' }) : newest;
  } finally {
    for (const { mac, seal } of keys) for (const key of [mac, seal]) key.fill(0);
  }
}

/** Nothing is newer: the copy is as good as one that was made now. */
function extend(vault: Vault, mark: CopyMark): void {
  const extended = { ...mark, updatedAt: vault.now() };
  writingOwn(vault.db, () => writeCopyMark(vault.db, extended));
  updateVaultState(vaultFiles(vault.folder).state, { readingCopy: standingOf(extended) });
}

function updateFrom(
  former: OpenedVault,
  building: string,
  chosen: ReadManifest,
  { spec, mark }: { readonly spec: S3Spec; readonly mark: CopyMark },
): CopyUpdate {
  const { vault, files } = former;
  return {
    settle: () => {
      const { theme, textSize, singleLetterKeys, greeting, practiceLabel } = readVaultState(files.state);
      updateVaultState(vaultFiles(building).state, { theme, textSize, singleLetterKeys, greeting, practiceLabel });
      const { db } = openVaultDatabase(vaultFiles(building), vault.id, former.keys, chosen.manifest.key);
      try {
        db.transaction(() => {
          const next = { id: vault.id, folder: building, db, now: () => vault.now(), practitioner: vault.practitioner };
          becomeCopy(next, chosen, spec, mark.days);
          takeOver(vault.db, mark, db);
          logAccess(next, { action: 'copy-updated', facts: factsOf(chosen) });
        })();
        db.pragma('wal_checkpoint(TRUNCATE)');
      } finally {
        db.close();
      }
    },
    swap: () => {
      const aside = swapIn(vault.folder, building, vault.now());
      if (aside !== null) removeAll(aside);
    },
    discard: () => removeAll(building),
  };
}

/** What the practice's PC has for itself is taken out; the pair that reads takes the place of the one that writes. */
function becomeCopy(vault: Vault, { id, manifest }: ReadManifest, spec: S3Spec, days: number): void {
  vault.db.prepare('DELETE FROM pin').run();
  vault.db.prepare('DELETE FROM draft').run();
  writeHostAccess(vault, spec, { canDelete: false, keepsVersions: null });
  const mark = {
    snapshotId: id,
    sequence: manifest.sequence,
    takenAt: manifest.time,
    updatedAt: vault.now(),
    days,
    firstOwnEntry: accessLogHead(vault.db).number + 1,
  };
  writeCopyMark(vault.db, mark);
  updateVaultState(vaultFiles(vault.folder).state, { readingCopy: standingOf(mark) });
}

/** What was done and chosen on this PC. A person whom the newer copy does not know any more has no code there. */
function takeOver(from: Database.Database, { firstOwnEntry }: CopyMark, to: Database.Database): void {
  const pins = from
    .prepare<[], { id: string; digest: string; changedAt: number }>(
      'SELECT practitioner_id AS id, digest, changed_at AS changedAt FROM pin',
    )
    .all();
  const keep = to.prepare(
    'INSERT INTO pin (practitioner_id, digest, changed_at) SELECT id, @digest, @changedAt FROM practitioner WHERE id = @id',
  );
  for (const pin of pins) keep.run(pin);
  const preferences = readVaultValue(from, 'preferences');
  if (preferences !== null) writeVaultValue(to, 'preferences', preferences);
  carryAccesses(from, firstOwnEntry, to);
}

function factsOf({ id, manifest }: ReadManifest) {
  return { snapshot: id, takenAt: manifest.time };
}

/** What an update that a power cut parted from its end left aside; a vault that lies there is none of ours and stays. */
export function dropFormerCopies(folder: string): void {
  for (const { folder: aside, since } of listFormerVaults(folder))
    if (readVaultState(vaultFiles(aside).state).readingCopy !== null) dropFormerVault(folder, since);
}
