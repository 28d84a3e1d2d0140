import { hash } from 'node:crypto';
import { CHUNK_SIZE, PACK_LIMIT } from './layout.ts';

/*
 * pack   = chunk* entry* footer
 * entry  = SHA-256 of the chunk (32 bytes), offset (u32), length (u32)       in the order of the chunks
 * footer = "OCPK", version 1 (u32), count of entries (u32)
 * All integers little-endian. The pack's name is the SHA-256 of all its bytes.
 */
const ENTRY_BYTES = 40;
const FOOTER_BYTES = 12;
const MAGIC = Buffer.from('OCPK', 'latin1');
const VERSION = 1;
/** So that the whole index is found in a pack's last bytes by one read of a known length, however short its chunks are. */
const MOST_ENTRIES = 1024;

export interface PackEntry {
  /** SHA-256 of the chunk, hexadecimal. */
  readonly hash: string;
  readonly offset: number;
  readonly length: number;
}

export interface FilledPack {
  readonly bytes: Buffer;
  readonly entries: readonly PackEntry[];
}

export interface Pack extends FilledPack {
  /** SHA-256 of `bytes`, hexadecimal. */
  readonly id: string;
}

export function sha256(bytes: Uint8Array): string {
  return hash('sha256', bytes, 'hex');
}

export function namePack(filled: FilledPack): Pack {
  return { id: sha256(filled.bytes), ...filled };
}

/** Collects chunks until the next one would make the pack larger than the limit, or its index longer than is read. */
export class PackBuilder {
  readonly #allocate: (length: number) => Buffer;
  readonly #entries: PackEntry[] = [];
  readonly #spare: Buffer[] = [];
  #memory: Buffer = Buffer.alloc(0);
  #payload = 0;

  constructor(allocate: (length: number) => Buffer = (length) => Buffer.allocUnsafeSlow(length)) {
    this.#allocate = allocate;
  }

  get isEmpty(): boolean {
    return this.#entries.length === 0;
  }

  /** True where a chunk of this length still fits. */
  fits(length: number): boolean {
    const total = this.#payload + length + (this.#entries.length + 1) * ENTRY_BYTES + FOOTER_BYTES;
    return this.isEmpty || (total <= PACK_LIMIT && this.#entries.length < MOST_ENTRIES);
  }

  /** Takes a copy of the chunk. */
  add(chunkHash: string, chunk: Uint8Array): void {
    this.#entries.push({ hash: chunkHash, offset: this.#payload, length: chunk.length });
    this.#makeRoom(this.#payload + chunk.length + this.#tailBytes);
    this.#memory.set(chunk, this.#payload);
    this.#payload += chunk.length;
  }

  /** The pack, which is to be named by its hash. The builder is empty afterwards. */
  finish(): FilledPack {
    const bytes = this.#memory.subarray(0, this.#payload + this.#tailBytes);
    const entries = this.#entries.splice(0);
    const tail = bytes.subarray(this.#payload);
    entries.forEach((entry, index) => {
      const at = index * ENTRY_BYTES;
      tail.write(entry.hash, at, 'hex');
      tail.writeUInt32LE(entry.offset, at + 32);
      tail.writeUInt32LE(entry.length, at + 36);
    });
    const footer = tail.length - FOOTER_BYTES;
    MAGIC.copy(tail, footer);
    tail.writeUInt32LE(VERSION, footer + 4);
    tail.writeUInt32LE(entries.length, footer + 8);
    this.#memory = this.#spare.pop() ?? Buffer.alloc(0);
    this.#payload = 0;
    return { bytes, entries };
  }

  /** Nobody needs that pack's bytes any more: the next one may be built over them. Fresh memory costs more than hashing. */
  recycle({ bytes }: FilledPack): void {
    this.#spare.push(Buffer.from(bytes.buffer));
  }

  get #tailBytes(): number {
    return this.#entries.length * ENTRY_BYTES + FOOTER_BYTES;
  }

  #makeRoom(size: number): void {
    if (this.#memory.length >= size) return;
    // A whole pack's at once: the system gives memory page by page, as it is written.
    const larger = this.#allocate(Math.max(size, PACK_LIMIT));
    larger.set(this.#memory.subarray(0, this.#payload));
    this.#memory = larger;
  }
}

/** Bytes to read at the end of a pack of this size so that the whole index is in them. */
export function packTailBytes(packSize: number): number {
  return Math.min(packSize, MOST_ENTRIES * ENTRY_BYTES + FOOTER_BYTES);
}

/**
 * Reads the index out of the last bytes of a pack; null where they are no pack's (bad footer, entries that leave gaps or
 * do not end where the index begins). `tail` must hold the whole index: see `packTailBytes`.
 */
export function parsePackTail(tail: Buffer, packSize: number): PackEntry[] | null {
  const footer = tail.length - FOOTER_BYTES;
  if (footer < 0 || !tail.subarray(footer, footer + 4).equals(MAGIC)) return null;
  if (tail.readUInt32LE(footer + 4) !== VERSION) return null;
  const count = tail.readUInt32LE(footer + 8);
  const start = footer - count * ENTRY_BYTES;
  if (count === 0 || start < 0) return null;
  const entries: PackEntry[] = [];
  let expected = 0;
  for (let at = start; at < footer; at += ENTRY_BYTES) {
    const entry = {
      hash: tail.toString('hex', at, at + 32),
      offset: tail.readUInt32LE(at + 32),
      length: tail.readUInt32LE(at + 36),
    };
    if (entry.offset !== expected || entry.length === 0) return null;
    expected += entry.length;
    entries.push(entry);
  }
  return expected + (tail.length - start) === packSize ? entries : null;
}

/**
 * Where chunks may lie in a pack whose index does not hold together: every reading of the entries that can be made with
 * one of their numbers wrong, the count among them, and every multiple of a chunk's size. Only a hash tells which of
 * them are chunks.
 */
export function guessPieces(bytes: Buffer): { offset: number; length: number }[] {
  const pieces = Array.from({ length: Math.ceil(bytes.length / CHUNK_SIZE) }, (_, index) => ({
    offset: index * CHUNK_SIZE,
    length: CHUNK_SIZE,
  }));
  const footer = bytes.length - FOOTER_BYTES;
  const entryAt = (at: number) => ({ offset: bytes.readUInt32LE(at + 32), length: bytes.readUInt32LE(at + 36) });
  const start = footer < 0 ? 0 : footer - bytes.readUInt32LE(footer + 8) * ENTRY_BYTES;
  // Backwards from the footer and beyond what the count says: where chunks lie, nothing that fits is read.
  const first = bytes.length - packTailBytes(bytes.length);
  for (let at = footer - ENTRY_BYTES; at >= first; at -= ENTRY_BYTES) {
    const own = entryAt(at);
    const former = at < ENTRY_BYTES ? { offset: 0, length: 0 } : entryAt(at - ENTRY_BYTES);
    const end = at + ENTRY_BYTES === footer ? start : entryAt(at + ENTRY_BYTES).offset;
    for (const offset of [own.offset, former.offset + former.length, 0])
      pieces.push({ offset, length: own.length }, { offset, length: end - offset });
  }
  return pieces.filter(
    ({ offset, length }) => length > 0 && length <= CHUNK_SIZE && offset + length <= bytes.length - FOOTER_BYTES,
  );
}
