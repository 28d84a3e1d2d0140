import type { ReadBack } from './target.ts';

/**
 * The few operations on files that a folder target is made of, each one step that can fail or be cut off alone: tests
 * put a model behind them that loses and reorders what was not synced. Paths are absolute.
 * Errors carry Node's codes (ENOENT, ENOSPC, EROFS, EIO).
 */
export interface FileOperations {
  /** Names in a folder; a folder's name ends with `/`. */
  readFolder(folder: string): Promise<string[]>;
  size(file: string): Promise<number>;
  /** In `memory` where it is given and large enough. */
  read(file: string, offset: number, length: number, memory?: Buffer): Promise<Buffer>;
  /** The whole file, read from the medium and not from the system's cache where the system can. */
  readFromMedium(file: string, memory?: Buffer): Promise<ReadBack>;
  /** True where the file is these bytes, read from the medium as far as the system can. */
  isOnMedium(file: string, bytes: Buffer): Promise<boolean>;
  /** Makes a new file; its bytes may be lost at a power cut until `syncFile`. */
  writeNew(file: string, bytes: Uint8Array): Promise<void>;
  syncFile(file: string): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  /** Makes new names and removals in the folder durable. */
  syncFolder(folder: string): Promise<void>;
  makeFolder(folder: string): Promise<void>;
  remove(file: string): Promise<void>;
}
