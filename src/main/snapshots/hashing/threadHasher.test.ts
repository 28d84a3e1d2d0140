import { randomBytes } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { hashEach, sharedMemory } from './hasher.ts';
import { ThreadHasher } from './threadHasher.ts';

const MEGABYTE = 1024 * 1024;

function randomShared(length: number): Buffer {
  const bytes = sharedMemory(length);
  randomBytes(length).copy(bytes);
  return bytes;
}

test('two threads name the pieces of a file as one does, and in their order', async () => {
  const hasher = new ThreadHasher();
  const bytes = randomShared(9 * MEGABYTE + 1234);
  for (const pieceBytes of [4096, 65_536, 3 * MEGABYTE, bytes.length])
    expect(await hasher.hashPieces(bytes, pieceBytes)).toEqual(hashEach(bytes, pieceBytes));
  hasher.close();
});

test('what is asked while other bytes are being hashed is not mixed up with them', async () => {
  const hasher = new ThreadHasher();
  const parts = [3, 1, 5, 2].map((megabytes) => randomShared(megabytes * MEGABYTE));
  const answers = await Promise.all(parts.map((bytes) => hasher.hashPieces(bytes, 65_536)));
  expect(answers).toEqual(parts.map((bytes) => hashEach(bytes, 65_536)));
  hasher.close();
});

test('whoever waits for a thread that has ended is told so', async () => {
  const hasher = new ThreadHasher();
  const waiting = hasher.hashPieces(randomShared(64 * MEGABYTE), 65_536);
  hasher.close();
  await expect(waiting).rejects.toThrow('the hashing thread has ended');
  await expect(hasher.hashPieces(randomShared(1), 1)).rejects.toThrow('the hashing thread has ended');
});
