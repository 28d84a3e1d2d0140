import { execFileSync } from 'node:child_process';
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Only root can mount a disk that is small enough to be filled. */
export const CAN_MOUNT = process.getuid?.() === 0;

const MEBIBYTE = 1024 * 1024;

/** Puts a disk of 24 MiB on an empty folder. */
export function mountSmallDisk(folder: string): void {
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=24m', 'tmpfs', folder]);
}

export function unmountSmallDisk(folder: string): void {
  execFileSync('umount', [folder]);
}

/** Leaves no room for a single page. */
export function fillDisk(folder: string): void {
  for (const size of [MEBIBYTE, 4096]) {
    for (let file = 0; ; file++) {
      try {
        writeFileSync(join(folder, `filler-${size}-${file}`), Buffer.alloc(size));
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') break;
        throw error;
      }
    }
  }
}

export function emptyDisk(folder: string): void {
  for (const name of readdirSync(folder)) if (name.startsWith('filler-')) rmSync(join(folder, name));
}
