import type { ContractError } from '../../shared/contract/errors.ts';
import type { ChangedArea } from '../../shared/contract/events.ts';
import type { Disk } from '../host/systemFacts/disk.ts';
import { readBackupSettings } from '../snapshots/backupSettings.ts';
import type { CreatedSnapshot } from '../snapshots/create.ts';
import type { CutterStarter } from '../snapshots/cutter/cutterProcess.ts';
import type { PrunePlan, TargetPruning, TargetRepair, TargetVerification } from '../../shared/contract/targetCare.ts';
import {
  planPrune,
  proveTarget,
  pruneTarget,
  readBackTarget,
  repairPacks,
  sweepScratch,
  verifyTarget,
  type CareRun,
} from '../snapshots/care/careOfTarget.ts';
import {
  backupStatus,
  dueWork,
  hasPassed,
  tomorrowMorning,
  type BackupFacts,
  type BackupStatus,
  type DueWork,
  type Occasion,
} from '../snapshots/schedule.ts';
import { damageOf, keepRepair, readCare, remindLater } from '../snapshots/targetCare.ts';
import { recogniseOutlivedCopy } from '../snapshots/outlivedCopy.ts';
import { listTargets, type RememberedTarget } from '../snapshots/targetList.ts';
import { markCopied, markFailure, readFailure } from '../snapshots/targetMarks.ts';
import type { TargetSpec } from '../snapshots/target/targetSpec.ts';
import { readHostAccess } from '../snapshots/hosting/hostAccess.ts';
import { heldBackAt, requireWritable, specAt } from '../snapshots/hosting/specAt.ts';
import type { Trial } from '../snapshots/trial.ts';
import { oldestChangeAfter } from '../snapshots/unsavedChange.ts';
import { snapshotVault } from '../snapshots/vaultSnapshot.ts';
import { Refusal, refuse } from '../vault/refusal.ts';
import { readPractice } from '../vault/settings.ts';
import { storageRefusal } from '../vault/storageFault.ts';
import type { Vault } from '../vault/vault.ts';
import { TargetWatch } from './targetWatch.ts';
import type { Work, Works } from './works.ts';

export interface BackupsOptions {
  readonly works: Works;
  /** The open vault, also behind the veil; null where there is none. */
  readonly vault: () => Vault | null;
  readonly listDisks: () => Promise<readonly Disk[]>;
  readonly diskOf: (path: string, disks: readonly Disk[]) => Disk | null;
  /** Whether what goes over the network is counted, as far as the system says. */
  readonly isNetworkMetered: () => Promise<boolean>;
  /** Takes a disk out of the system; false where only the person may. */
  readonly eject: (disk: Disk) => Promise<boolean>;
  /** Starts the process that cuts a copy. */
  readonly startCutter: CutterStarter;
  /** The module of the thread that checks, proves, repairs and prunes. */
  readonly careWorker: string;
  readonly now: () => number;
  /** How long a lock waits for the database to be read; the rest is written afterwards. */
  readonly closingMs?: number;
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

const CLOSING_MS = 5_000;

/** How long a quit waits for what was read to be written; what is missing then is written by the next run. */
const FINISH_MS = 120_000;

/** How long a run that was told to stop is waited for. */
const DROP_MS = 2_000;

const LOOK_EVERY_MS = 30_000;

/** How long the system's word about the network counts: it takes a program to ask. */
const NETWORK_KEPT_MS = 5 * 60_000;

/** What failed by itself is not tried every half minute: a full key, say. */
const RETRY_MS = 60 * 60_000;

/** What the person stopped is left alone until the next day. */
const STOPPED_MS = 12 * 60 * 60_000;

/** Refusals after which nothing is written until the person decides. */
const DOUBTS: readonly ContractError['code'][] = [
  'repository-rolled-back',
  'repository-other-writer',
  'repository-ahead',
  'repository-foreign',
];

/** A target that is known and there. */
type PresentTarget = CopyTarget & { readonly repository: string };

/**
 * The copies of the vault and their care: what is due, and the runs themselves, one at a time. A run leaves the vault to
 * the person; of a copy only the first moment, the freeze, needs it. Care gives way to a copy, and goes on after it.
 */
export class Backups {
  readonly #options: BackupsOptions;
  readonly #watch: TargetWatch;
  #running: {
    readonly repository: string | undefined;
    readonly place: string;
    readonly isCare: boolean;
    readonly end: Promise<unknown>;
  } | null = null;
  /** What runs ended with that the person stopped: not those that gave way to something else. */
  readonly #stoppedByPerson = new WeakSet<object>();
  #hasRead = Promise.withResolvers<undefined>();
  #lookedAt = 0;
  #network = { isMetered: false, askedAt: -Infinity };
  /** Due work that is left alone for a while, by kind and target: when it may be tried again. */
  readonly #pauses = new Map<string, number>();
  /** As the window knows it: an evening that passes changes it without anybody's doing. */
  #toldStatus = '';

  constructor(options: BackupsOptions) {
    this.#options = options;
    this.#watch = new TargetWatch(options);
  }

  /** Where a target is now; null where it is not there. */
  placeOf(repository: string): string | null {
    return this.#watch.placeOf(repository);
  }

  /** Where the copies of a target can be read now; refuses `target-absent` where they cannot. */
  readable(vault: Vault, repository: string): PresentTarget {
    return this.#targetOf(vault, repository) ?? refuse({ code: 'target-absent' });
  }

  /** A key that is plugged in and that nobody knows. */
  get unknownKey(): Disk | null {
    return this.#watch.unknownKey;
  }

  get isRunning(): boolean {
    return this.#running !== null;
  }

  /** Looks which targets are there. Returns those that were not before. */
  async look(vault: Vault): Promise<string[]> {
    const came = await this.#watch.look(vault);
    await this.#askAboutNetwork(vault);
    return came;
  }

  /** True while copies for a host wait for another network; on demand they go all the same. */
  get isNetworkMetered(): boolean {
    return this.#network.isMetered;
  }

  /** Nothing is asked where there is no host. */
  async #askAboutNetwork(vault: Vault): Promise<void> {
    const now = this.#options.now();
    if (!hasPassed(now, this.#network.askedAt, NETWORK_KEPT_MS) || !vault.db.open) return;
    if (!listTargets(vault).some(({ kind }) => kind === 's3')) return;
    const was = this.#network.isMetered;
    this.#network = { isMetered: await this.#options.isNetworkMetered(), askedAt: now };
    if (this.#network.isMetered !== was) this.#tell();
  }

  facts(vault: Vault): BackupFacts {
    const facts: BackupFacts = {
      now: this.#options.now(),
      timeZone: readPractice(vault).timeZone,
      settings: readBackupSettings(vault),
      targets: listTargets(vault).map((target) => this.#scheduled(vault, target)),
      patients: vault.db.prepare<[], number>('SELECT count(*) FROM visible_patient').pluck().get() ?? 0,
    };
    const awaited = new Set(this.#dueOf(facts, 'clock').map(({ repository }) => repository));
    const targets = facts.targets.map((target) => ({
      ...target,
      isAtWork: target.isAtWork || awaited.has(target.repository),
    }));
    return { ...facts, targets };
  }

  #scheduled(vault: Vault, target: RememberedTarget): BackupFacts['targets'][number] {
    const care = readCare(vault, target.repository);
    return {
      ...target,
      heldBack: target.kind === 's3' ? heldBackAt(vault, target.place) : null,
      ...(target.kind === 's3' && {
        isFar: true,
        canDelete: readHostAccess(vault)?.canDelete === true,
        waitsForNetwork: this.#network.isMetered,
      }),
      presentSince: this.#watch.sinceWhen(target.repository),
      oldestUnsavedChange: oldestChangeAfter(vault, target.headLogNumber ?? 0),
      isInDoubt: isInDoubt(target),
      isRemovable: this.#watch.diskOf(target.repository)?.isRemovable ?? false,
      pruneTriedAt: care.pruneTriedAt,
      damage: damageOf(care),
      remindAt: care.remindAt,
      isAtWork: this.#running?.repository === target.repository,
    };
  }

  // What happens by itself

  /** After an opening, and whenever something is plugged in or taken out. */
  async onOpened(): Promise<void> {
    const { vault } = this;
    if (vault === null) return;
    if (!this.isRunning) sweepScratch(vault);
    await this.look(vault);
    this.#tell();
    await this.#recogniseOutlived(vault);
    await this.#runDue(vault, 'clock');
  }

  async onDisksChanged(): Promise<void> {
    const { vault } = this;
    if (vault === null) return;
    const came = await this.look(vault);
    this.#tell();
    if (came.length === 0) return;
    await this.#recogniseOutlived(vault);
    await this.#runDue(vault, 'plugged-in', came);
  }

  /** What ended after a lock is known and logged as soon as vault and target are both there again. */
  async #recogniseOutlived(vault: Vault): Promise<void> {
    for (const known of vault.db.open ? listTargets(vault) : []) {
      const place = this.placeOf(known.repository);
      if (place === null || !vault.db.open) continue;
      try {
        if (await recogniseOutlivedCopy(vault, { ...known, place })) this.#tell();
      } catch (error) {
        // It is tried again the next time.
        this.#reportUnforeseen(error);
      }
    }
  }

  /** The composition root calls it with its clock. */
  async tick(): Promise<void> {
    const now = this.#options.now();
    const { vault } = this;
    if (vault === null || (now >= this.#lookedAt && now - this.#lookedAt < LOOK_EVERY_MS)) return;
    this.#lookedAt = now;
    await this.#askAboutNetwork(vault);
    if (!vault.db.open) return;
    const status = backupStatus(this.facts(vault));
    this.#options.remember(status);
    if (JSON.stringify(status) !== this.#toldStatus) this.#tell();
    await this.#runDue(vault, 'clock');
  }

  /** Before the vault closes, or the program with it: null where nothing is due and nothing runs. */
  beforeClosing(vault: Vault, isQuitting: boolean): Promise<void> | null {
    this.#options.remember(backupStatus(this.facts(vault)));
    const occasion = isQuitting ? 'quitting' : 'closing';
    if (this.#running?.isCare === true)
      return this.#giveWay().then(() => this.#copyDueBeforeClosing(vault, occasion) ?? undefined);
    return this.isRunning ? this.#letRead(this.#closingMs) : this.#copyDueBeforeClosing(vault, occasion);
  }

  #copyDueBeforeClosing(vault: Vault, occasion: Occasion): Promise<void> | null {
    const due = this.#dueOf(this.facts(vault), occasion).filter(({ kind }) => kind === 'snapshot');
    const targets = due.flatMap(({ repository }) => this.#targetOf(vault, repository) ?? []);
    return targets.length === 0 || this.#options.works.isBusy ? null : this.#copyEachInTime(vault, targets);
  }

  /** One after the other, as far as the time goes: the last one begun may be written once the vault is closed. */
  async #copyEachInTime(vault: Vault, targets: readonly PresentTarget[]): Promise<void> {
    const began = performance.now();
    const left = () => this.#closingMs - (performance.now() - began);
    for (const [turn, target] of targets.entries()) {
      if (turn > 0 && !(await isInTime(this.#ended(), left()))) return;
      this.copy(vault, target, { isHurried: true }).catch((error: unknown) => this.#reportUnforeseen(error));
      await this.#letRead(left());
    }
  }

  get #closingMs(): number {
    return this.#options.closingMs ?? CLOSING_MS;
  }

  /** Waits until a copy needs the vault no more; one that takes too long is dropped. */
  async #letRead(limitMs: number): Promise<void> {
    if (await isInTime(Promise.race([this.#hasRead.promise, this.#ended()]), limitMs)) return;
    await this.#drop();
  }

  /** Before the program ends: what was read is written, as far as it can be waited for. */
  async finish(): Promise<void> {
    if (!(await isInTime(this.#ended(), FINISH_MS))) await this.#drop();
  }

  /** Fulfilled when no run is under way any more, whatever came out: that is told where it was started. */
  async #ended(): Promise<void> {
    await Promise.allSettled([this.#running?.end]);
  }

  /** A key that answers no more cannot be waited for: a run that hangs on it finds the vault closed. */
  async #drop(): Promise<void> {
    await isInTime(this.#options.works.stopBeside(), DROP_MS);
  }

  /** Stops a run of care for something better; it goes on when it is due the next time. */
  async #giveWay(): Promise<void> {
    await this.#drop();
    // Until it is over here, too, so that what comes next is not refused as busy.
    await isInTime(this.#ended(), DROP_MS);
  }

  async #runDue(vault: Vault, occasion: Occasion, only?: readonly string[]): Promise<void> {
    if (this.#options.works.isBusy) return;
    const due = this.#dueOf(this.facts(vault), occasion).filter(
      ({ repository }) => this.placeOf(repository) !== null && only?.includes(repository) !== false,
    );
    if (this.#running?.isCare === true && due.some(({ kind }) => kind === 'snapshot')) await this.#giveWay();
    if (this.isRunning) return;
    for (const work of due) {
      const target = vault.db.open ? this.#targetOf(vault, work.repository) : undefined;
      if (target === undefined) continue;
      try {
        await this.#do(vault, work.kind, target);
      } catch (error) {
        this.#pause(work, error);
        this.#reportUnforeseen(error);
      }
    }
  }

  #do(vault: Vault, kind: DueWork['kind'], target: PresentTarget): Promise<unknown> {
    switch (kind) {
      case 'snapshot':
        return this.copy(vault, target);
      case 'read-back':
        return this.readBack(vault, target);
      case 'prune':
        return this.prune(vault, target, false);
      case 'prove':
        return this.#proveOrFind(vault, target);
      case 'verify':
        return this.verify(vault, target, true);
    }
  }

  /** A restore that does not come out right is a reason to look for the damage at once, so that it has a name. */
  async #proveOrFind(vault: Vault, target: PresentTarget): Promise<void> {
    try {
      await this.prove(vault, target);
    } catch (error) {
      if (error instanceof Refusal && error.error.code === 'snapshot-damaged') await this.verify(vault, target, true);
      throw error;
    }
  }

  #pause({ kind, repository }: DueWork, error: unknown): void {
    const code = error instanceof Refusal ? error.error.code : null;
    const isStopped = typeof error === 'object' && error !== null && this.#stoppedByPerson.has(error);
    if (!isStopped && (code === 'busy' || code === 'vault-locked' || code === 'cancelled')) return;
    const ms = isStopped ? STOPPED_MS : RETRY_MS;
    this.#pauses.set(`${kind}/${repository}`, this.#options.now() + ms);
  }

  /** What is due, without what failed or was stopped a short while ago. A key that is plugged in is tried at once. */
  #dueOf(facts: BackupFacts, occasion: Occasion): DueWork[] {
    const failedLately = new Set(
      facts.targets
        .filter(({ lastFailureAt }) => lastFailureAt !== null && !hasPassed(facts.now, lastFailureAt, RETRY_MS))
        .map(({ repository }) => repository),
    );
    return dueWork(facts, occasion).filter(({ kind, repository }) => {
      if (occasion !== 'clock') return true;
      const pausedUntil = this.#pauses.get(`${kind}/${repository}`) ?? 0;
      return !failedLately.has(repository) && facts.now >= pausedUntil;
    });
  }

  #reportUnforeseen(error: unknown): void {
    if (!(error instanceof Refusal)) this.#options.report('backup', error);
  }

  // On demand

  /** A target that is there, as the runs take it. */
  #targetOf(vault: Vault, repository: string): PresentTarget | undefined {
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

  /**
   * Those that a copy goes to: the one asked for, or all that are there and may be sent to. Refuses `target-absent`, and
   * what holds the only ones back.
   */
  async targetsToWrite(vault: Vault, repository: string | null): Promise<readonly PresentTarget[]> {
    const there = await this.targetsFor(vault, repository);
    const open = there.filter(({ place }) => heldBackAt(vault, place) === null);
    for (const { place } of open.length === 0 ? there : []) requireWritable(vault, place);
    return open;
  }

  /** The one target that is asked for. Refuses `target-absent`. */
  async targetFor(vault: Vault, repository: string): Promise<PresentTarget> {
    const [target] = await this.targetsFor(vault, repository);
    return target ?? refuse({ code: 'target-absent' });
  }

  /** Takes a snapshot onto a target. What was refused is kept with the target, and thrown. */
  async copy(
    vault: Vault,
    target: CopyTarget,
    options: { readonly isHurried?: boolean } = {},
  ): Promise<CreatedSnapshot> {
    requireWritable(vault, target.place);
    if (this.#running?.isCare === true) await this.#giveWay();
    return this.#run(vault, target, { step: 'snapshot-reading', isCare: false }, async (work, hasRead) => {
      const created = await snapshotVault(vault, {
        spec: await this.#specOf(vault, target),
        label: target.label,
        signal: work.signal,
        adopt: target.adopt === true,
        isHurried: options.isHurried === true,
        onRead: hasRead,
        startCutter: this.#options.startCutter,
        onProgress: tellingSteps(work, (step) => `snapshot-${step}`),
      });
      if (vault.db.open) markCopied(vault, target.label, created);
      // Opened anew while it went on.
      else if (this.vault !== null) await this.#recogniseOutlived(this.vault);
      return created;
    });
  }

  /** Restores the newest snapshot of a target for trial. */
  prove(vault: Vault, target: PresentTarget): Promise<Trial> {
    return this.#care(vault, target, 'prove-reading', proveTarget);
  }

  /** Checks a target. */
  async verify(vault: Vault, target: PresentTarget, full: boolean): Promise<TargetVerification> {
    return (await this.#verify(vault, target, full)).verification;
  }

  #verify(vault: Vault, target: PresentTarget, full: boolean) {
    return this.#care(vault, target, full ? 'verify-full' : 'verify-quick', (run) => verifyTarget(run, full));
  }

  /** Ends the copies that the rule keeps no longer. */
  async prune(vault: Vault, target: PresentTarget, acceptsDoubts: boolean): Promise<TargetPruning> {
    requireWritable(vault, target.place);
    return this.#care(vault, target, 'prune', (run) => pruneTarget(run, acceptsDoubts));
  }

  /** What `prune` would do. */
  planPrune(vault: Vault, target: PresentTarget): Promise<PrunePlan> {
    return this.#care(vault, target, 'prune', planPrune);
  }

  readBack(vault: Vault, target: PresentTarget): Promise<void> {
    return this.#care(vault, target, 'read-back', readBackTarget);
  }

  /** From the other targets that are there, then from the vault by a new copy; then all is checked. */
  async repair(vault: Vault, target: PresentTarget): Promise<TargetRepair> {
    requireWritable(vault, target.place);
    const others = await this.#specsOfOthers(vault, target);
    const packs = await this.#care(vault, target, 'repair', (run) => repairPacks(run, others));
    await this.copy(vault, target);
    const { verification, lostChunks } = await this.#verify(vault, target, true);
    const repair: TargetRepair = {
      at: vault.now(),
      packsRemoved: packs.packsRemoved.length,
      copiesRemoved: packs.manifestsRemoved.length,
      chunksSaved: packs.chunksSaved,
      chunksFromVault: Math.max(0, packs.chunksLost - lostChunks),
      chunksLost: lostChunks,
      damagesLeft: verification.damaged.length,
    };
    keepRepair(vault, target, repair);
    this.#tell();
    return repair;
  }

  async #specsOfOthers(vault: Vault, { repository }: PresentTarget): Promise<TargetSpec[]> {
    const others = listTargets(vault).filter((other) => other.repository !== repository);
    const there = others.flatMap((other) => this.#targetOf(vault, other.repository) ?? []);
    return Promise.all(there.map((other) => this.#specOf(vault, other)));
  }

  /** What may be sent to a host has changed: a run there is stopped where it may not go on. */
  async heedGate(vault: Vault): Promise<void> {
    if (this.#running !== null && heldBackAt(vault, this.#running.place) !== null) await this.#drop();
    this.#tell();
  }

  /** Takes the key out of the system; false where only the person may. Refuses `busy` while a copy is written there. */
  async eject(vault: Vault, { repository }: PresentTarget): Promise<boolean> {
    if (this.#running?.repository === repository) {
      if (!this.#running.isCare) return refuse({ code: 'busy' });
      await this.#giveWay();
    }
    const disk = this.#watch.diskOf(repository);
    if (disk?.isRemovable !== true) return false;
    const isOut = await this.#options.eject(disk);
    await this.look(vault);
    this.#tell();
    return isOut;
  }

  /** Not asked for before tomorrow morning. */
  remindTomorrow(vault: Vault, repository: string): void {
    remindLater(vault, repository, tomorrowMorning(this.#options.now(), readPractice(vault).timeZone));
    this.#tell();
  }

  #specOf(vault: Vault, target: CopyTarget): Promise<TargetSpec> {
    return specAt(vault, target.place, { create: target.repository === undefined });
  }

  #care<Result>(
    vault: Vault,
    target: PresentTarget,
    step: string,
    body: (run: CareRun) => Promise<Result>,
  ): Promise<Result> {
    return this.#run(vault, target, { step, isCare: true }, async (work) =>
      body({
        vault,
        target,
        spec: await this.#specOf(vault, target),
        worker: this.#options.careWorker,
        signal: work.signal,
        onStep: tellingSteps(work, (name) => name),
      }),
    );
  }

  async #run<Result>(
    vault: Vault,
    target: CopyTarget,
    { step, isCare }: { readonly step: string; readonly isCare: boolean },
    body: (work: Work, hasRead: () => void) => Promise<Result>,
  ): Promise<Result> {
    if (this.isRunning) return refuse({ code: 'busy' });
    const hasRead = Promise.withResolvers<undefined>();
    this.#hasRead = hasRead;
    const declaration = { step, total: 0, cancellable: true, about: target.label };
    const end = this.#options.works.runBeside(declaration, async (work) => {
      try {
        return await body(work, () => hasRead.resolve(undefined));
      } catch (error) {
        if (work.isStoppedByPerson && typeof error === 'object' && error !== null) this.#stoppedByPerson.add(error);
        throw error;
      }
    });
    this.#running = { repository: target.repository, place: target.place, isCare, end };
    try {
      return await end;
    } catch (error) {
      this.#keepFailure(vault, target, error, isCare);
      throw error;
    } finally {
      this.#running = null;
      this.#tell();
    }
  }

  /** A copy that failed is late; of care only what it says about the copy itself is kept. */
  #keepFailure(vault: Vault, { repository }: CopyTarget, error: unknown, isCare: boolean): void {
    const told = error instanceof Refusal ? error.error : storageRefusal(error);
    if (told === null || repository === undefined || !vault.db.open) return;
    // A network that is not there is waited for, without a word.
    if (['cancelled', 'busy', 'vault-locked', 'target-absent', 'host-unreachable'].includes(told.code)) return;
    if (isCare && told.code !== 'snapshot-damaged' && !DOUBTS.includes(told.code)) return;
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
function tellingSteps<Step extends string>(
  work: Work,
  nameOf: (step: Step) => string,
): (step: Step, done: number, total: number) => void {
  let present = '';
  let told = 0;
  return (step, done, total) => {
    // The total of a step may be known after its beginning only.
    if (step !== present || (done > 0 && told === 0)) {
      work.beginStep(nameOf(step), total);
      present = step;
      told = 0;
    }
    work.advance(Math.max(0, done - told));
    told = done;
  };
}
