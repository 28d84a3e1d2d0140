import { isDeclined } from '../snapshots/declinedDisks.ts';
import { listTargets, type RememberedTarget } from '../snapshots/targetList.ts';
import { markUnplugged } from '../snapshots/targetMarks.ts';
import { presentPlace } from '../snapshots/hosting/specAt.ts';
import type { Disk } from '../host/systemFacts/disk.ts';
import type { Vault } from '../vault/vault.ts';

export interface TargetWatchOptions {
  readonly listDisks: () => Promise<readonly Disk[]>;
  readonly diskOf: (path: string, disks: readonly Disk[]) => Disk | null;
  readonly now: () => number;
}

interface Presence {
  readonly place: string;
  readonly since: number;
}

/** Mount points of the system itself, some of which lie on a card that "can be taken out". */
const SYSTEM_PLACES = /^\/(?:$|(?:boot|efi|home|usr|var)(?:\/|$))/;

/** Which targets are plugged in, on which disks they lie, and which key is one that nobody knows. */
export class TargetWatch {
  readonly #options: TargetWatchOptions;
  #present = new Map<string, Presence>();
  #disks: readonly Disk[] = [];
  #unknown: Disk | null = null;

  constructor(options: TargetWatchOptions) {
    this.#options = options;
  }

  /** Where a target is now; null where it is not there. */
  placeOf(repository: string): string | null {
    return this.#present.get(repository)?.place ?? null;
  }

  sinceWhen(repository: string): number | null {
    return this.#present.get(repository)?.since ?? null;
  }

  /** The disk that a target lies on; null where it is not there, or where the system does not say. */
  diskOf(repository: string): Disk | null {
    const place = this.placeOf(repository);
    return place === null ? null : this.#options.diskOf(place, this.#disks);
  }

  /** A key that is plugged in, that is no target and that the person did not decline. */
  get unknownKey(): Disk | null {
    return this.#unknown;
  }

  /** Looks which targets are there. Returns those that were not before. */
  async look(vault: Vault): Promise<string[]> {
    const disks = await this.#options.listDisks();
    const mountPoints = disks.map(({ mountPoint }) => mountPoint);
    const former = this.#present;
    const targets = vault.db.open ? listTargets(vault) : [];
    const next = new Map<string, Presence>();
    for (const target of targets) {
      const place = await presentPlace(vault, target, mountPoints);
      if (place === null) continue;
      next.set(target.repository, { place, since: former.get(target.repository)?.since ?? this.#options.now() });
    }
    this.#present = next;
    this.#disks = disks;
    this.#unknown = vault.db.open ? this.#findUnknownKey(vault) : null;
    if (vault.db.open) noteUnplugged(vault, targets, next);
    return [...next.keys()].filter((repository) => !former.has(repository));
  }

  #findUnknownKey(vault: Vault): Disk | null {
    const { diskOf } = this.#options;
    const taken = [vault.folder, ...[...this.#present.values()].map(({ place }) => place)];
    const takenPlaces = new Set(taken.map((place) => diskOf(place, this.#disks)?.mountPoint));
    return (
      this.#disks.find(
        (disk) =>
          disk.isRemovable &&
          !disk.isReadOnly &&
          !takenPlaces.has(disk.mountPoint) &&
          !SYSTEM_PLACES.test(disk.mountPoint) &&
          !isDeclined(vault, markOf(disk)),
      ) ?? null
    );
  }
}

/** The file system's own mark, else what tells one key from another in a drawer. */
export function markOf({ uuid, label, sizeBytes }: Disk): string {
  return uuid ?? `${label}/${sizeBytes}`;
}

/** What was written before is in no cache of this machine any more: once for each head. */
function noteUnplugged(
  vault: Vault,
  targets: readonly RememberedTarget[],
  present: ReadonlyMap<string, Presence>,
): void {
  for (const { repository, headTime, unpluggedAt } of targets) {
    if (!present.has(repository) && headTime !== null && (unpluggedAt ?? 0) < headTime)
      markUnplugged(vault, repository);
  }
}
