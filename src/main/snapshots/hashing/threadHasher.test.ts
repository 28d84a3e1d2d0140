import { randomBytes } from 'node:crypto';
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { hashHere, sharedMemory } from './hasher.ts';
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
    expect(await hasher.hashPieces(bytes, pieceBytes)).toEqual(await hashHere.hashPieces(bytes, pieceBytes));
  hasher.close();
});

test('a file is read and named by two threads as it lies there, from wherever in it', async () => {
  const hasher = new ThreadHasher();
  const folder = mkdtempSync(join(tmpdir(), 'osteocoffre-hasher-'));
  const content = randomBytes(7 * MEGABYTE + 4321);
  writeFileSync(join(folder, 'file'), content);
  const fd = openSync(join(folder, 'file'), 'r');
  try {
    for (const offset of [0, 65_536, 5 * MEGABYTE]) {
      const bytes = sharedMemory(content.length - offset);
      const names = await hasher.readPieces({ fd, offset }, bytes, 16_384);
      expect(bytes.equals(content.subarray(offset))).toBe(true);
      expect(names).toEqual(await hashHere.hashPieces(bytes, 16_384));
    }
    const beyond = hasher.readPieces({ fd, offset: 0 }, sharedMemory(content.length + 1), 16_384);
    await expect(beyond).rejects.toThrow('the file is shorter than what was to be read of it');
  } finally {
    hasher.close();
    closeSync(fd);
    rmSync(folder, { recursive: true });
  }
});

test('what is asked while other bytes are being hashed is not mixed up with them', async () => {
  const hasher = new ThreadHasher();
  const parts = [3, 1, 5, 2].map((megabytes) => randomShared(megabytes * MEGABYTE));
  const answers = await Promise.all(parts.map((bytes) => hasher.hashPieces(bytes, 65_536)));
  expect(answers).toEqual(await Promise.all(parts.map((bytes) => hashHere.hashPieces(bytes, 65_536))));
  hasher.close();
});

test('whoever waits for a thread that has ended is told so', async () => {
  const hasher = new ThreadHasher();
  const waiting = hasher.hashPieces(randomShared(64 * MEGABYTE), 65_536);
  hasher.close();
  await expect(waiting).rejects.toThrow('the hashing thread has ended');
  await expect(hasher.hashPieces(randomShared(1), 1)).rejects.toThrow('the hashing thread has ended');
});
