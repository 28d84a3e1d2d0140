import { createCipheriv, createDecipheriv, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { CHUNK_SIZE, snapshotId } from './layout.ts';
import { sha256 } from './pack.ts';

/*
 * manifest = line LF, HMAC-SHA-256 of the line in hexadecimal LF, SHA-256 of the two lines with their LF in hexadecimal LF
 * The line is JSON without spaces, its fields in the order of the schema below.
 * The third line serves who has no key: a byte that rotted anywhere in the file is then seen.
 */

const hex128 = z.string().regex(/^[0-9a-f]{32}$/);
const hex256 = z.string().regex(/^[0-9a-f]{64}$/);
const size = z.int().min(0);

const manifestSchema = z.strictObject({
  format: z.literal('osteocoffre-snapshot'),
  version: z.literal(1),
  repository: hex128,
  vault: hex128,
  /** Which vault key the database, the HMAC and the sealed field are under. */
  key: z.string().regex(/^[0-9a-f]{8,64}$/),
  writer: hex128,
  /** Milliseconds UTC. */
  time: size,
  /** Counted by the vault over all its targets. */
  sequence: size,
  /** Bytes of coffre.db. */
  size,
  chunkSize: z.literal(CHUNK_SIZE),
  schema: size,
  /** The whole key file, as the text that it is. */
  keyFile: z.string().max(64 * 1024),
  /** SHA-256 of the newest manifest on this target when this one was written. */
  former: hex256.nullable(),
  /** Every snapshot that the writer leaves on this target beside this one: [id, SHA-256 of the manifest], oldest first. */
  leaves: z.array(z.tuple([z.string().max(64), hex256])).max(10_000),
  /** Files beside the packs that somebody could have exchanged: [name, SHA-256]. */
  files: z.array(z.tuple([z.string().max(64), hex256])).max(16),
  /** SHA-256 of the chunks that hold the lists of chunks, in order. */
  lists: z.array(hex256).max(1_000_000),
  /** Base64 of nonce (12 bytes), AES-256-GCM ciphertext, tag (16 bytes). */
  sealed: z.base64(),
});

export type Manifest = z.infer<typeof manifestSchema>;

const newerSchema = z.object({ format: z.literal('osteocoffre-snapshot'), version: z.int().min(2) });

const sealedSchema = z.strictObject({
  patients: size,
  consultations: size,
  /** Civil date of the last consultation. */
  lastConsultation: z.string().max(10).nullable(),
  accessLog: z.strictObject({ number: size, hash: z.string().max(64) }).nullable(),
  /** Labels of all the targets that the vault knew then. */
  targets: z.array(z.string().max(500)).max(100),
});

/** What only who opens the vault may learn of a snapshot. */
export type SealedFacts = z.infer<typeof sealedSchema>;

/** The keys of manifests under one vault key: HKDF infos `manifest-mac` and `manifest-seal`. */
export interface ManifestKeys {
  readonly keyId: string;
  readonly mac: Buffer;
  readonly seal: Buffer;
}

/** The facts are padded to a multiple of this, so that their length tells nothing. */
const SEALED_STEP = 1024;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

export function manifestId(manifest: Manifest): string {
  return snapshotId(manifest.time, manifest.sequence, manifest.writer);
}

/** Count of chunks that a database of this size is cut into. */
export function chunkCount(databaseSize: number): number {
  return Math.ceil(databaseSize / CHUNK_SIZE);
}

/** Bytes of the chunk at this place of a database of this size. */
export function chunkLength(databaseSize: number, index: number): number {
  return Math.min(CHUNK_SIZE, databaseSize - index * CHUNK_SIZE);
}

/** The bytes of a manifest file, HMAC and checksum included. */
export function encodeManifest(manifest: Manifest, mac: Buffer): Buffer {
  const line = JSON.stringify(inOrder(manifest));
  const signed = `${line}\n${hmacOf(line, mac)}\n`;
  return Buffer.from(`${signed}${sha256(Buffer.from(signed))}\n`);
}

export interface ReadManifest {
  readonly id: string;
  readonly manifest: Manifest;
  /** SHA-256 of the file. */
  readonly sha256: string;
  /** True where the keys given hold the manifest's own and its HMAC agrees. */
  isVerifiedBy(keys: readonly ManifestKeys[]): boolean;
}

/** Reads a manifest file; null where it is not byte for byte what `encodeManifest` writes, its HMAC aside. */
export function decodeManifest(bytes: Buffer): ReadManifest | null {
  const [line, mac, checksum, ...rest] = bytes.toString('utf8').split('\n');
  if (line === undefined || mac === undefined || checksum === undefined || rest.join('|') !== '') return null;
  if (rest.length !== 1 || !/^[0-9a-f]{64}$/.test(mac)) return null;
  if (sha256(Buffer.from(`${line}\n${mac}\n`)) !== checksum) return null;
  const manifest = parseLine(line);
  if (manifest === null) return null;
  return {
    id: manifestId(manifest),
    manifest,
    sha256: sha256(bytes),
    isVerifiedBy: (keys) => keys.some((own) => own.keyId === manifest.key && equalHex(hmacOf(line, own.mac), mac)),
  };
}

/** True for a manifest that a later version of the program wrote: it must be left alone, and said. */
export function isNewerManifest(bytes: Buffer): boolean {
  const [line = ''] = bytes.toString('utf8').split('\n');
  try {
    return newerSchema.safeParse(JSON.parse(line)).success;
  } catch {
    return false;
  }
}

/** Seals the facts to the snapshot of this id: they open beside no other. */
export function sealFacts(facts: SealedFacts, id: string, key: Buffer, nonce = randomBytes(NONCE_BYTES)): string {
  const text = Buffer.from(JSON.stringify(facts));
  const padded = Buffer.alloc(Math.ceil((text.length + 1) / SEALED_STEP) * SEALED_STEP, ' ');
  text.copy(padded);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(sealedContext(id));
  return Buffer.concat([nonce, cipher.update(padded), cipher.final(), cipher.getAuthTag()]).toString('base64');
}

/** Opens the facts of a snapshot; null where the key or the snapshot is not the one that they were sealed for. */
export function openFacts(manifest: Manifest, keys: readonly ManifestKeys[]): SealedFacts | null {
  const own = keys.find((candidate) => candidate.keyId === manifest.key);
  const sealed = Buffer.from(manifest.sealed, 'base64');
  if (own === undefined || sealed.length < NONCE_BYTES + TAG_BYTES) return null;
  const decipher = createDecipheriv('aes-256-gcm', own.seal, sealed.subarray(0, NONCE_BYTES));
  decipher.setAAD(sealedContext(manifestId(manifest)));
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
  try {
    const text = Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
    return sealedSchema.parse(JSON.parse(text.toString('utf8')));
  } catch {
    // Wrong key, other snapshot, or bytes changed: for the caller all mean that nothing may be believed.
    return null;
  }
}

function parseLine(line: string): Manifest | null {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return null;
  }
  const parsed = manifestSchema.safeParse(value);
  return parsed.success && JSON.stringify(inOrder(parsed.data)) === line ? parsed.data : null;
}

/** The same manifest with its fields in the order of the schema, which is the order of the line. */
function inOrder(manifest: Manifest): Manifest {
  return {
    format: manifest.format,
    version: manifest.version,
    repository: manifest.repository,
    vault: manifest.vault,
    key: manifest.key,
    writer: manifest.writer,
    time: manifest.time,
    sequence: manifest.sequence,
    size: manifest.size,
    chunkSize: manifest.chunkSize,
    schema: manifest.schema,
    keyFile: manifest.keyFile,
    former: manifest.former,
    leaves: manifest.leaves,
    files: manifest.files,
    lists: manifest.lists,
    sealed: manifest.sealed,
  };
}

function sealedContext(id: string): Buffer {
  return Buffer.from(`osteocoffre/v1/sealed/${id}`);
}

function hmacOf(line: string, mac: Buffer): string {
  return createHmac('sha256', mac).update(line).digest('hex');
}

function equalHex(left: string, right: string): boolean {
  return timingSafeEqual(Buffer.from(left, 'hex'), Buffer.from(right, 'hex'));
}
