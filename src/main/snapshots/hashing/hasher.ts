import { readSync } from 'node:fs';
import { sha256 } from '../format/pack.ts';

/** SHA-256 of much, computed beside what the caller reads and writes meanwhile. */
export interface Hasher {
  /**
   * The SHA-256 of each `pieceBytes` bytes in order (the last piece may be shorter), hexadecimal. The bytes must stay as
   * they are until then, and be in shared memory (`sharedMemory`) where many threads are to work on them.
   */
  hashPieces(bytes: Buffer, pieceBytes: number): Promise<string[]>;
  /** The same, of what is first read into `bytes`, which it fills. */
  readPieces(place: FilePlace, bytes: Buffer, pieceBytes: number): Promise<string[]>;
  close(): void;
}

/** Where in an open file bytes lie. */
export interface FilePlace {
  /** The file's descriptor, which all threads of a process share. */
  readonly fd: number;
  readonly offset: number;
}

/** What is to be hashed in pieces. */
export interface HashOrder {
  /** Where the bytes are to be read from; null where they are there already. */
  readonly place: FilePlace | null;
  readonly bytes: Uint8Array;
  readonly pieceBytes: number;
}

/** In this thread, at once: where there is too little to share. */
export const hashHere: Hasher = {
  hashPieces: async (bytes, pieceBytes) => hashOrder({ place: null, bytes, pieceBytes }),
  readPieces: async (place, bytes, pieceBytes) => hashOrder({ place, bytes, pieceBytes }),
  close: () => undefined,
};

/** Memory that threads see without a copy of it. */
export function sharedMemory(length: number): Buffer {
  return Buffer.from(new SharedArrayBuffer(length));
}

/** Does it at once. Throws the system's error, or where the file ends before `bytes` is full. */
export function hashOrder(order: HashOrder): string[] {
  return turnsOf(order).flatMap(hashTurn);
}

/** Little enough that what was read still lies in the processor's cache when it is hashed. */
const TURN_BYTES = 128 * 1024;

/** An order in parts, each done within a tenth of a millisecond. */
export function turnsOf(order: HashOrder): HashOrder[] {
  return partsOf(order, TURN_BYTES);
}

/** An order in parts of about that length, in whole pieces. */
export function partsOf({ place, bytes, pieceBytes }: HashOrder, partBytes: number): HashOrder[] {
  const step = Math.max(1, Math.floor(partBytes / pieceBytes)) * pieceBytes;
  return Array.from({ length: Math.ceil(bytes.length / step) }, (_, part) => ({
    place: place && { ...place, offset: place.offset + part * step },
    bytes: bytes.subarray(part * step, (part + 1) * step),
    pieceBytes,
  }));
}

export function hashTurn({ place, bytes, pieceBytes }: HashOrder): string[] {
  if (place !== null) readFully(place, bytes);
  const hashes: string[] = [];
  for (let at = 0; at < bytes.length; at += pieceBytes) hashes.push(sha256(bytes.subarray(at, at + pieceBytes)));
  return hashes;
}

function readFully({ fd, offset }: FilePlace, bytes: Uint8Array): void {
  for (let read = 0; read < bytes.length;) {
    const bytesRead = readSync(fd, bytes, read, bytes.length - read, offset + read);
    if (bytesRead === 0) throw new Error('the file is shorter than what was to be read of it');
    read += bytesRead;
  }
}
