import type Database from 'better-sqlite3-multiple-ciphers';

/** A person with a slot of their own in the keyring. */
export interface Practitioner {
  readonly id: string;
  readonly name: string;
  readonly role: 'titular' | 'replacement' | 'associate';
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
