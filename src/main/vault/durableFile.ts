import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { removeAll } from './removal.ts';

/** Writes a small file so that a power cut leaves the former text or the new one, never a part. */
export function writeDurably(path: string, text: string): void {
  writeAllDurably([[path, text]]);
}

/**
 * The same for several files: all lie synced under temporary names before the first is renamed, so that a full disk
 * changes nothing. Temporary file, fsync, rename, fsync of the folder.
 */
export function writeAllDurably(files: readonly (readonly [path: string, text: string])[]): void {
  const staged: { path: string; temporary: string }[] = [];
  try {
    for (const [path, text] of files) {
      const temporary = `${path}.tmp-${randomBytes(4).toString('hex')}`;
      staged.push({ path, temporary });
      writeSynced(temporary, text);
    }
    for (const { path, temporary } of staged) {
      renameSync(temporary, path);
      syncFolder(dirname(path));
    }
  } finally {
    // Renamed ones are gone already; after a failure the others must not stay.
    for (const { temporary } of staged) removeAll(temporary);
  }
}

function writeSynced(path: string, text: string): void {
  const file = openSync(path, 'wx', 0o600);
  try {
    const bytes = Buffer.from(text, 'utf8');
    for (let written = 0; written < bytes.length;) written += writeSync(file, bytes, written);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Removes a file for good, also after a power cut. */
export function removeDurably(path: string): void {
  removeAll(path);
  syncFolder(dirname(path));
}

/** Makes a file that another call wrote last. Windows syncs through a writable handle alone. */
export function syncFile(path: string): void {
  const handle = openSync(path, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Makes renames and removals in a folder last. Windows has no such call and journals its own metadata. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
