import type Database from 'better-sqlite3-multiple-ciphers';

/** A person with a slot of their own in the keyring. */
export interface Practitioner {
  readonly id: string;
  readonly name: string;
  readonly role: 'titular' | 'replacement' | 'associate';
  /** What the titular gave with a colleague's account; absent for the titular, who has every right. */
  readonly rights?: AccountRights;
}

export interface AccountRights {
  /** Creates and changes files and consultations; without it they are only read. */
  readonly mayWrite: boolean;
  /** Prints, saves as PDF and copies out of the vault. */
  readonly mayExport: boolean;
  /** From this instant on the account opens nothing; null for no end. */
  readonly expiresAt: number | null;
}

/**
 * An open vault, as every function of records, privacy, snapshots and exchange sees it.
 * It lives on the core thread and is worth nothing after the lock: its database is then closed.
 */
export interface Vault {
  /** 128 bits in lowercase hexadecimal. */
  readonly id: string;
  readonly folder: string;
  readonly db: Database.Database;
  /** Whose slot opened it: the "who" of the access log and of every version kept. */
  readonly practitioner: Practitioner;
  /** Milliseconds UTC; a property of the vault so that tests own the clock. */
  now(): number;
}
