import {
  deriveKey,
  openWithPassphrase,
  openWithRecoveryCode,
  parseKeyFile,
  wipe,
  type KeyFile,
  type OpenedSlot,
  type VaultKeys,
} from '../vault/keyring.ts';
import { readRecoveryCode } from '../vault/recoveryCode.ts';
import { Refusal, refuse } from '../vault/refusal.ts';
import type { ManifestKeys } from './format/manifest.ts';
import { judge, type Judged, type Repository } from './repository/repository.ts';

/** What a person has to open a vault with. */
export type Secret =
  | { readonly passphrase: string; readonly recoveryCode?: never }
  | { readonly recoveryCode: string; readonly passphrase?: never };

/** What reads the snapshots of a vault. */
export interface RepositoryKeys {
  readonly vaultId: string;
  readonly vaultKeys: VaultKeys;
  /** The present generation's first. */
  readonly keys: readonly [ManifestKeys, ...ManifestKeys[]];
}

export interface UnlockedRepository extends RepositoryKeys {
  readonly judged: Judged;
  /** The key file that the secret opened, as its text. */
  readonly keyFileText: string;
  /** The slot of it that the secret fits: whose it is, titularAccess.ts finds out. */
  readonly slotId: string;
  /** Wipes every key. */
  close(): void;
}

/** Different key files of which a passphrase is tried on, newest first: each costs Argon2's time. */
const PASSPHRASE_TRIES = 6;

/**
 * Opens the key file of the newest snapshot that the secret fits, then judges all manifests by its keys. A snapshot that
 * somebody planted has another key file or no proof, and changes nothing. With `at`, key files under that snapshot's
 * vault key come first: after a rekey an older one is under another.
 * Refuses `repository-empty`, `repository-newer`, `wrong-passphrase`, `wrong-recovery-code`, `recovery-code-mistyped`.
 */
export async function unlockRepository(
  repository: Repository,
  secret: Secret,
  at?: string,
): Promise<UnlockedRepository> {
  const { manifests, newer, unreadable } = repository;
  if (manifests.length === 0 && newer.length > 0) refuse({ code: 'repository-newer' });
  if (manifests.length === 0 && unreadable.length > 0) refuse({ code: 'snapshot-not-proven' });
  if (manifests.length === 0) refuse({ code: 'repository-empty' });
  const wantedKey = manifests.find(({ id }) => id === at)?.manifest.key;
  const newestFirst = manifests.toReversed();
  const preferred = newestFirst.filter(({ manifest }) => manifest.key === wantedKey);
  const texts = [...new Set([...preferred, ...newestFirst].map(({ manifest }) => manifest.keyFile))];
  const open = opener(secret);
  for (const text of secret.passphrase === undefined ? texts : texts.slice(0, PASSPHRASE_TRIES)) {
    const opened = await tryKeyFile(text, open);
    if (opened !== null) return unlocked(repository, opened.keyFile, opened.slot, text);
  }
  return secret.passphrase === undefined
    ? refuse({ code: 'wrong-recovery-code' })
    : refuse({ code: 'wrong-passphrase', retryInSeconds: 0 });
}

type Opener = (keyFile: KeyFile) => Promise<OpenedSlot | null>;

function opener(secret: Secret): Opener {
  if (secret.passphrase !== undefined) return async (keyFile) => openWithPassphrase(keyFile, secret.passphrase);
  const code = readRecoveryCode(secret.recoveryCode);
  return async (keyFile) => openWithRecoveryCode(keyFile, code);
}

/** Null where the key file is damaged or the secret does not fit it: an older snapshot may hold a sound one. */
async function tryKeyFile(text: string, open: Opener): Promise<{ keyFile: KeyFile; slot: OpenedSlot } | null> {
  try {
    const keyFile = parseKeyFile(Buffer.from(text, 'utf8'));
    const slot = await open(keyFile);
    return slot === null ? null : { keyFile, slot };
  } catch (error) {
    if (error instanceof Refusal && error.error.code.startsWith('key-file-')) return null;
    throw error;
  }
}

function unlocked(
  repository: Repository,
  keyFile: KeyFile,
  { slot, keys: vaultKeys }: OpenedSlot,
  text: string,
): UnlockedRepository {
  const keys = manifestKeysOf(keyFile.vaultId, vaultKeys);
  // In the middle of a rekey a key file holds two: the generation is that of its current one.
  const [first, ...rest] = keys.toSorted(
    (left, right) => Number(right.keyId === keyFile.currentKeyId) - Number(left.keyId === keyFile.currentKeyId),
  );
  if (first === undefined) return refuse({ code: 'key-file-damaged' });
  return {
    vaultId: keyFile.vaultId,
    vaultKeys,
    keys: [first, ...rest],
    judged: judge(repository, keyFile.vaultId, [first, ...rest]),
    keyFileText: text,
    slotId: slot.header.id,
    close: () => {
      wipe(vaultKeys);
      for (const { mac, seal } of keys) wipe(mac, seal);
    },
  };
}

/** The keys of manifests under each of the vault keys. */
export function manifestKeysOf(vaultId: string, vaultKeys: VaultKeys): ManifestKeys[] {
  return [...vaultKeys].map(([keyId, vaultKey]) => ({
    keyId,
    mac: deriveKey(vaultKey, vaultId, 'manifest-mac'),
    seal: deriveKey(vaultKey, vaultId, 'manifest-seal'),
  }));
}
