import { existsSync, readFileSync, statSync } from 'node:fs';
import { removeDurably, writeAllDurably } from './durableFile.ts';
import { KEY_FILE_LIMIT, parseKeyFile, type KeyFile } from './keyring.ts';
import { Refusal, refuse } from './refusal.ts';
import { faultCode } from './storageFault.ts';
import type { VaultFiles } from './vaultFiles.ts';

export interface StoredKeyFile {
  readonly keyFile: KeyFile;
  readonly text: string;
  /** False where one of the two copies is missing, damaged or behind: `writeBothCopies` makes them equal again. */
  readonly copiesAgree: boolean;
  /** True where neither copy was sound and the one before the last change had to serve. */
  readonly isFormer: boolean;
}

/**
 * Reads the newest sound key file of the two copies; the former one only where neither is sound.
 * Refuses `key-file-missing`, or what is wrong with the first copy.
 */
export function readKeyFile(files: VaultFiles): StoredKeyFile {
  const copies = [files.keys, files.keysCopy].map(readOne);
  const sound = copies.filter((copy) => 'keyFile' in copy);
  const newest = sound.toSorted((a, b) => b.keyFile.revision - a.keyFile.revision)[0];
  if (newest !== undefined)
    return {
      ...newest,
      copiesAgree: sound.length === 2 && sound.every(({ text }) => text === newest.text),
      isFormer: false,
    };
  const former = readOne(files.keysFormer);
  if ('keyFile' in former) return { ...former, copiesAgree: false, isFormer: true };
  const refusals = copies.flatMap((copy) => ('refusal' in copy ? [copy.refusal] : []));
  throw refusals.find(({ error }) => error.code !== 'key-file-missing') ?? new Refusal({ code: 'key-file-missing' });
}

/** Reads one key file, wherever it lies. */
export function readKeyFileAt(path: string): { keyFile: KeyFile; text: string } | null {
  const copy = readOne(path);
  return 'keyFile' in copy ? copy : null;
}

function readOne(path: string): { keyFile: KeyFile; text: string } | { refusal: Refusal } {
  try {
    if (statSync(path).size > KEY_FILE_LIMIT) return refuse({ code: 'key-file-damaged' });
    const bytes = readFileSync(path);
    return { keyFile: parseKeyFile(bytes), text: bytes.toString('utf8') };
  } catch (error) {
    if (error instanceof Refusal) return { refusal: error };
    if (faultCode(error) === 'ENOENT') return { refusal: new Refusal({ code: 'key-file-missing' }) };
    // A sector that cannot be read, a folder in its place: the other copy may still serve.
    return { refusal: new Refusal({ code: 'key-file-damaged' }) };
  }
}

/** Replaces the key file: the former one is kept aside, and both copies are written, all or nothing on a full disk. */
export function replaceKeyFile(files: VaultFiles, former: string, next: string): void {
  writeAllDurably([
    [files.keysFormer, former],
    [files.keys, next],
    [files.keysCopy, next],
  ]);
}

/** Makes both copies equal to this text. */
export function writeBothCopies(files: VaultFiles, text: string): void {
  writeAllDurably([
    [files.keys, text],
    [files.keysCopy, text],
  ]);
}

/** After an opening with the present key file, the former one has no use. */
export function dropFormerKeyFile(files: VaultFiles): void {
  if (existsSync(files.keysFormer)) removeDurably(files.keysFormer);
}
