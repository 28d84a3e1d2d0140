import type Database from 'better-sqlite3-multiple-ciphers';
import { deriveKey, keyIdOf, wipe, type KeyFile, type KeyPurpose, type VaultKeys } from './keyring.ts';
import { hideOpposedFiles } from './readerViews.ts';
import { practitionerOfSlot } from './slotList.ts';
import type { Practitioner, Vault } from './vault.ts';
import { openVaultReader } from './vaultDatabase.ts';
import { vaultFiles, type VaultFiles } from './vaultFiles.ts';
import type { VaultLock } from './vaultLock.ts';

/** A key file with the exact text that lies on the disk. */
export interface KeyFileText {
  readonly keyFile: KeyFile;
  readonly text: string;
}

export type OpenedWith = 'passphrase' | 'recovery';

/**
 * An open vault with what only this folder may know of it: its keys, its key file, its lock. Everybody else gets
 * `vault`. Keys are wiped by `close`, after which nothing here can be used.
 */
export class OpenedVault {
  readonly vault: Vault;
  readonly files: VaultFiles;
  readonly openedWith: OpenedWith;
  readonly #lock: VaultLock;
  #db: Database.Database;
  #slotId: string;
  #keys: VaultKeys;
  #keyFile: KeyFileText;
  #practitioner: Practitioner;

  constructor(parts: {
    folder: string;
    db: Database.Database;
    keys: VaultKeys;
    keyFile: KeyFileText;
    slotId: string;
    openedWith: OpenedWith;
    lock: VaultLock;
    now: () => number;
  }) {
    this.files = vaultFiles(parts.folder);
    this.openedWith = parts.openedWith;
    this.#slotId = parts.slotId;
    this.#lock = parts.lock;
    this.#db = parts.db;
    this.#keys = parts.keys;
    this.#keyFile = parts.keyFile;
    this.#practitioner = practitionerOfSlot(parts.db, parts.slotId, parts.now());
    hideOpposedFiles(parts.db, this.#practitioner, parts.now);
    this.vault = publicFace(this, parts.keyFile.keyFile.vaultId, parts.folder, parts.now);
    openedVaults.set(this.vault, this);
  }

  get db(): Database.Database {
    return this.#db;
  }

  get practitioner(): Practitioner {
    return this.#practitioner;
  }

  /** The slot of the person who opened it, as the key file has it now. */
  get slotId(): string {
    return this.#slotId;
  }

  get keys(): VaultKeys {
    return this.#keys;
  }

  get keyFile(): KeyFileText {
    return this.#keyFile;
  }

  /** The key that the database has. */
  get currentKey(): Buffer {
    const key = this.#keys.get(this.#keyFile.keyFile.currentKeyId);
    if (key === undefined) throw new Error('the vault is closed');
    return key;
  }

  /** After a change of the key file; keys that are not in it any more are wiped. */
  adoptKeyFile(keyFile: KeyFileText, keys: VaultKeys, slotId: string): void {
    for (const [keyId, key] of this.#keys) if (keys.get(keyId) !== key) wipe(key);
    this.#keyFile = keyFile;
    this.#keys = keys;
    this.#slotId = slotId;
  }

  /** After the database was closed and opened anew, by a rekey. */
  adoptDatabase(db: Database.Database): void {
    this.#db = db;
  }

  /** The titular changed their name in the settings. */
  renamePractitioner(name: string): void {
    this.#practitioner = { ...this.#practitioner, name };
  }

  close(): void {
    try {
      this.#db.close();
    } finally {
      wipe(this.#keys);
      this.#keys = new Map();
      this.#lock.release();
    }
  }
}

function publicFace(opened: OpenedVault, id: string, folder: string, now: () => number): Vault {
  return {
    id,
    folder,
    now,
    get db() {
      return opened.db;
    },
    get practitioner() {
      return opened.practitioner;
    },
  };
}

const openedVaults = new WeakMap<Vault, OpenedVault>();

/** What lies behind a vault that `openVault` or `createVault` gave; throws for one of a test's own making. */
export function openedVaultOf(vault: Vault): OpenedVault {
  const opened = openedVaults.get(vault);
  if (opened === undefined) throw new Error('this vault was not opened from a folder');
  return opened;
}

export function isOpenedVault(vault: Vault): boolean {
  return openedVaults.has(vault);
}

/** A second connection that reads only, for a freeze or a check beside the running work. The caller closes it. */
export function openReader(vault: Vault): Database.Database {
  const opened = openedVaultOf(vault);
  return openVaultReader(opened.files, vault.id, opened.currentKey);
}

export interface PurposeKeys {
  readonly keyId: string;
  /** 32 bytes; the caller wipes it. */
  readonly key: Buffer;
}

/** The present vault key's derived key for one purpose. */
export function currentPurposeKey(vault: Vault, purpose: Exclude<KeyPurpose, 'db'>): PurposeKeys {
  const { currentKey } = openedVaultOf(vault);
  return { keyId: keyIdOf(currentKey, vault.id), key: deriveKey(currentKey, vault.id, purpose) };
}

/** The same for every former vault key, newest first: older generations of a repository stay verifiable. */
export function formerPurposeKeys(vault: Vault, purpose: Exclude<KeyPurpose, 'db'>): PurposeKeys[] {
  return vault.db
    .prepare<[], { keyId: string; vaultKey: Buffer }>(
      'SELECT key_id AS keyId, vault_key AS vaultKey FROM former_key ORDER BY ended_at DESC',
    )
    .all()
    .map(({ keyId, vaultKey }) => {
      const key = deriveKey(vaultKey, vault.id, purpose);
      wipe(vaultKey);
      return { keyId, key };
    });
}

/** Every vault key, the former ones too, as copies that the caller wipes: for what a former generation holds. */
export function copyVaultKeys(vault: Vault): VaultKeys {
  const former = vault.db
    .prepare<[], { keyId: string; vaultKey: Buffer }>('SELECT key_id AS keyId, vault_key AS vaultKey FROM former_key')
    .all()
    .map(({ keyId, vaultKey }) => [keyId, vaultKey] as const);
  const present = [...openedVaultOf(vault).keys].map(([keyId, key]) => [keyId, Buffer.from(key)] as const);
  return new Map([...former, ...present]);
}
