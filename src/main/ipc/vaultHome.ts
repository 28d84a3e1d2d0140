import { join } from 'node:path';
import { isVaultThere, rememberedVaultFolder, rememberVaultFolder, usualVaultFolder } from '../vault/currentVault.ts';

/** Which folder the program works in: the person's own vault, wherever it was put, or the demonstration's. */
export class VaultHome {
  readonly demo: string;
  readonly #dataFolder: string;
  readonly #beforeLooking: (folder: string) => void;
  #folder: string;
  #missing: string | null = null;

  constructor({
    dataFolder,
    beforeLooking,
  }: {
    dataFolder: string;
    /** Finishes what a power cut parted in that folder. */
    beforeLooking: (folder: string) => void;
  }) {
    this.demo = join(dataFolder, 'demonstration');
    this.#dataFolder = dataFolder;
    this.#beforeLooking = beforeLooking;
    this.#folder = this.#find();
  }

  /** Where the present vault lies or will lie. */
  get folder(): string {
    return this.#folder;
  }

  get isDemo(): boolean {
    return this.#folder === this.demo;
  }

  /** Where the person's vault should lie though nothing of it is there: on a disk that is not plugged in, perhaps. */
  get missing(): string | null {
    return this.#missing;
  }

  get hasVault(): boolean {
    return isVaultThere(this.#folder) && (this.#missing === null || this.isDemo);
  }

  /** This person's own vault, whatever is open. Never a place that is gone: a disk may come back there. */
  get own(): string {
    const remembered = rememberedVaultFolder(this.#dataFolder);
    return remembered === null || remembered === this.#missing ? usualVaultFolder(this.#dataFolder) : remembered;
  }

  /** Goes where the person's own vault lies, looking for it anew. */
  look(): void {
    this.#folder = this.#find();
  }

  goToDemo(): void {
    this.#folder = this.demo;
  }

  /** From now on the person's own vault is the one that was just made in that folder. */
  settle(folder: string): void {
    if (this.#missing === null) this.#folder = folder;
    else this.choose(folder);
  }

  /** From now on the person's own vault is the one in that folder, at the next start, too. */
  choose(folder: string): void {
    rememberVaultFolder(this.#dataFolder, folder);
    this.#missing = null;
    this.#folder = folder;
  }

  /** The vault that lay there is no more: the next one goes to the usual place. */
  forget(): void {
    rememberVaultFolder(this.#dataFolder, null);
    this.look();
  }

  #find(): string {
    const remembered = rememberedVaultFolder(this.#dataFolder);
    this.#beforeLooking(remembered ?? usualVaultFolder(this.#dataFolder));
    this.#missing = remembered === null || isVaultThere(remembered) ? null : remembered;
    return this.own;
  }
}
