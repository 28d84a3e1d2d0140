import { sha256 } from '../format/pack.ts';

/** SHA-256 of much, computed beside what the caller reads and writes meanwhile. */
export interface Hasher {
  /**
   * The SHA-256 of each `pieceBytes` bytes in order (the last piece may be shorter), hexadecimal. The bytes must stay as
   * they are until then, and be in shared memory (`sharedMemory`) where many threads are to work on them.
   */
  hashPieces(bytes: Buffer, pieceBytes: number): Promise<string[]>;
  close(): void;
}

/** In this thread, at once: where there is too little to share. */
export const hashHere: Hasher = {
  hashPieces: (bytes, pieceBytes) => Promise.resolve(hashEach(bytes, pieceBytes)),
  close: () => undefined,
};

/** Memory that threads see without a copy of it. */
export function sharedMemory(length: number): Buffer {
  return Buffer.from(new SharedArrayBuffer(length));
}

export function hashEach(bytes: Uint8Array, pieceBytes: number): string[] {
  const hashes: string[] = [];
  for (let at = 0; at < bytes.length; at += pieceBytes) hashes.push(sha256(bytes.subarray(at, at + pieceBytes)));
  return hashes;
}
