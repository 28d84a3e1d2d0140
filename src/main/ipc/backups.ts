import type { ContractError } from '../../shared/contract/errors.ts';
import type { ChangedArea } from '../../shared/contract/events.ts';
import type { Disk } from '../host/systemFacts/disk.ts';
import { readBackupSettings } from '../snapshots/backupSettings.ts';
import type { CreatedSnapshot } from '../snapshots/create.ts';
import type { CutterStarter } from '../snapshots/cutter/cutterProcess.ts';
import { backupStatus, dueWork, type BackupFacts, type BackupStatus, type Occasion } from '../snapshots/schedule.ts';
import { proveTarget } from '../snapshots/proveTarget.ts';
import { listTargets, type RememberedTarget } from '../snapshots/targetList.ts';
import { markFailure, markProven, readFailure } from '../snapshots/targetMarks.ts';
import { findTarget } from '../snapshots/targetPlaces.ts';
import { refusingTargetFaults } from '../snapshots/targetRefusal.ts';
import { folderSpec } from '../snapshots/target/targetSpec.ts';
import type { Trial } from '../snapshots/trial.ts';
import { oldestChangeAfter } from '../snapshots/unsavedChange.ts';
import { snapshotVault } from '../snapshots/vaultSnapshot.ts';
import { Refusal, refuse } from '../vault/refusal.ts';
import { readPractice } from '../vault/settings.ts';
import { storageRefusal } from '../vault/storageFault.ts';
import type { Vault } from '../vault/vault.ts';
import type { Work, Works } from './works.ts';

export interface BackupsOptions {
  readonly works: Works;
  /** The open vault, also behind the veil; null where there is none. */
  readonly vault: () => Vault | null;
  readonly listDisks: () => Promise<readonly Disk[]>;
  /** Starts the process that cuts a copy. */
  readonly startCutter: CutterStarter;
  readonly now: () => number;
  readonly changed: (areas: ChangedArea[]) => void;
  /** For the lock screen. */
  readonly remember: (status: BackupStatus) => void;
  readonly report: (place: string, error: unknown) => void;
}

/** The target that a copy goes to. */
export interface CopyTarget {
  readonly label: string;
  readonly place: string;
  readonly repository?: string;
  readonly adopt?: boolean;
}

/** How long a lock waits for the database to be read; the rest is written afterwards. */
const CLOSING_MS = 5_000;

/** How long a quit waits for what was read to be written; what is missing then is written by the next run. */
const FINISH_MS = 120_000;

/** How long a run that was told to stop is waited for. */
const DROP_MS = 2_000;

const LOOK_EVERY_MS = 30_000;

/** Refusals after which nothing is written until the person decides. */
const DOUBTS: readonly ContractError['code'][] = [
  'repository-rolled-back',
  'repository-other-writer',
  'repository-ahead',
  'repository-foreign',
];

/**
 * The copies of the vault: which targets are there, what is due, and the runs themselves, one at a time. A run leaves the
 * vault to the person; only its first moment, the freeze, needs it.
 */
export class Backups {
  readonly #options: BackupsOptions;
  /** Targets that are there, by repository. */
  #present = new Map<string, { readonly place: string; readonly since: number }>();
  #running: Promise<unknown> | null = null;
  #hasRead = Promise.withResolvers<undefined>();
  #lookedAt = 0;
  /** As the window knows it: an evening that passes changes it without anybody's doing. */
  #toldStatus = '';

  constructor(options: BackupsOptions) {
    this.#options = options;
  }

  /** Where a target is now; null where it is not there. */
  placeOf(repository: string): string | null {
    return this.#present.get(repository)?.place ?? null;
  }

  get isRunning(): boolean {
    return this.#running !== null;
  }

  /** Looks which targets are there. Returns those that were not before. */
  async look(vault: Vault): Promise<string[]> {
    const mountPoints = (await this.#options.listDisks()).map(({ mountPoint }) => mountPoint);
    const former = this.#present;
    const next = new Map<string, { place: string; since: number }>();
    for (const target of vault.db.open ? listTargets(vault) : []) {
      const place = await findTarget(target, mountPoints);
      if (place === null) continue;
      next.set(target.repository, { place, since: former.get(target.repository)?.since ?? this.#options.now() });
    }
    this.#present = next;
    return [...next.keys()].filter((repository) => !former.has(repository));
  }

  facts(vault: Vault): BackupFacts {
    return {
      now: this.#options.now(),
      timeZone: readPractice(vault).timeZone,
      settings: readBackupSettings(vault),
      targets: listTargets(vault).map((target) => ({
        ...target,
        presentSince: this.#present.get(target.repository)?.since ?? null,
        oldestUnsavedChange: oldestChangeAfter(vault, target.headLogNumber ?? 0),
        isInDoubt: isInDoubt(target),
      })),
      patients:
        vault.db.prepare<[], number>('SELECT count(*) FROM patient WHERE removed_at IS NULL').pluck().get() ?? 0,
    };
  }

  // What happens by itself

  /** After an opening, and whenever something is plugged in or taken out. */
  async onOpened(): Promise<void> {
    const { vault } = this;
    if (vault === null) return;
    await this.look(vault);
    this.#tell();
    await this.#runDue(vault, 'clock');
  }

  async onDisksChanged(): Promise<void> {
    const { vault } = this;
    if (vault === null) return;
    const came = await this.look(vault);
    this.#tell();
    if (came.length > 0) await this.#runDue(vault, 'plugged-in', came);
  }

  /** The composition root calls it with its clock. */
  async tick(): Promise<void> {
    const now = this.#options.now();
    const { vault } = this;
    if (vault === null || (now >= this.#lookedAt && now - this.#lookedAt < LOOK_EVERY_MS)) return;
    this.#lookedAt = now;
    const status = backupStatus(this.facts(vault));
    this.#options.remember(status);
    if (JSON.stringify(status) !== this.#toldStatus) this.#tell();
    await this.#runDue(vault, 'clock');
  }

  /** Before the vault closes: null where nothing is due and nothing runs. */
  beforeClosing(vault: Vault): Promise<void> | null {
    this.#options.remember(backupStatus(this.facts(vault)));
    if (this.isRunning) return this.#letRead();
    const due = this.#due(vault, 'closing').find(({ kind }) => kind === 'snapshot');
    const target = due === undefined ? undefined : this.#targetOf(vault, due.repository);
    if (target === undefined || this.#options.works.isBusy) return null;
    this.copy(vault, target, { isHurried: true }).catch((error: unknown) => this.#reportUnforeseen(error));
    return this.#letRead();
  }

  /** Waits until a run needs the vault no more; one that takes too long, or is a trial, is dropped. */
  async #letRead(): Promise<void> {
    if (await isInTime(Promise.race([this.#hasRead.promise, this.#ended()]), CLOSING_MS)) return;
    await this.#drop();
  }

  /** Before the program ends: what was read is written, as far as it can be waited for. */
  async finish(): Promise<void> {
    if (!(await isInTime(this.#ended(), FINISH_MS))) await this.#drop();
  }

  /** Fulfilled when no run is under way any more, whatever came out: that is told where it was started. */
  async #ended(): Promise<void> {
    await Promise.allSettled([this.#running]);
  }

  /** A key that answers no more cannot be waited for: a run that hangs on it finds the vault closed. */
  async #drop(): Promise<void> {
    await isInTime(this.#options.works.stopBeside(), DROP_MS);
  }

  async #runDue(vault: Vault, occasion: Occasion, only?: readonly string[]): Promise<void> {
    if (this.isRunning || this.#options.works.isBusy) return;
    for (const { kind, repository } of this.#due(vault, occasion)) {
      const target = this.#targetOf(vault, repository);
      if (target === undefined || only?.includes(repository) === false || kind === 'verify') continue;
      if (!vault.db.open) return;
      try {
        await (kind === 'snapshot' ? this.copy(vault, target) : this.prove(vault, target));
      } catch (error) {
        this.#reportUnforeseen(error);
      }
    }
  }

  /** What is due, without what failed less than an hour ago: a full key is not tried every half minute. */
  #due(vault: Vault, occasion: Occasion) {
    const facts = this.facts(vault);
    const failedLately = new Set(
      facts.targets
        .filter(({ lastFailureAt }) => lastFailureAt !== null && facts.now - lastFailureAt < 3_600_000)
        .map(({ repository }) => repository),
    );
    return dueWork(facts, occasion).filter(({ repository }) => occasion !== 'clock' || !failedLately.has(repository));
  }

  #reportUnforeseen(error: unknown): void {
    if (!(error instanceof Refusal)) this.#options.report('backup', error);
  }

  // On demand

  /** A target that is there, as the runs take it. */
  #targetOf(vault: Vault, repository: string): (CopyTarget & { readonly repository: string }) | undefined {
    const known = listTargets(vault).find((target) => target.repository === repository);
    const place = this.placeOf(repository);
    return known === undefined || place === null ? undefined : { label: known.label, place, repository };
  }

  /** The targets that are there, after a look. Refuses `target-absent` where none is, or the one asked for is not. */
  async targetsFor(vault: Vault, repository: string | null) {
    await this.look(vault);
    const wanted = listTargets(vault).filter((target) => repository === null || target.repository === repository);
    const there = wanted.flatMap((target) => this.#targetOf(vault, target.repository) ?? []);
    return there.length === 0 ? refuse({ code: 'target-absent' }) : there;
  }

  /** Takes a snapshot onto a target. What was refused is kept with the target, and thrown. */
  copy(vault: Vault, target: CopyTarget, options: { readonly isHurried?: boolean } = {}): Promise<CreatedSnapshot> {
    return this.#run(vault, target, 'snapshot-reading', async (work, hasRead) => {
      const spec = await refusingTargetFaults(() =>
        folderSpec(target.place, { create: target.repository === undefined }),
      );
      return snapshotVault(vault, {
        spec,
        label: target.label,
        signal: work.signal,
        adopt: target.adopt === true,
        isHurried: options.isHurried === true,
        onRead: hasRead,
        startCutter: this.#options.startCutter,
        onProgress: tellingSteps(work),
      });
    });
  }

  /** Restores the newest snapshot of a target for trial. */
  prove(vault: Vault, target: CopyTarget & { readonly repository: string }): Promise<Trial> {
    return this.#run(vault, target, 'prove', async (work) => {
      const spec = await refusingTargetFaults(() => folderSpec(target.place, { create: false }));
      const found = await proveTarget(vault, spec, work.signal);
      if (!found.isIntact) return refuse({ code: 'snapshot-damaged', missingChunks: 0 });
      if (vault.db.open) markProven(vault, target, found);
      return found;
    });
  }

  async #run<Result>(
    vault: Vault,
    target: CopyTarget,
    step: string,
    body: (work: Work, hasRead: () => void) => Promise<Result>,
  ): Promise<Result> {
    if (this.isRunning) return refuse({ code: 'busy' });
    const hasRead = Promise.withResolvers<undefined>();
    this.#hasRead = hasRead;
    const declaration = { step, total: 0, cancellable: true };
    const running = this.#options.works.runBeside(declaration, (work) => body(work, () => hasRead.resolve(undefined)));
    this.#running = running;
    try {
      return await running;
    } catch (error) {
      this.#keepFailure(vault, target, error);
      throw error;
    } finally {
      this.#running = null;
      this.#tell();
    }
  }

  #keepFailure(vault: Vault, { repository }: CopyTarget, error: unknown): void {
    const told = error instanceof Refusal ? error.error : storageRefusal(error);
    if (told === null || repository === undefined || !vault.db.open) return;
    if (['cancelled', 'busy', 'vault-locked', 'target-absent'].includes(told.code)) return;
    markFailure(vault, repository, told);
  }

  get vault(): Vault | null {
    return this.#options.vault();
  }

  #tell(): void {
    const { vault } = this;
    if (vault === null) return;
    const status = backupStatus(this.facts(vault));
    this.#toldStatus = JSON.stringify(status);
    this.#options.remember(status);
    this.#options.changed(['snapshots', 'accessLog', 'application']);
  }
}

/** False where it took longer. */
async function isInTime(work: Promise<unknown>, limitMs: number): Promise<boolean> {
  const late = Promise.withResolvers<false>();
  const timer = setTimeout(() => late.resolve(false), limitMs);
  const result = await Promise.race([work.then(() => true), late.promise]);
  clearTimeout(timer);
  return result;
}

function isInDoubt({ lastFailure }: RememberedTarget): boolean {
  const code = readFailure(lastFailure)?.code;
  return code !== undefined && DOUBTS.includes(code);
}

/** Passes a run's own steps on as those of its work. */
function tellingSteps(work: Work): (step: 'reading' | 'writing', done: number, total: number) => void {
  let present = '';
  let told = 0;
  return (step, done, total) => {
    if (step !== present) {
      work.beginStep(`snapshot-${step}`, total);
      present = step;
      told = 0;
    }
    work.advance(Math.max(0, done - told));
    told = done;
  };
}
