import { basename } from 'node:path';
import type { Output } from '../../shared/contract/index.ts';
import type { OpenedSnapshot, Source, SourceSecret, Trial } from '../../shared/contract/snapshots.ts';
import { resumable } from '../snapshots/download.ts';
import { openFacts, type ReadManifest } from '../snapshots/format/manifest.ts';
import { listSnapshots } from '../snapshots/listSnapshots.ts';
import { readRepository, type Repository } from '../snapshots/repository/repository.ts';
import { restoreSnapshot } from '../snapshots/restore.ts';
import { findingsOf } from '../snapshots/sourceFindings.ts';
import { repositoryPlaceIn } from '../snapshots/targetPlaces.ts';
import { refusingTargetFaults } from '../snapshots/targetRefusal.ts';
import { openTarget } from '../snapshots/target/openTarget.ts';
import type { Target } from '../snapshots/target/target.ts';
import { folderSpec, type S3Spec, type TargetSpec } from '../snapshots/target/targetSpec.ts';
import { requireTitular } from '../snapshots/titularAccess.ts';
import { tryRestore, withFormerKeys } from '../snapshots/trial.ts';
import { unlockRepository, type Secret, type UnlockedRepository } from '../snapshots/unlockRepository.ts';
import { refuse } from '../vault/refusal.ts';
import type { VaultSession } from './session.ts';
import { tellingProgress, type Works } from './works.ts';

/** The place that a restore comes from, kept between the steps of its wizard; the window never names a path. */
export class RestoreDesk {
  readonly #session: VaultSession;
  readonly #works: Works;
  readonly #now: () => number;
  #source: { readonly spec: TargetSpec; readonly label: string } | null = null;
  /** The slot that was found to be a titular's. */
  #admitted: string | null = null;

  constructor(options: { session: VaultSession; works: Works; now: () => number }) {
    this.#session = options.session;
    this.#works = options.works;
    this.#now = options.now;
  }

  /** Takes the folder that the person chose, or our own folder in it. Refuses `repository-empty`, `target-absent`. */
  async choose(chosen: string, label?: string): Promise<Source> {
    const { folder } = await repositoryPlaceIn(chosen);
    const spec = await refusingTargetFaults(() => folderSpec(folder, { create: false }));
    return this.take(spec, label ?? basename(chosen));
  }

  /** Takes a place that is known as a target already: a host's store, say. Refuses `repository-empty`, `host-*`. */
  async take(spec: TargetSpec, label: string): Promise<Source> {
    const listed = await listSnapshots(openTarget(spec));
    if (listed.length === 0) refuse({ code: 'repository-empty' });
    this.#source = { spec, label };
    this.#admitted = null;
    return {
      place: spec.root,
      label,
      snapshots: listed.toReversed().map(({ id, time, size }) => ({ snapshotId: id, time, size })),
    };
  }

  /** What the secret opens there, and what is to be said of it. Refuses `titular-only`, and as `unlockRepository` does. */
  async open(secret: SourceSecret): Promise<Output<'snapshots.openSource'>> {
    return this.#unlocking(secret, async ({ judged, keys, keyFileText, vaultId }, _, repository) => {
      const newest = judged.verified.at(-1);
      const describe = ({ id, manifest }: ReadManifest, needsFormerAccess: boolean): OpenedSnapshot => {
        const facts = openFacts(manifest, keys);
        return {
          snapshotId: id,
          time: manifest.time,
          patients: facts?.patients ?? null,
          consultations: facts?.consultations ?? null,
          lastConsultation: facts?.lastConsultation ?? null,
          needsFormerAccess,
        };
      };
      return {
        snapshots: [
          ...judged.verified.toReversed().map((read) => describe(read, false)),
          ...judged.former.toReversed().map((read) => describe(read, true)),
        ],
        isFormerAccess: newest !== undefined && newest.manifest.keyFile !== keyFileText,
        findings: findingsOf({ repository, judged, keys, vaultId, now: this.#now, vault: this.#session.vault }),
      };
    });
  }

  /** Rebuilds a snapshot for trial; changes nothing. */
  async tryOut(secret: SourceSecret, snapshotId: string): Promise<Trial> {
    return this.#works.run({ step: 'restore-trial', total: 0, cancellable: true }, async (work) =>
      this.#unlocking(secret, async (unlocked, spec) => {
        const { verified, former } = unlocked.judged;
        if (former.some(({ id }) => id === snapshotId)) return refuse({ code: 'access-of-that-time-needed' });
        const chosen = verified.find(({ id }) => id === snapshotId);
        if (chosen === undefined) return refuse({ code: 'snapshot-not-found' });
        return tryRestore(this.#openTarget(spec), unlocked, chosen, { signal: work.signal });
      }),
    );
  }

  /** Puts a snapshot in the vault's place, which is then locked. */
  async restore(
    secret: SourceSecret,
    snapshotId: string,
    acceptsFormerAccess: boolean,
  ): Promise<{ keptAside: boolean }> {
    const { spec, label } = this.#requireSource();
    const { formerFolder } = await this.#session.restoreInPlace((folder, replaces) =>
      this.#works.run({ step: 'restore', total: 0, cancellable: true }, async (work) =>
        restoreSnapshot({
          target: openTarget(spec),
          place: { label, kind: spec.kind, place: spec.root },
          folder,
          replaces,
          at: snapshotId,
          secret: secretOf(secret),
          acceptsFormerAccess,
          now: this.#now,
          signal: work.signal,
          onProgress: tellingProgress(work, 'restore'),
        }),
      ),
    );
    this.end();
    return { keptAside: formerFolder !== null };
  }

  /** The host that the person chose, and what opens it. Refuses `nothing-prepared` where they chose none. */
  hostSource(secret: SourceSecret): { readonly spec: S3Spec; readonly secret: Secret } {
    const { spec } = this.#requireSource();
    return spec.kind === 's3' ? { spec, secret: secretOf(secret) } : refuse({ code: 'nothing-prepared' });
  }

  /** What came of the source is in place: it is forgotten, with its keys. */
  end(): void {
    this.#source = null;
  }

  async #unlocking<Result>(
    secret: SourceSecret,
    use: (unlocked: UnlockedRepository, spec: TargetSpec, repository: Repository) => Promise<Result>,
  ): Promise<Result> {
    const { spec } = this.#requireSource();
    return refusingTargetFaults(async () => {
      const target = this.#openTarget(spec);
      const repository = await readRepository(target);
      const unlocked = await withFormerKeys(target, repository, await unlockRepository(repository, secretOf(secret)));
      try {
        await this.#admit(target, unlocked);
        return await use(unlocked, spec, repository);
      } finally {
        unlocked.close();
      }
    });
  }

  /** Asked once a source and secret: whose a slot is never changes, and to find it out may take a whole copy. */
  async #admit(target: Target, unlocked: UnlockedRepository): Promise<void> {
    if (this.#admitted === unlocked.slotId) return;
    await requireTitular(target, unlocked);
    this.#admitted = unlocked.slotId;
  }

  /** What the steps of the wizard read of a host is there for the next one. */
  #openTarget(spec: TargetSpec): Target {
    return resumable(openTarget(spec), this.#session.folder);
  }

  #requireSource() {
    this.#session.requireMayRestore();
    return this.#source ?? refuse({ code: 'nothing-prepared' });
  }
}

function secretOf({ kind, text }: SourceSecret): Secret {
  return kind === 'passphrase' ? { passphrase: text } : { recoveryCode: text };
}
