import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';
import { z } from 'zod';
import { areCostsAllowed, deriveArgon2id, type Argon2Costs } from './argon2id.ts';
import { newId } from './identifier.ts';
import { preparePassphrase } from './passphrase.ts';
import { refuse } from './refusal.ts';

/** Bytes of the largest key file that is read. */
export const KEY_FILE_LIMIT = 64 * 1024;

/** Slots of the fullest key file. */
const SLOT_LIMIT = 16;

const FORMAT = 'osteocoffre-keys';
const VERSION = 1;
const KEY_ID_BYTES = 16;
const KEY_BYTES = 32;
const SALT_BYTES = 16;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** What a vault key is drawn out into; names of HKDF's info. */
export type KeyPurpose = 'db' | 'manifest-mac' | 'manifest-seal' | 'key-id' | 'key-file-mac';

/** Vault keys by key id: one, or two in the middle of a rekey. */
export type VaultKeys = ReadonlyMap<string, Buffer>;

const hex16 = z.string().regex(/^[0-9a-f]{32}$/);
const hex32 = z.string().regex(/^[0-9a-f]{64}$/);
const bytesOf = (length: number) => z.base64().refine((text) => Buffer.from(text, 'base64').length === length);
const common = { id: hex16, createdAt: z.int().min(0), salt: bytesOf(SALT_BYTES), nonce: bytesOf(NONCE_BYTES) };

const slotHeader = z.discriminatedUnion('kind', [
  z.strictObject({
    ...common,
    kind: z.literal('passphrase'),
    kdf: z.literal('argon2id'),
    memoryKib: z.int(),
    passes: z.int(),
    lanes: z.int(),
  }),
  z.strictObject({ ...common, kind: z.literal('recovery'), kdf: z.literal('hkdf-sha256') }),
]);
type SlotHeader = z.infer<typeof slotHeader>;

/** One wrapped copy of the vault key: the header's exact text is what the seal covers. */
export interface Slot {
  readonly header: SlotHeader;
  readonly headerText: string;
  /** Ciphertext and tag. */
  readonly sealed: Buffer;
}

export interface KeyFile {
  readonly vaultId: string;
  /** The key that the database has, or is just getting. */
  readonly currentKeyId: string;
  /** Grows by one with each writing. */
  readonly revision: number;
  readonly slots: readonly Slot[];
  readonly mac: string;
}

/** A slot whose key is derived but that wraps nothing yet; good for one wrap. */
export interface PreparedSlot {
  readonly header: SlotHeader;
  readonly kek: Buffer;
}

export function newVaultKey(): Buffer {
  return randomBytes(KEY_BYTES);
}

/** HKDF-SHA-256 with the vault id's 16 bytes as salt and `osteocoffre/v1/<purpose>` as info; 32 bytes. */
export function deriveKey(vaultKey: Buffer, vaultId: string, purpose: KeyPurpose): Buffer {
  return Buffer.from(hkdfSync('sha256', vaultKey, Buffer.from(vaultId, 'hex'), `osteocoffre/v1/${purpose}`, KEY_BYTES));
}

/** Public name of a vault key: tells which key a file is under, and nothing of the key. */
export function keyIdOf(vaultKey: Buffer, vaultId: string): string {
  return deriveKey(vaultKey, vaultId, 'key-id').subarray(0, KEY_ID_BYTES).toString('hex');
}

/** Overwrites secrets that are no longer needed. */
export function wipe(...secrets: readonly (Buffer | VaultKeys)[]): void {
  for (const secret of secrets) {
    if (Buffer.isBuffer(secret)) secret.fill(0);
    else for (const key of secret.values()) key.fill(0);
  }
}

/** Derives the key of a new passphrase slot, with a fresh salt. Takes Argon2's time. */
export async function preparePassphraseSlot(
  passphrase: string,
  costs: Argon2Costs,
  createdAt: number,
): Promise<PreparedSlot> {
  const secret = preparePassphrase(passphrase);
  const header = {
    id: newId(),
    kind: 'passphrase' as const,
    createdAt,
    kdf: 'argon2id' as const,
    ...costs,
    ...fresh(),
  };
  const kek = await deriveArgon2id(secret, Buffer.from(header.salt, 'base64'), costs);
  wipe(secret);
  return { header, kek };
}

/** The code has 128 random bits, so that no slow derivation is needed and a short script can open the slot. */
export function prepareRecoverySlot(code: Buffer, createdAt: number): PreparedSlot {
  const header = { id: newId(), kind: 'recovery' as const, createdAt, kdf: 'hkdf-sha256' as const, ...fresh() };
  return { header, kek: recoveryKek(code, header.salt) };
}

function fresh(): { salt: string; nonce: string } {
  return { salt: randomBytes(SALT_BYTES).toString('base64'), nonce: randomBytes(NONCE_BYTES).toString('base64') };
}

function recoveryKek(code: Buffer, salt: string): Buffer {
  return Buffer.from(hkdfSync('sha256', code, Buffer.from(salt, 'base64'), 'osteocoffre/v1/recovery-slot', KEY_BYTES));
}

/** Wraps the keys; the prepared slot's own key is wiped, since a salt and nonce serve once. */
export function wrapSlot({ header, kek }: PreparedSlot, keys: VaultKeys): Slot {
  const headerText = JSON.stringify(orderedHeader(header));
  const plain = Buffer.concat([...keys].flatMap(([keyId, key]) => [Buffer.from(keyId, 'hex'), key]));
  const cipher = createCipheriv('aes-256-gcm', kek, Buffer.from(header.nonce, 'base64'));
  cipher.setAAD(Buffer.from(headerText, 'utf8'));
  const sealed = Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  wipe(plain, kek);
  return { header, headerText, sealed };
}

/** The one order of the header's fields in its text. */
function orderedHeader(header: SlotHeader): SlotHeader {
  const { id, createdAt, salt, nonce } = header;
  return header.kind === 'passphrase'
    ? {
        id,
        kind: 'passphrase',
        createdAt,
        kdf: header.kdf,
        memoryKib: header.memoryKib,
        passes: header.passes,
        lanes: header.lanes,
        salt,
        nonce,
      }
    : { id, kind: 'recovery', createdAt, kdf: header.kdf, salt, nonce };
}

/** Writes the key file's text under a MAC by its current key. */
export function sealKeyFile(content: Omit<KeyFile, 'mac'>, keys: VaultKeys): { keyFile: KeyFile; text: string } {
  if (content.slots.length > SLOT_LIMIT) refuse({ code: 'too-many-slots' });
  const key = keys.get(content.currentKeyId);
  if (key === undefined) throw new Error('the current key is not among the keys');
  const covered = coveredText(content);
  const mac = macOf(covered, key, content.vaultId).toString('hex');
  return { keyFile: { ...content, mac }, text: wholeText(covered, mac) };
}

/** What checksum and MAC cover: the file's JSON as if `sum` and `mac` were not there. */
function coveredText({ vaultId, currentKeyId, revision, slots }: Omit<KeyFile, 'mac'>): string {
  return JSON.stringify({
    format: FORMAT,
    version: VERSION,
    vault: vaultId,
    current: currentKeyId,
    revision,
    slots: slots.map(({ headerText, sealed }) => ({ header: headerText, sealed: sealed.toString('base64') })),
  });
}

function wholeText(covered: string, mac: string): string {
  const sum = createHash('sha256').update(covered, 'utf8').digest('hex');
  return `${covered.slice(0, -1)},"sum":"${sum}","mac":"${mac}"}\n`;
}

function macOf(covered: string, vaultKey: Buffer, vaultId: string): Buffer {
  const key = deriveKey(vaultKey, vaultId, 'key-file-mac');
  const mac = createHmac('sha256', key).update(covered, 'utf8').digest();
  wipe(key);
  return mac;
}

const anyVersion = z.object({ format: z.string(), version: z.int() });

const keyFileV1 = z.strictObject({
  format: z.literal(FORMAT),
  version: z.literal(VERSION),
  vault: hex16,
  current: hex16,
  revision: z.int().min(1),
  slots: z
    .array(z.strictObject({ header: z.string(), sealed: z.base64() }))
    .min(1)
    .max(SLOT_LIMIT),
  sum: hex32,
  mac: hex32,
});

/**
 * Reads a key file without any secret: form, checksum, and bounds of the costs. That it is authentic is known only
 * once a slot is open (`openSlot`).
 * Refuses `key-file-damaged`, `key-file-foreign`, `vault-newer-than-program`, `key-file-costs-refused`.
 */
export function parseKeyFile(bytes: Buffer): KeyFile {
  const raw = parseJson(bytes);
  const kind = anyVersion.safeParse(raw);
  if (!kind.success) return refuse({ code: 'key-file-damaged' });
  if (kind.data.format !== FORMAT) return refuse({ code: 'key-file-foreign' });
  if (kind.data.version > VERSION) return refuse({ code: 'vault-newer-than-program' });
  const parsed = keyFileV1.safeParse(raw);
  if (!parsed.success) return refuse({ code: 'key-file-damaged' });
  const keyFile = {
    vaultId: parsed.data.vault,
    currentKeyId: parsed.data.current,
    revision: parsed.data.revision,
    slots: parsed.data.slots.map(parseSlot),
    mac: parsed.data.mac,
  };
  // One text for one content: whatever is written otherwise, or fails its checksum, was not written by us.
  if (wholeText(coveredText(keyFile), keyFile.mac) !== bytes.toString('utf8')) refuse({ code: 'key-file-damaged' });
  if (keyFile.slots.some(({ header }) => header.kind === 'passphrase' && !areCostsAllowed(header)))
    refuse({ code: 'key-file-costs-refused' });
  return keyFile;
}

function parseJson(bytes: Buffer): unknown {
  if (bytes.length > KEY_FILE_LIMIT) return refuse({ code: 'key-file-damaged' });
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return refuse({ code: 'key-file-damaged' });
  }
}

function parseSlot(raw: { header: string; sealed: string }): Slot {
  const parsed = slotHeader.safeParse(parseJson(Buffer.from(raw.header, 'utf8')));
  if (!parsed.success || JSON.stringify(orderedHeader(parsed.data)) !== raw.header)
    return refuse({ code: 'key-file-damaged' });
  return { header: parsed.data, headerText: raw.header, sealed: Buffer.from(raw.sealed, 'base64') };
}

export interface OpenedSlot {
  readonly slot: Slot;
  readonly keys: VaultKeys;
}

/** Tries every passphrase slot; null where it opens none. Refuses `key-file-damaged` where the MAC does not fit. */
export async function openWithPassphrase(keyFile: KeyFile, passphrase: string): Promise<OpenedSlot | null> {
  const secret = preparePassphrase(passphrase);
  try {
    for (const slot of keyFile.slots) {
      if (slot.header.kind !== 'passphrase') continue;
      const kek = await deriveArgon2id(secret, Buffer.from(slot.header.salt, 'base64'), slot.header);
      const keys = unwrapSlot(slot, kek, keyFile.vaultId);
      wipe(kek);
      if (keys !== null) return { slot, keys: authenticated(keyFile, keys) };
    }
    return null;
  } finally {
    wipe(secret);
  }
}

/** Tries every recovery slot; null where it opens none. Refuses `key-file-damaged` where the MAC does not fit. */
export function openWithRecoveryCode(keyFile: KeyFile, code: Buffer): OpenedSlot | null {
  for (const slot of keyFile.slots) {
    if (slot.header.kind !== 'recovery') continue;
    const kek = recoveryKek(code, slot.header.salt);
    const keys = unwrapSlot(slot, kek, keyFile.vaultId);
    wipe(kek);
    if (keys !== null) return { slot, keys: authenticated(keyFile, keys) };
  }
  return null;
}

function unwrapSlot(slot: Slot, kek: Buffer, vaultId: string): VaultKeys | null {
  const { sealed, header, headerText } = slot;
  if (sealed.length < TAG_BYTES) return null;
  const decipher = createDecipheriv('aes-256-gcm', kek, Buffer.from(header.nonce, 'base64'), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(Buffer.from(headerText, 'utf8'));
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
  try {
    const plain = Buffer.concat([decipher.update(sealed.subarray(0, -TAG_BYTES)), decipher.final()]);
    return readKeyMap(plain, vaultId);
  } catch {
    // Wrong key or altered slot: GCM does not tell which.
    return null;
  }
}

/** 48 bytes a key: its id, then the key. */
function readKeyMap(plain: Buffer, vaultId: string): VaultKeys {
  const keys = new Map<string, Buffer>();
  for (let start = 0; start < plain.length; start += KEY_ID_BYTES + KEY_BYTES) {
    const keyId = plain.subarray(start, start + KEY_ID_BYTES).toString('hex');
    const key = Buffer.from(plain.subarray(start + KEY_ID_BYTES, start + KEY_ID_BYTES + KEY_BYTES));
    if (key.length !== KEY_BYTES || keyIdOf(key, vaultId) !== keyId) throw new Error('key map does not hold together');
    keys.set(keyId, key);
  }
  wipe(plain);
  return keys;
}

function authenticated(keyFile: KeyFile, keys: VaultKeys): VaultKeys {
  const key = keys.get(keyFile.currentKeyId);
  if (key !== undefined && isUnderKey(keyFile, key)) return keys;
  wipe(keys);
  return refuse({ code: 'key-file-damaged' });
}

/** True where the key file's MAC was made with this vault key. */
export function isUnderKey(keyFile: KeyFile, vaultKey: Buffer): boolean {
  return timingSafeEqual(macOf(coveredText(keyFile), vaultKey, keyFile.vaultId), Buffer.from(keyFile.mac, 'hex'));
}
