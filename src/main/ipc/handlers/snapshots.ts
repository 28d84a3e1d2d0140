import { statfs } from 'node:fs/promises';
import { basename } from 'node:path';
import type { ChosenPlace, Moment, TargetCard } from '../../../shared/contract/snapshots.ts';
import type { KeptAs, TargetCare } from '../../../shared/contract/targetCare.ts';
import { readBackupSettings, updateBackupSettings } from '../../snapshots/backupSettings.ts';
import { listSnapshots, type ListedSnapshot } from '../../snapshots/listSnapshots.ts';
import { dropFormerVault, listFormerVaults } from '../../snapshots/restoreJournal.ts';
import { ruleOf } from '../../snapshots/care/careOfTarget.ts';
import { declineDisk } from '../../snapshots/declinedDisks.ts';
import { keptBy } from '../../snapshots/retention.ts';
import { backupStatus, mayBeRemoved, mayWrite, type ScheduledTarget } from '../../snapshots/schedule.ts';
import { readCare } from '../../snapshots/targetCare.ts';
import { listTargets } from '../../snapshots/targetList.ts';
import { markAdded, markRemoved, readFailure, readLastTrial } from '../../snapshots/targetMarks.ts';
import { repositoryPlaceIn } from '../../snapshots/targetPlaces.ts';
import { isS3Address } from '../../snapshots/target/s3Place.ts';
import { TargetFailure } from '../../snapshots/target/target.ts';
import { openTarget } from '../../snapshots/target/openTarget.ts';
import { specAt } from '../../snapshots/hosting/specAt.ts';
import { vaultManifestKeys } from '../../snapshots/vaultSnapshot.ts';
import { changesSince } from '../../records/changesSince.ts';
import { Refusal, refuse } from '../../vault/refusal.ts';
import { liesInCloudFolder } from '../../vault/vaultPlace.ts';
import type { Vault } from '../../vault/vault.ts';
import type { Core } from '../core.ts';
import type { HandlersOf } from '../router.ts';
import { markOf } from '../targetWatch.ts';

export const snapshotsHandlers: HandlersOf<'snapshots'> = {
  'snapshots.status': (_, { core, vault }) => {
    const facts = core.backups.facts(vault);
    return {
      status: backupStatus(facts),
      patients: facts.patients,
      copies: facts.targets.filter(({ headTime }) => headTime !== null).length,
      eveningTime: facts.settings.eveningTime,
      goesByItself: facts.targets.some(takesByItself),
      awaited: facts.targets
        .filter(({ isFar, presentSince }) => isFar !== true && presentSince === null)
        .filter(({ oldestUnsavedChange }) => oldestUnsavedChange !== null)
        .filter(({ remindAt }) => remindAt === null || remindAt <= facts.now)
        .map(({ label }) => label),
      waitingForNetwork: facts.targets
        .filter(({ presentSince, waitsForNetwork }) => presentSince !== null && waitsForNetwork === true)
        .filter(mayWrite)
        .map(({ label }) => label),
    };
  },
  'snapshots.targets': async (_, { core, vault }) => {
    await core.backups.look(vault);
    const facts = core.backups.facts(vault);
    const disks = await core.listDisks();
    const targets = listTargets(vault).map(async (target): Promise<TargetCard> => {
      const place = core.backups.placeOf(target.repository);
      const scheduled = facts.targets.find(({ repository }) => repository === target.repository);
      const disk = place === null ? null : core.diskOf(place, disks);
      return {
        repository: target.repository,
        label: target.label,
        addedAt: target.addedAt,
        kind: target.kind,
        place,
        isRemovable: disk?.isRemovable ?? false,
        fileSystem: disk?.fileSystem ?? '',
        freeBytes: place === null ? null : (await spaceAt(place)).freeBytes,
        // A host is not asked each time that the screen is looked at.
        snapshots: place === null || target.kind === 's3' ? null : ((await readListed(vault, place))?.length ?? null),
        headTime: target.headTime,
        storedBytes: target.kind === 's3' ? target.storedBytes : null,
        isReadBack: target.isReadBack,
        isUpToDate: target.headTime !== null && scheduled?.oldestUnsavedChange === null,
        isInDoubt: scheduled?.isInDoubt ?? false,
        lastFailure: readFailure(target.lastFailure),
        lastFailureAt: target.lastFailureAt,
        provenAt: target.provenAt,
        care: careOf(vault, target.repository),
        mayBeRemoved: scheduled !== undefined && mayBeRemoved(scheduled),
        waitsForNetwork: scheduled?.waitsForNetwork === true,
        heldBack: scheduled?.heldBack ?? null,
      };
    });
    return { targets: await Promise.all(targets) };
  },
  'snapshots.list': async ({ asksHost }, { core, vault }) => {
    await core.backups.look(vault);
    const moments = new Map<string, Moment>();
    let hostNotAsked: string | null = null;
    for (const { repository, label, kind } of listTargets(vault)) {
      const place = core.backups.placeOf(repository);
      if (place === null) continue;
      if (kind === 's3' && !asksHost) {
        hostNotAsked = label;
        continue;
      }
      const listed = (kind === 's3' ? await listAt(vault, place) : await readListed(vault, place)) ?? [];
      const proven = listed.filter(({ isProven }) => isProven === true);
      const kept = keptBy(ruleOf(vault), proven, vault.now());
      for (const snapshot of proven)
        moments.set(snapshot.id, withTarget(moments.get(snapshot.id), snapshot, kept, { repository, label }));
    }
    return { moments: [...moments.values()].sort((left, right) => right.time - left.time), hostNotAsked };
  },

  'snapshots.choosePlace': async (_, { core, vault }) => {
    const chosen = await chooseFolder(core, 'Où mettre les sauvegardes\u202f?');
    if (liesInCloudFolder(chosen)) refuse({ code: 'target-in-cloud' });
    return choosePlace(core, vault, chosen);
  },
  'snapshots.keyOffer': async (_, { core, vault }) => {
    await core.backups.look(vault);
    const key = core.backups.unknownKey;
    return { offer: key === null ? null : { label: key.label, freeBytes: key.freeBytes } };
  },
  'snapshots.takeKey': async (_, { core, vault }) => {
    await core.backups.look(vault);
    const key = core.backups.unknownKey ?? refuse({ code: 'target-absent' });
    return choosePlace(core, vault, key.mountPoint);
  },
  'snapshots.declineKey': async (_, { core, vault }) => {
    await core.backups.look(vault);
    const key = core.backups.unknownKey;
    if (key !== null) declineDisk(vault, { mark: markOf(key), label: key.label });
    await core.backups.look(vault);
    core.emit({ type: 'changed', areas: ['snapshots'] });
    return {};
  },
  'snapshots.add': async ({ label }, { core, vault }) => {
    const place = places.get(vault) ?? refuse({ code: 'nothing-prepared' });
    if (listTargets(vault).some((known) => known.label === label)) refuse({ code: 'target-label-taken' });
    const { snapshotId, repository } = await core.backups.copy(vault, { label, place });
    if (vault.db.open) markAdded(vault, { repository, label });
    places.delete(vault);
    await core.backups.look(vault);
    core.emit({ type: 'changed', areas: ['snapshots', 'accessLog'] });
    return { snapshotId };
  },
  'snapshots.remove': ({ repository }, { core, vault }) => {
    markRemoved(vault, targetOf(vault, repository));
    core.emit({ type: 'changed', areas: ['snapshots', 'accessLog'] });
    return {};
  },
  'snapshots.create': async ({ repository, adopt }, { core, vault }) => {
    const targets = await core.backups.targetsToWrite(vault, repository);
    for (const target of targets) await core.backups.copy(vault, { ...target, adopt });
    return { labels: targets.map(({ label }) => label) };
  },
  'snapshots.prove': async ({ repository }, { core, vault }) => {
    return core.backups.prove(vault, await core.backups.targetFor(vault, repository));
  },
  'snapshots.verify': async ({ repository, full }, { core, vault }) =>
    core.backups.verify(vault, await core.backups.targetFor(vault, repository), full),
  'snapshots.repair': async ({ repository }, { core, vault }) =>
    core.backups.repair(vault, await core.backups.targetFor(vault, repository)),
  'snapshots.planPrune': async ({ repository }, { core, vault }) =>
    core.backups.planPrune(vault, await core.backups.targetFor(vault, repository)),
  'snapshots.prune': async ({ repository, acceptsDoubts }, { core, vault }) =>
    core.backups.prune(vault, await core.backups.targetFor(vault, repository), acceptsDoubts),
  'snapshots.eject': async ({ repository }, { core, vault }) => ({
    isOut: await core.backups.eject(vault, await core.backups.targetFor(vault, repository)),
  }),
  'snapshots.remindTomorrow': ({ repository }, { core, vault }) => {
    core.backups.remindTomorrow(vault, targetOf(vault, repository).repository);
    return {};
  },
  'snapshots.lastTrial': (_, { vault }) => ({ trial: readLastTrial(vault) }),
  'snapshots.settings': (_, { vault }) => readBackupSettings(vault),
  'snapshots.changeSettings': (changes, { core, vault }) => {
    const next = updateBackupSettings(vault, changes);
    core.emit({ type: 'changed', areas: ['snapshots', 'accessLog'] });
    return next;
  },

  'snapshots.chooseSource': async (_, { core }) => {
    core.session.requireMayRestore();
    return core.restores.choose(await chooseFolder(core, 'Où est la sauvegarde\u202f?'));
  },
  'snapshots.useTarget': async ({ repository }, { core, vault }) => {
    await core.backups.look(vault);
    const { place, label } = core.backups.readable(vault, repository);
    if (isS3Address(place)) return core.restores.take(await specAt(vault, place, { create: false }), label);
    return core.restores.choose(place, label);
  },
  'snapshots.openSource': ({ secret }, { core }) => core.restores.open(secret),
  'snapshots.changesSince': ({ time }, { vault }) => changesSince(vault, time),
  'snapshots.trySource': ({ secret, snapshotId }, { core }) => core.restores.tryOut(secret, snapshotId),
  'snapshots.restore': ({ secret, snapshotId, acceptsFormerAccess }, { core }) =>
    core.restores.restore(secret, snapshotId, acceptsFormerAccess),
  'snapshots.formerVaults': (_, { core }) => ({
    since: listFormerVaults(core.session.folder).map(({ since }) => since),
  }),
  'snapshots.dropFormerVault': ({ since }, { core }) => {
    dropFormerVault(core.session.folder, since);
    core.emit({ type: 'changed', areas: ['snapshots'] });
    return {};
  },
};

/** The folder chosen for a new target, until it is added or the vault is locked. */
const places = new WeakMap<Vault, string>();

async function chooseFolder(core: Core, title: string): Promise<string> {
  return (await core.host.chooseFolder({ title })) ?? refuse({ code: 'file-not-chosen' });
}

/** The place that a person chose for a new target, kept for `snapshots.add`. */
async function choosePlace(core: Core, vault: Vault, chosen: string): Promise<ChosenPlace> {
  const { folder, holdsSnapshots } = await repositoryPlaceIn(chosen);
  const disk = core.diskOf(chosen, await core.listDisks());
  places.set(vault, folder);
  return {
    place: folder,
    suggestedLabel: disk?.isRemovable === true && disk.label !== '' ? disk.label : basename(chosen),
    isRemovable: disk?.isRemovable ?? false,
    fileSystem: disk?.fileSystem ?? '',
    ...(await spaceAt(chosen)),
    holdsSnapshots,
  };
}

function careOf(vault: Vault, repository: string): TargetCare {
  const { verification, pruning, pruneRefusal, repair, remindAt } = readCare(vault, repository);
  return { verification, pruning, pruneRefusal, repair, remindAt };
}

function targetOf(vault: Vault, repository: string) {
  const known = listTargets(vault).find((target) => target.repository === repository);
  return known ?? refuse({ code: 'not-found', what: 'target' });
}

async function spaceAt(place: string): Promise<{ sizeBytes: number | null; freeBytes: number | null }> {
  try {
    const { blocks, bavail, bsize } = await statfs(place);
    return { sizeBytes: blocks * bsize, freeBytes: bavail * bsize };
  } catch {
    // The system does not say, or the place has just gone: the card shows nothing.
    return { sizeBytes: null, freeBytes: null };
  }
}

/** A key can be plugged in; a host that is not there is one to which nothing may be sent. */
function takesByItself(target: ScheduledTarget): boolean {
  const { isFar, presentSince, isInDoubt, waitsForNetwork } = target;
  return !isInDoubt && mayWrite(target) && (isFar !== true || (presentSince !== null && waitsForNetwork !== true));
}

/** As {@link listAt}; null where they cannot be read just now, which the card of the target shows. */
async function readListed(vault: Vault, place: string): Promise<ListedSnapshot[] | null> {
  try {
    return await listAt(vault, place);
  } catch (error) {
    if (error instanceof Refusal || error instanceof TargetFailure) return null;
    throw error;
  }
}

/** The snapshots of this vault that lie at a place. Refuses `target-*`, `host-*`. */
async function listAt(vault: Vault, place: string): Promise<ListedSnapshot[]> {
  const keys = vaultManifestKeys(vault);
  try {
    const spec = await specAt(vault, place, { create: false });
    return await listSnapshots(openTarget(spec), { vaultId: vault.id, keys });
  } finally {
    for (const { mac, seal } of keys) {
      mac.fill(0);
      seal.fill(0);
    }
  }
}

function withTarget(
  known: Moment | undefined,
  listed: ListedSnapshot,
  kept: ReadonlyMap<string, KeptAs>,
  target: Moment['targets'][number],
): Moment {
  return {
    snapshotId: listed.id,
    time: listed.time,
    patients: listed.facts?.patients ?? null,
    consultations: listed.facts?.consultations ?? null,
    keptAs: known?.keptAs ?? kept.get(listed.id) ?? null,
    targets: [...(known?.targets ?? []), target],
  };
}
