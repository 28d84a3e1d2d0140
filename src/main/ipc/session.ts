import { join } from 'node:path';
import type { ApplicationStatus } from '../../shared/contract/application.ts';
import type { ContractEvent } from '../../shared/contract/events.ts';
import { contract, type Input, type MethodName, type Output } from '../../shared/contract/index.ts';
import type { RecoverySheet } from '../../shared/contract/vault.ts';
import type { SystemEvent } from '../host/port.ts';
import { hasWaitingEntries, logAccess, verifyAccessChainInBackground, type ChainState } from '../vault/accessLog.ts';
import { calibrateCosts, derivationsEnded, type Argon2Costs } from '../vault/argon2id.ts';
import { isVaultThere, vaultIdAt } from '../vault/currentVault.ts';
import { preparePassphraseSlot, prepareRecoverySlot } from '../vault/keyring.ts';
import type { OpenedVault } from '../vault/openedVault.ts';
import { PassphraseDelay, type Clocks } from '../vault/passphraseDelay.ts';
import { hasPin, isOwnPin, setPin } from '../vault/pin.ts';
import { newRecoveryCode } from '../vault/recoveryCode.ts';
import { Refusal, refuse } from '../vault/refusal.ts';
import { hasExpired, readCopyMark, standingOf, type CopyMark, type CopyUpdate } from '../vault/readingCopy.ts';
import { rekeyVault, type PreparedRekey } from '../vault/rekey.ts';
import { readPreferences } from '../vault/settings.ts';
import { changePassphrase, isOwnPassphrase, presentCosts, renewRecoverySlot } from '../vault/slotChange.ts';
import { readVaultState, updateVaultState, type VaultState } from '../vault/stateFile.ts';
import { storageRefusal } from '../vault/storageFault.ts';
import type { Practitioner, Vault } from '../vault/vault.ts';
import { openVault, prepareVault, reopenAfter, writeVault } from '../vault/vaultFolder.ts';
import { vaultFiles } from '../vault/vaultFiles.ts';
import { moveVault, removeVaultFiles } from '../vault/vaultMove.ts';
import { PreparedSheets, type SheetPurpose } from './preparedSheet.ts';
import { requireTypedBack, shortVaultId } from './sessionSheet.ts';
import { VaultHome } from './vaultHome.ts';
import type { Work, Works } from './works.ts';

export type Phase = 'no-vault' | 'locked' | 'veiled' | 'open';

/** The state of the vault as the door sees it. */
export interface SessionState {
  readonly phase: Phase;
  /** The open vault, also behind the veil; null where there is none or it is locked. */
  readonly vault: Vault | null;
  /** Throws a refusal where something must come first (`busy` during an import, a passphrase to choose). */
  admit(method: MethodName): void;
}

/** What the composition root gives; the functions keep this file free of records and of the host. */
export interface SessionOptions {
  readonly dataFolder: string;
  readonly migrationsFolder: string;
  readonly clocks: Clocks;
  readonly works: Works;
  /** To the window. */
  readonly emit: (event: ContractEvent) => void;
  /** Ends the program, once the vault is locked. */
  readonly quit: () => Promise<void>;
  /** When the consultation that is still open was begun; null where none is. */
  readonly draftWaitingSince: (vault: Vault) => number | null;
  /** Before the program looks for its vault: a restore that a power cut parted is finished. */
  readonly beforeLooking: (folder: string) => void;
  /** What is due at each opening: the bin lets go of what has been there for too long. */
  readonly afterOpening: (vault: Vault) => Promise<unknown>;
  /** Whether what goes over the network is counted: a copy is then brought up to date on demand alone. */
  readonly isNetworkMetered: () => Promise<boolean>;
  /** What is newer than an open copy that only consults; null where nothing is. It has the keys meanwhile. */
  readonly fetchCopyUpdate: (opened: OpenedVault, work: Work) => Promise<CopyUpdate | null>;
  /** Before the vault closes and once the window has saved: a copy that is due, a few seconds at most; null for none. */
  readonly beforeClosing: (vault: Vault, isQuitting: boolean) => Promise<void> | null;
  /** To the local log: a fault in what runs behind an open vault. */
  readonly report: (place: string, error: unknown) => void;
  /** Costs of new slots; measured on this PC where it is not given. */
  readonly costs?: Argon2Costs;
}

/** How the vault closes: whether the window is asked to save first, and whether the program ends with it. */
interface Closing {
  readonly flush: boolean;
  readonly isQuitting?: boolean;
}

/** Wrong PINs since the last passphrase, after which only the passphrase opens. */
const PIN_TRIES = 3;

/** How long the window may take to save what is being typed. */
const FLUSH_MS = 1_000;

/** A clock that leaps further between two looks, one second apart, tells of a sleep that nobody announced. */
const LEAP_MS = 30_000;

const HOUR_MS = 60 * 60_000;

const COPY_UPDATE = { step: 'copy-update', total: 0, cancellable: true } as const;

/** What may be asked while a long work has the vault for itself. */
const WHILE_BUSY: ReadonlySet<MethodName> = new Set<MethodName>(['vault.flushed', 'vault.touch']);

/** What may be asked after an opening with the recovery sheet, before a new passphrase is chosen. */
const WITHOUT_PASSPHRASE: ReadonlySet<MethodName> = new Set<MethodName>([
  'vault.choosePassphrase',
  'vault.flushed',
  'vault.touch',
]);

/** What only a person at the keyboard causes. */
const SIGNS_OF_LIFE: ReadonlySet<MethodName> = new Set<MethodName>([
  'vault.touch',
  'consultations.save',
  'patients.update',
  'drafts.put',
]);

/** An opened vault and what counts since its passphrase. */
interface Opening {
  readonly opened: OpenedVault;
  /** When the passphrase was given, on both clocks. */
  readonly since: { readonly wall: number; readonly monotonic: number };
  wrongPins: number;
  touchedAt: number;
  mustChoosePassphrase: boolean;
  chain: (ChainState & { readonly checkedAt: number }) | null;
  /** Of a copy that only consults, as its database has it; kept, since that is closed for a moment by a move or a rekey. */
  copy: CopyMark | null;
}

/** What of the appearance is kept beside the vault. */
type Appearance = Pick<VaultState, 'theme' | 'textSize' | 'singleLetterKeys' | 'greeting' | 'practiceLabel'>;

/**
 * The state machine no-vault / locked / veiled / open. The core enforces it, whatever the window does: behind the veil
 * and the lock the door refuses by `phase`, events are held back by `emit`, and clocks are looked at by `tick`.
 */
export class VaultSession implements SessionState {
  readonly #options: SessionOptions;
  readonly #delay: PassphraseDelay;
  readonly #home: VaultHome;
  readonly #sheets = new PreparedSheets();
  #phase: Phase;
  #opening: Opening | null = null;
  /** Chosen before there is a vault: nothing reaches the disk until then. */
  #earlyAppearance: Partial<Appearance> = {};
  #lockedSince: number | null = null;
  #toldOfWaitingLog = false;
  #transition = false;
  #locksAsked = 0;
  #closing: Promise<void> | null = null;
  #updatingCopy: Promise<boolean> | null = null;
  #flushed: (() => void) | null = null;
  #lastLook: { readonly wall: number; readonly monotonic: number };

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#delay = new PassphraseDelay(join(options.dataFolder, 'essais.json'), options.clocks);
    this.#home = new VaultHome(options);
    this.#phase = this.#restingPhase();
    this.#lastLook = this.#readClocks();
  }

  get phase(): Phase {
    return this.#phase;
  }

  get vault(): Vault | null {
    return this.#opening?.opened.vault ?? null;
  }

  admit(method: MethodName): void {
    if (contract[method].access === 'always') return;
    if (this.#options.works.isBusy && !WHILE_BUSY.has(method)) refuse({ code: 'busy' });
    if (this.#opening?.mustChoosePassphrase === true && !WITHOUT_PASSPHRASE.has(method))
      refuse({ code: 'passphrase-to-choose' });
    if (SIGNS_OF_LIFE.has(method)) this.touch();
  }

  /** Passes an event on; while the vault is not open nothing that tells of its contents. */
  emit(event: ContractEvent): void {
    if (event.type !== 'changed' || this.#phase === 'open') {
      this.#options.emit(event);
      return;
    }
    const areas = event.areas.filter((area) => area === 'application');
    if (areas.length > 0) this.#options.emit({ type: 'changed', areas });
  }

  status(): Omit<ApplicationStatus, 'host' | 'version'> {
    const vaultId = this.vault?.id ?? (this.#phase === 'no-vault' ? null : vaultIdAt(this.#home.folder));
    const state = { ...readVaultState(vaultFiles(this.#home.folder).state), ...this.#earlyAppearance };
    return {
      phase: this.#phase,
      shortVaultId: vaultId === null ? null : shortVaultId(vaultId),
      vaultFolder: this.#phase === 'no-vault' ? null : this.#home.folder,
      missingVaultFolder: this.#phase === 'no-vault' ? this.#home.missing : null,
      isDemo: this.#home.isDemo,
      readingCopy: this.#copyStanding(),
      hasPin: this.vault !== null && hasPin(this.vault),
      theme: state.theme,
      textSize: state.textSize,
      singleLetterKeys: state.singleLetterKeys,
      greeting: state.greeting,
      practiceLabel: state.practiceLabel,
      lockedSince: this.#lockedSince,
      backup: state.backup,
      draftWaitingSince: this.#phase === 'locked' ? state.draftWaitingSince : null,
      mustChoosePassphrase: this.#opening?.mustChoosePassphrase ?? false,
      retryInSeconds: this.#delay.remainingSeconds,
      isLogWaiting: this.vault !== null && hasWaitingEntries(this.vault),
      person: this.vault === null ? null : personOf(this.vault.practitioner, this.isReadingCopy),
    };
  }

  /** From inside the vault where it is open, else as it was left. */
  #copyStanding(): ApplicationStatus['readingCopy'] {
    if (this.#phase === 'no-vault') return null;
    const mark = this.#opening?.copy ?? null;
    const standing = mark === null ? readVaultState(vaultFiles(this.#home.folder).state).readingCopy : standingOf(mark);
    return standing && { ...standing, isExpired: standing.expiresAt <= this.#options.clocks.now() };
  }

  setAppearance(wanted: Input<'application.setAppearance'>): void {
    const changes = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined));
    if (this.#phase === 'no-vault') this.#earlyAppearance = { ...this.#earlyAppearance, ...changes };
    else updateVaultState(vaultFiles(this.#home.folder).state, changes);
    this.emit({ type: 'changed', areas: ['application'] });
  }

  // A new vault

  /** Keeps in memory what a new vault needs. Refuses `vault-exists` where this user's place has one already. */
  async prepare({ passphrase, practice }: Input<'vault.prepare'>): Promise<RecoverySheet> {
    return this.#alone(async () => {
      this.#requireNoOwnVault();
      const { greeting, ...details } = practice;
      const costs = this.#options.costs;
      const vault = await prepareVault(
        { passphrase, practice: details, greeting, ...(costs !== undefined && { costs }) },
        this.#options.clocks.now(),
      );
      return this.#sheets.keep(vault.recoveryCode, vault.vaultId, { kind: 'new', vault }, this.#options.clocks.now());
    });
  }

  /** Writes the prepared vault and opens it. What is prepared stays for another try where the disk refuses. */
  create(typed: Input<'vault.create'>['typedGroups']): Promise<{ vaultId: string }> {
    return this.#alone(async () => {
      const prepared = this.#sheets.current;
      if (prepared?.purpose.kind !== 'new') return refuse({ code: 'nothing-prepared' });
      this.#requireNoOwnVault();
      requireTypedBack(prepared.sheet, typed);
      const { vault } = prepared.purpose;
      const folder = this.#home.own;
      const opened = writeVault(vault, this.#folderOptions(folder));
      this.#home.settle(folder);
      this.#sheets.handOver();
      updateVaultState(opened.files.state, this.#earlyAppearance);
      this.#earlyAppearance = {};
      this.#enter(opened);
      return { vaultId: vault.vaultId };
    });
  }

  #requireNoOwnVault(): void {
    if (this.#opening !== null) refuse({ code: 'vault-already-open' });
    if (isVaultThere(this.#home.own)) refuse({ code: 'vault-exists' });
  }

  /** Opens the demonstration vault; `make` writes it where it is not there yet, or does not open any more. */
  discover(passphrase: string, make: (folder: string) => Promise<void>): Promise<void> {
    return this.#alone(async () => {
      if (this.#opening !== null) refuse({ code: 'vault-already-open' });
      const open = () => openVault({ ...this.#folderOptions(this.#home.demo), passphrase });
      const opened = await open().catch(async (error: unknown) => {
        if (!(error instanceof Refusal) || error.error.code === 'vault-in-use') throw error;
        await make(this.#home.demo);
        return open();
      });
      this.#home.goToDemo();
      this.#enter(opened);
    });
  }

  /** Closes the demonstration; the program goes back to the person's own vault, or to its first screen. */
  leaveDemonstration(): Promise<void> {
    return this.#alone(async () => {
      if (!this.#home.isDemo) return;
      await this.lock();
      this.#home.look();
      this.#lockedSince = null;
      this.#go(this.#restingPhase());
    });
  }

  // Opening and closing

  unlock(passphrase: string): Promise<void> {
    return this.#alone(async () => {
      this.#requireClosed();
      const options = { ...this.#folderOptions(this.#home.folder), passphrase, evenExpired: true };
      // That it was right is written once the window knows that it is open.
      await this.#countingTries(() => this.#enterUnlessLocked(() => openVault(options)));
    });
  }

  unlockWithRecovery(recoveryCode: string): Promise<void> {
    return this.#alone(async () => {
      this.#requireClosed();
      await this.#enterUnlessLocked(() =>
        openVault({ ...this.#folderOptions(this.#home.folder), recoveryCode, evenExpired: true }),
      );
    });
  }

  /** A lock that comes while Argon2 runs (the lid is closed on it) holds: the vault is closed again. */
  async #enterUnlessLocked(open: () => Promise<OpenedVault>): Promise<void> {
    const asked = this.#locksAsked;
    const opened = await this.#renewed(await open());
    if (this.#locksAsked !== asked) {
      opened.close();
      refuse({ code: 'vault-locked' });
    }
    this.#enter(opened);
  }

  /** A copy whose time is over opens only once it is brought up to date. */
  async #renewed(opened: OpenedVault): Promise<OpenedVault> {
    const mark = readCopyMark(opened.db);
    if (mark === null || !hasExpired(mark, this.#options.clocks.now())) return opened;
    try {
      const update = await this.#options.works.run(COPY_UPDATE, (work) => this.#options.fetchCopyUpdate(opened, work));
      return update === null ? opened : this.#putInPlace(opened, update);
    } catch (error) {
      opened.close();
      throw error;
    }
  }

  /** Runs what tries a passphrase; the delay is counted before, and taken back where the passphrase was not at fault. */
  async #countingTries<Result>(attempt: () => Promise<Result>): Promise<Result> {
    this.#delay.requireFree();
    // Argon2 works on threads of its own, and the disk meanwhile: nobody sees what comes of a try that is not counted yet.
    const outcome = attempt();
    this.#delay.countTry();
    try {
      const result = await outcome;
      this.#delay.forget();
      return result;
    } catch (error) {
      if (error instanceof Refusal && error.error.code === 'wrong-passphrase')
        return refuse({ code: 'wrong-passphrase', retryInSeconds: this.#delay.remainingSeconds });
      this.#delay.takeBack();
      throw error;
    }
  }

  #requireClosed(): void {
    if (this.#opening !== null) refuse({ code: 'vault-already-open' });
    if (!isVaultThere(this.#home.folder)) refuse({ code: 'no-vault' });
  }

  #enter(opened: OpenedVault): void {
    const since = this.#readClocks();
    const copy = readCopyMark(opened.db);
    this.#opening = {
      opened,
      since,
      wrongPins: 0,
      touchedAt: since.monotonic,
      // On a copy it would be the practice's: it is chosen on the practice's PC.
      mustChoosePassphrase: opened.openedWith === 'recovery' && copy === null,
      chain: null,
      copy,
    };
    this.#lockedSince = null;
    this.#go('open');
    this.#workBehind(this.#opening);
  }

  /** What is due, then the chain, once the window has its answer; what fails there closes nothing. */
  #workBehind(opening: Opening): void {
    setImmediate(() => {
      if (this.#opening !== opening) return;
      this.#startChainCheck(opening);
      // What fails there, of a full disk, say, or without a network, is tried again at the next opening.
      const due = this.isReadingCopy ? this.#updateByItself(opening) : this.#options.afterOpening(opening.opened.vault);
      due.catch((error: unknown) => {
        if (!(this.isReadingCopy && error instanceof Refusal)) this.#options.report('after-opening', error);
      });
    });
  }

  #startChainCheck(opening: Opening): void {
    this.#checkChain(opening).catch((error: unknown) => this.#options.report('access-log-chain', error));
  }

  async #checkChain(opening: Opening): Promise<void> {
    const chain = await verifyAccessChainInBackground(opening.opened.vault.db);
    if (chain === null || this.#opening !== opening) return;
    opening.chain = { ...chain, checkedAt: this.#options.clocks.now() };
    this.emit({ type: 'changed', areas: ['accessLog'] });
  }

  /** State of the access log's chain as last checked. */
  get chain(): Pick<Output<'accessLog.chain'>, 'checkedAt' | 'entries' | 'brokenAt'> {
    return this.#opening?.chain ?? { checkedAt: null, entries: 0, brokenAt: null };
  }

  /**
   * Closes the vault: a long work is stopped, the window saves what is being typed (a second at most, none where the
   * window is lost), then the database is closed and the keys are wiped.
   */
  lock(options: Closing = { flush: true }): Promise<void> {
    this.#locksAsked += 1;
    this.#closing ??= this.#lockOnce(options).finally(() => {
      this.#closing = null;
    });
    return this.#closing;
  }

  async #lockOnce({ flush, isQuitting = false }: Closing): Promise<void> {
    this.#sheets.drop();
    if (this.#opening === null) return;
    await this.#options.works.stop();
    if (flush && this.#phase === 'open') await this.#flushWindow();
    await this.#copyBeforeClosing(isQuitting);
    this.#lockNow();
  }

  /** No name stays in sight meanwhile: the window is masked first. What fails there keeps no vault open. */
  async #copyBeforeClosing(isQuitting: boolean): Promise<void> {
    const vault = this.vault;
    if (vault === null) return;
    if (this.isReadingCopy) return this.#options.works.stopBeside();
    try {
      const copying = this.#options.beforeClosing(vault, isQuitting);
      if (copying === null) return;
      if (this.#phase === 'open') this.#go('veiled');
      await copying;
    } catch (error) {
      this.#options.report('before-closing', error);
    }
  }

  #lockNow(): void {
    const opening = this.#opening;
    if (opening === null) return;
    const { opened } = opening;
    try {
      if (opened.db.open) this.#noteLock(opened);
    } catch (error) {
      // A full disk or a damaged file does not keep the vault open.
      if (storageRefusal(error) === null) throw error;
    } finally {
      this.#opening = null;
      this.#lockedSince = this.#options.clocks.now();
      opened.close();
      this.#go(this.#restingPhase());
    }
  }

  #noteLock({ vault, files }: OpenedVault): void {
    logAccess(vault, { action: 'vault-locked' });
    // What is open on the practice's PC waits there, and not behind a copy.
    const draftWaitingSince = this.isReadingCopy ? null : this.#options.draftWaitingSince(vault);
    updateVaultState(files.state, { draftWaitingSince });
  }

  async #flushWindow(): Promise<void> {
    const flushed = Promise.withResolvers<undefined>();
    const timer = setTimeout(() => flushed.resolve(undefined), FLUSH_MS);
    this.#flushed = () => flushed.resolve(undefined);
    this.#options.emit({ type: 'flush' });
    await flushed.promise;
    clearTimeout(timer);
    this.#flushed = null;
  }

  /** The window's answer to `flush`. */
  flushed(): void {
    this.#flushed?.();
  }

  // The veil

  /** Masks the screen; locks where there is no PIN, or where it may not lift the veil any more. */
  async veil(): Promise<void> {
    if (this.#phase !== 'open' || this.#closing !== null) return;
    if (!this.#mayPinOpen()) return this.lock();
    this.#sheets.drop();
    await this.#flushWindow();
    if (this.#stillOpen()) this.#go('veiled');
  }

  /** False where a lock came in while the window was saving. */
  #stillOpen(): boolean {
    return this.#phase === 'open' && this.#opening !== null;
  }

  #mayPinOpen(): boolean {
    const opening = this.#opening;
    if (opening === null || opening.mustChoosePassphrase) return false;
    const { vault } = opening.opened;
    return hasPin(vault) && opening.wrongPins < PIN_TRIES && !this.#isPinTimeOver(opening);
  }

  /** Whichever clock ends first; a wall clock set back before the passphrase ends it too. */
  #isPinTimeOver({ opened, since }: Opening): boolean {
    const limit = readPreferences(opened.vault).pinHours * HOUR_MS;
    const { wall, monotonic } = this.#readClocks();
    return wall - since.wall >= limit || monotonic - since.monotonic >= limit || wall < since.wall - LEAP_MS;
  }

  /** Lifts the veil. Refuses `wrong-pin`; at the third wrong one since the passphrase the vault is locked. */
  unveil(pin: string): Promise<void> {
    return this.#alone(async () => {
      const opening = this.#opening;
      if (opening === null) return refuse({ code: 'vault-locked' });
      if (this.#phase === 'open') return;
      if (!this.#mayPinOpen()) {
        await this.lock({ flush: false });
        refuse({ code: 'vault-locked' });
      }
      // Counted before, so that a lock in the middle of it gains nothing.
      opening.wrongPins += 1;
      if (await isOwnPin(opening.opened.vault, pin)) {
        opening.wrongPins -= 1;
        this.#requireStill(opening);
        this.touch();
        this.#go('open');
        return;
      }
      const triesLeft = PIN_TRIES - opening.wrongPins;
      if (triesLeft <= 0) await this.lock({ flush: false });
      refuse({ code: 'wrong-pin', triesLeft: Math.max(0, triesLeft) });
    });
  }

  /** The vault may have been locked while Argon2 ran. */
  #requireStill(opening: Opening): void {
    if (this.#opening !== opening || this.#closing !== null) refuse({ code: 'vault-locked' });
  }

  /** The person did something: the idle clock starts again. */
  touch(): void {
    if (this.#opening !== null && this.#phase === 'open') this.#opening.touchedAt = this.#options.clocks.monotonic();
  }

  /** Looks at the clocks; the composition root calls it once a second. */
  async tick(): Promise<void> {
    const opening = this.#opening;
    const former = this.#lastLook;
    this.#lastLook = this.#readClocks();
    if (opening === null) return;
    this.#tellOfWaitingLog(opening.opened.vault);
    if (this.#options.works.isBusy) {
      // A long work covers the window and masks nothing; it may hold this thread for a while, too.
      opening.touchedAt = this.#lastLook.monotonic;
      return;
    }
    const leap = Math.max(this.#lastLook.wall - former.wall, this.#lastLook.monotonic - former.monotonic);
    if (leap > LEAP_MS) return this.lock({ flush: false });
    if (this.#phase === 'veiled' && this.#isPinTimeOver(opening)) return this.lock({ flush: false });
    if (hasEnded(opening, this.#lastLook.wall)) return this.lock();
    const idleMs = readPreferences(opening.opened.vault).idleMinutes * 60_000;
    if (this.#phase === 'open' && this.#lastLook.monotonic - opening.touchedAt >= idleMs) return this.veil();
  }

  /** The window shows a band as long as the access log waits for a place on the disk. */
  #tellOfWaitingLog(vault: Vault): void {
    const isWaiting = hasWaitingEntries(vault);
    if (isWaiting === this.#toldOfWaitingLog) return;
    this.#toldOfWaitingLog = isWaiting;
    this.emit({ type: 'changed', areas: ['application'] });
  }

  async onSystemEvent(event: SystemEvent): Promise<void> {
    switch (event.type) {
      case 'session-locked':
      case 'suspend':
        return this.lock();
      case 'session-ending':
        return this.lock({ flush: true, isQuitting: true });
      case 'resume':
        // Before anything is painted: nobody may see what was open when the lid was closed.
        this.#locksAsked += 1;
        await this.#options.works.stop();
        this.#flushed?.();
        this.#lockNow();
        return;
      case 'page-crashed':
        return this.lock({ flush: false });
      case 'window-closing':
        return this.quit();
      case 'window-lost':
        return this.quit({ flush: false });
      case 'disks-changed':
        return;
    }
  }

  async quit(options: Closing = { flush: true }): Promise<void> {
    await this.lock({ ...options, isQuitting: true });
    await derivationsEnded();
    await this.#options.quit();
  }

  // Accesses

  async setPin({ passphrase, pin }: Input<'vault.setPin'>): Promise<void> {
    const { opened } = this.#requireOpening();
    await this.#requireOwnPassphrase(opened, passphrase);
    await setPin(opened.vault, pin);
    this.emit({ type: 'changed', areas: ['application', 'settings', 'accessLog'] });
  }

  changePassphrase({ current, next }: Input<'vault.changePassphrase'>): Promise<void> {
    return this.#alone(async () => {
      const { opened } = this.#requireOpening();
      await this.#requireOwnPassphrase(opened, current);
      await changePassphrase(opened, next, this.#options.costs ?? (await calibrateCosts()));
      this.emit({ type: 'changed', areas: ['settings', 'accessLog'] });
    });
  }

  /** After an opening with the recovery sheet. Refuses `nothing-prepared` at any other time. */
  choosePassphrase(next: string): Promise<void> {
    return this.#alone(async () => {
      const opening = this.#requireOpening();
      if (!opening.mustChoosePassphrase) refuse({ code: 'nothing-prepared' });
      await changePassphrase(opening.opened, next, this.#options.costs ?? (await calibrateCosts()));
      this.#delay.forget();
      opening.mustChoosePassphrase = false;
      this.emit({ type: 'changed', areas: ['application', 'settings', 'accessLog'] });
    });
  }

  /** Prepares a new sheet; with `revoke` also the slots of a new vault key. */
  prepareRecoverySheet({ passphrase, revoke, next }: Input<'vault.prepareRecoverySheet'>): Promise<RecoverySheet> {
    return this.#alone(async () => {
      const { opened } = this.#requireOpening();
      await this.#requireOwnPassphrase(opened, passphrase);
      const code = newRecoveryCode();
      const purpose: SheetPurpose = revoke
        ? { kind: 'rekey', slots: await this.#rekeySlots(opened, next ?? passphrase, code) }
        : { kind: 'renew' };
      return this.#sheets.keep(code, opened.vault.id, purpose, this.#options.clocks.now());
    });
  }

  async #rekeySlots(opened: OpenedVault, passphrase: string, code: Buffer): Promise<PreparedRekey> {
    const costs = presentCosts(opened);
    const now = this.#options.clocks.now();
    const pair = async () => [await preparePassphraseSlot(passphrase, costs, now), prepareRecoverySlot(code, now)];
    return { between: await pair(), final: await pair() };
  }

  /** The sheet counts from here: the former one ends. A rekey takes its time and cannot be stopped. */
  confirmRecoverySheet(typed: Input<'vault.confirmRecoverySheet'>['typedGroups']): Promise<void> {
    return this.#alone(async () => {
      const { opened } = this.#requireOpening();
      const prepared = this.#sheets.current;
      if (prepared === null || prepared.purpose.kind === 'new') return refuse({ code: 'nothing-prepared' });
      requireTypedBack(prepared.sheet, typed);
      const { purpose } = prepared;
      if (purpose.kind === 'renew') renewRecoverySlot(opened, prepared.code);
      else await this.#renewKey(opened, purpose.slots);
      this.#sheets.drop();
      this.emit({ type: 'changed', areas: ['settings', 'accessLog'] });
    });
  }

  async #renewKey(opened: OpenedVault, slots: PreparedRekey): Promise<void> {
    await this.#options.works.run({ step: 'rekey', total: 0, cancellable: false }, async () =>
      rekeyVault(opened, slots),
    );
    // The walk that was under way ended with the former connection.
    this.#startChainCheck(this.#requireOpening());
  }

  /** The sheet that is prepared, to print or to save. Refuses `nothing-prepared`. */
  get preparedSheet(): RecoverySheet {
    return this.#sheets.sheet;
  }

  /** Runs a change of the accesses, one at a time. */
  changeAccesses<Result>(change: (opened: OpenedVault) => Result | Promise<Result>): Promise<Result> {
    return this.#alone(async () => change(this.#requireOpening().opened));
  }

  /** Behind an open vault; its keys never leave src/main/vault. */
  get openedVault(): OpenedVault {
    return this.#requireOpening().opened;
  }

  // Its place

  /** Moves the vault and goes on with it there. Refuses `in-demonstration`: the place of the person's own vault is kept. */
  move(folder: string): Promise<void> {
    return this.#alone(async () => {
      const opening = this.#requireOpening();
      if (this.#home.isDemo) refuse({ code: 'in-demonstration' });
      await this.#options.works.run({ step: 'move', total: 0, cancellable: false }, async () => {
        const { clocks, migrationsFolder } = this.#options;
        const opened = await moveVault(opening.opened, folder, { migrationsFolder, now: () => clocks.now() });
        this.#opening = { ...opening, opened };
        this.#home.choose(folder);
        this.#startChainCheck(this.#opening);
      });
      this.emit({ type: 'changed', areas: ['application', 'settings', 'accessLog'] });
    });
  }

  /** Points the program at a vault that lies elsewhere. Refuses `no-vault` where that folder has none. */
  chooseExisting(folder: string): void {
    if (this.#opening !== null) refuse({ code: 'vault-already-open' });
    if (!isVaultThere(folder)) refuse({ code: 'no-vault' });
    this.#home.choose(folder);
    this.#sheets.drop();
    this.#go(this.#restingPhase());
  }

  /** Looks once more where the vault should lie. Refuses `no-vault` where it still is not there. */
  lookAgain(): void {
    if (this.#opening !== null) refuse({ code: 'vault-already-open' });
    this.#home.look();
    this.#go(this.#restingPhase());
    if (this.#phase === 'no-vault') refuse({ code: 'no-vault' });
  }

  // A snapshot in the vault's place

  /** What may restore: a fresh start, a locked vault, an open one; behind the veil nothing. */
  requireMayRestore(): void {
    if (this.#phase === 'veiled') refuse({ code: 'screen-veiled' });
  }

  /**
   * Closes the vault and lets `restore` build another in its place; what lay there is kept aside. The restored vault is
   * locked: it opens with its own passphrase. Whatever fails leaves the former vault where it was, locked. The place of the
   * demonstration is never that of a practice.
   */
  restoreInPlace<Result>(restore: (folder: string, replaces: boolean) => Promise<Result>): Promise<Result> {
    return this.#alone(async () => {
      this.requireMayRestore();
      await this.lock();
      if (this.#home.isDemo) this.#home.look();
      try {
        const restored = await restore(this.#home.folder, isVaultThere(this.#home.folder));
        this.#home.settle(this.#home.folder);
        return restored;
      } finally {
        this.#lockedSince = null;
        this.#go(this.#restingPhase());
      }
    });
  }

  // A copy that only consults

  /** True where the open vault is one. */
  get isReadingCopy(): boolean {
    return this.#opening !== null && this.#opening.copy !== null;
  }

  /** Makes a copy where there is no vault. Refuses `vault-exists`. */
  async createCopy(make: (folder: string) => Promise<void>): Promise<void> {
    if (this.#phase !== 'no-vault') refuse({ code: 'vault-exists' });
    await this.restoreInPlace(make);
  }

  /**
   * Brings the open copy up to date beside what the person reads; false where it holds the newest snapshot already. Refuses
   * `not-a-copy`, `vault-locked` where it was locked meanwhile, `slot-expired` where this access is not the practice's any more: it
   * is locked then.
   */
  updateCopy(): Promise<boolean> {
    // At the opening it goes on by itself: who asks for it then gets what comes of that.
    this.#updatingCopy ??= this.#updateCopyOnce().finally(() => {
      this.#updatingCopy = null;
    });
    return this.#updatingCopy;
  }

  async #updateCopyOnce(): Promise<boolean> {
    const opening = this.#requireOpening();
    if (!this.isReadingCopy) refuse({ code: 'not-a-copy' });
    const { works, fetchCopyUpdate } = this.#options;
    const update = await works.runBeside(COPY_UPDATE, (work) => fetchCopyUpdate(opening.opened, work));
    if (update !== null) await this.#alone(async () => this.#goOnWith(opening, update));
    else if (this.#opening === opening) opening.copy = readCopyMark(opening.opened.db);
    this.emit({
      type: 'changed',
      areas: ['application', 'patients', 'consultations', 'settings', 'accessLog', 'privacy', 'imports'],
    });
    return update !== null;
  }

  async #updateByItself(opening: Opening): Promise<void> {
    if (await this.#options.isNetworkMetered()) return;
    if (this.#opening === opening) await this.updateCopy();
  }

  #goOnWith(opening: Opening, update: CopyUpdate): void {
    if (this.#opening !== opening || this.#closing !== null) {
      update.discard();
      refuse({ code: 'vault-locked' });
    }
    try {
      const opened = this.#putInPlace(opening.opened, update);
      this.#opening = { ...opening, opened, chain: null, copy: readCopyMark(opened.db) };
      this.#startChainCheck(this.#opening);
    } catch (error) {
      this.#opening = null;
      this.#lockedSince = this.#options.clocks.now();
      this.#go(this.#restingPhase());
      throw error;
    }
  }

  /** The former one is closed, whatever comes. */
  #putInPlace(former: OpenedVault, update: CopyUpdate): OpenedVault {
    const { clocks, migrationsFolder } = this.#options;
    update.settle();
    return reopenAfter(former, () => update.swap(), { migrationsFolder, now: () => clocks.now() });
  }

  /** Removes the copy from this PC. Refuses `not-a-copy`: nothing else is ever removed so. */
  async removeCopy(): Promise<void> {
    if (this.#copyStanding() === null) refuse({ code: 'not-a-copy' });
    await this.lock();
    await this.#alone(async () => {
      removeVaultFiles(this.#home.folder);
      this.#home.forget();
      this.#lockedSince = null;
      this.#go(this.#restingPhase());
    });
  }

  /** Where the present vault lies, open or not. */
  get folder(): string {
    return this.#home.folder;
  }

  /** For the lock screen, once the copies stand otherwise than before. */
  rememberBackup(backup: VaultState['backup']): void {
    if (this.#opening === null) return;
    const { state } = this.#opening.opened.files;
    if (JSON.stringify(readVaultState(state).backup) !== JSON.stringify(backup)) updateVaultState(state, { backup });
  }

  // Small change

  #requireOpening(): Opening {
    return this.#opening ?? refuse({ code: 'vault-locked' });
  }

  #requireOwnPassphrase(opened: OpenedVault, passphrase: string): Promise<void> {
    return this.#countingTries(async () => {
      if (!(await isOwnPassphrase(opened, passphrase))) refuse({ code: 'wrong-passphrase', retryInSeconds: 0 });
    });
  }

  /** One change of state at a time: two unlockings at once would race for the lock file. */
  async #alone<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#transition) return refuse({ code: 'busy' });
    this.#transition = true;
    try {
      return await work();
    } finally {
      this.#transition = false;
      this.#lockWhatIsClosed();
    }
  }

  /** A rekey or a move that the disk cut off may leave no database to go on with: the next opening finishes it. */
  #lockWhatIsClosed(): void {
    if (this.#opening?.opened.db.open !== false) return;
    this.#sheets.drop();
    this.#lockNow();
  }

  #go(phase: Phase): void {
    this.#phase = phase;
    this.#options.emit({ type: 'phase', phase });
  }

  #restingPhase(): Phase {
    return this.#home.hasVault ? 'locked' : 'no-vault';
  }

  #readClocks(): { wall: number; monotonic: number } {
    return { wall: this.#options.clocks.now(), monotonic: this.#options.clocks.monotonic() };
  }

  #folderOptions(folder: string): { folder: string; migrationsFolder: string; now: () => number } {
    const { clocks, migrationsFolder } = this.#options;
    return { folder, migrationsFolder, now: () => clocks.now() };
  }
}

/** True where the last day of a colleague's account, or of a copy, has passed while the vault was open. */
function hasEnded({ opened, copy }: Opening, now: number): boolean {
  const expiresAt = opened.practitioner.rights?.expiresAt ?? null;
  return (expiresAt !== null && expiresAt <= now) || (copy !== null && hasExpired(copy, now));
}

/** On a copy nobody writes, whatever they may on the practice's PC. */
function personOf(
  { name, role, rights }: Practitioner,
  isReadingCopy: boolean,
): NonNullable<ApplicationStatus['person']> {
  const mayWrite = !isReadingCopy && (rights?.mayWrite ?? true);
  return { name, role, mayWrite, mayExport: rights?.mayExport ?? true };
}
