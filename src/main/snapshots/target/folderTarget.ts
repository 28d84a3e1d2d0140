import { randomBytes } from 'node:crypto';
import { posix } from 'node:path';
import { UNFINISHED_PREFIX } from '../format/layout.ts';
import type { FileOperations } from './fileOperations.ts';
import { nodeFiles } from './nodeFiles.ts';
import {
  TargetFailure,
  type ReadBack,
  type Target,
  type TargetCapabilities,
  type TargetEntry,
  type TargetFault,
} from './target.ts';
import { faultCode } from '../../vault/storageFault.ts';

/** A repository in a folder: USB key, second disk, share. */
export class FolderTarget implements Target {
  readonly capabilities: TargetCapabilities;
  readonly #root: string;
  readonly #files: FileOperations;
  readonly #durableFolders = new Set<string>();

  /**
   * `root` is an absolute path of a folder that is there, or whose parent is. It is never made elsewhere than beside
   * what exists: a key that was pulled out must not become a folder of the mount point.
   */
  constructor(root: string, files: FileOperations = nodeFiles, capabilities: Partial<TargetCapabilities> = {}) {
    this.#root = root;
    this.#files = files;
    this.capabilities = {
      canDelete: true,
      settleMs: 0,
      isSlow: false,
      parallel: 1,
      checksWrites: false,
      ...capabilities,
    };
  }

  async list(prefix: string): Promise<TargetEntry[]> {
    const folder = prefix.slice(0, prefix.lastIndexOf('/') + 1);
    return this.#told(() => this.#listFolder(folder, prefix));
  }

  async readRange(name: string, offset: number, length: number, memory?: Buffer): Promise<Buffer> {
    const bytes = await this.#told(() => this.#files.read(this.#path(name), offset, length, memory));
    if (bytes.length < length) throw new TargetFailure('short');
    return bytes;
  }

  readBack(name: string, memory?: Buffer): Promise<ReadBack> {
    return this.#told(() => this.#files.readFromMedium(this.#path(name), memory));
  }

  isWritten(name: string, bytes: Buffer): Promise<boolean> {
    return this.#told(() => this.#files.isOnMedium(this.#path(name), bytes));
  }

  async writeWhole(name: string, bytes: Uint8Array): Promise<void> {
    await this.#told(async () => {
      const folder = posix.dirname(name);
      await this.#ensureFolder(folder);
      await this.#writeInto(folder, name, bytes);
      await this.#files.syncFolder(this.#path(folder));
    });
  }

  async writeUnsettled(name: string, bytes: Uint8Array): Promise<void> {
    await this.#told(async () => {
      const folder = posix.dirname(name);
      await this.#ensureFolder(posix.dirname(folder));
      if (folder !== '.') await this.#files.makeFolder(this.#path(folder));
      await this.#writeInto(folder, name, bytes);
    });
  }

  async settle(names: readonly string[]): Promise<void> {
    await this.#told(async () => {
      const folders = new Set(names.map((name) => posix.dirname(name)));
      const parents = new Set([...folders].map((folder) => posix.dirname(folder)));
      for (const folder of [...folders, ...parents]) await this.#files.syncFolder(this.#path(folder));
    });
  }

  async delete(name: string): Promise<void> {
    await this.#told(async () => {
      try {
        await this.#files.remove(this.#path(name));
      } catch (error) {
        if (faultCode(error) !== 'ENOENT') throw error;
      }
      // Also where it was gone already: the removal may be a former run's that was never synced.
      await this.#syncFolderIfThere(posix.dirname(name));
    });
  }

  /** The file's bytes are durable before its name is there. */
  async #writeInto(folder: string, name: string, bytes: Uint8Array): Promise<void> {
    const unfinished = posix.join(folder, `${UNFINISHED_PREFIX}${randomBytes(8).toString('hex')}`);
    try {
      await this.#files.writeNew(this.#path(unfinished), bytes);
      await this.#files.syncFile(this.#path(unfinished));
      await this.#files.rename(this.#path(unfinished), this.#path(name));
    } catch (error) {
      await this.#removeQuietly(unfinished);
      throw error;
    }
  }

  #path(name: string): string {
    return name === '' || name === '.' ? this.#root : `${this.#root}/${name}`;
  }

  async #listFolder(folder: string, prefix: string): Promise<TargetEntry[]> {
    const paths = (await this.#namesIn(folder)).map((name) => folder + name).filter((path) => path.startsWith(prefix));
    const listed = paths.map(async (path): Promise<TargetEntry[]> => {
      if (path.endsWith('/')) return this.#listFolder(path, prefix);
      const size = await this.#sizeOrGone(path);
      return size === null ? [] : [{ name: path, size }];
    });
    return (await Promise.all(listed)).flat();
  }

  /** Names in a folder; none where the folder is not there, but `absent` where the root itself is not. */
  async #namesIn(folder: string): Promise<string[]> {
    try {
      return await this.#files.readFolder(this.#path(folder.replace(/\/$/, '')));
    } catch (error) {
      if (faultCode(error) !== 'ENOENT') throw error;
      if (folder === '') throw new TargetFailure('absent', error);
      await this.#namesIn('');
      return [];
    }
  }

  /** Null for what another writer renamed or removed since the folder was read. */
  async #sizeOrGone(name: string): Promise<number | null> {
    try {
      return await this.#files.size(this.#path(name));
    } catch (error) {
      if (faultCode(error) === 'ENOENT') return null;
      throw error;
    }
  }

  /**
   * Makes the folder and those above it inside the root, each durable before the next. The parent is synced once also
   * where the folder was there: an interrupted run may have made it without.
   */
  async #ensureFolder(folder: string): Promise<void> {
    if (folder === '.' || this.#durableFolders.has(folder)) return;
    const parent = posix.dirname(folder);
    await this.#ensureFolder(parent);
    await this.#files.makeFolder(this.#path(folder));
    await this.#files.syncFolder(this.#path(parent));
    this.#durableFolders.add(folder);
  }

  /** The write that failed is what must be told; what is left is swept by a later run. */
  async #removeQuietly(name: string): Promise<void> {
    try {
      await this.#files.remove(this.#path(name));
    } catch {
      // See above.
    }
  }

  async #syncFolderIfThere(folder: string): Promise<void> {
    try {
      await this.#files.syncFolder(this.#path(folder));
    } catch (error) {
      if (faultCode(error) !== 'ENOENT') throw error;
    }
  }

  /**
   * Runs an operation and gives its error the name that the repository's code knows. What is not there is missing only
   * where the root itself is: of a key that was pulled out everything is gone at once.
   */
  async #told<Value>(operation: () => Promise<Value>): Promise<Value> {
    try {
      return await operation();
    } catch (error) {
      const code = faultCode(error) ?? '';
      const fault = code === 'ENOENT' ? await this.#whatIsMissing() : FAULTS[code];
      throw fault === undefined ? error : new TargetFailure(fault, error);
    }
  }

  async #whatIsMissing(): Promise<TargetFault> {
    try {
      await this.#files.readFolder(this.#root);
      return 'missing';
    } catch (error) {
      return faultCode(error) === 'ENOENT' ? 'absent' : 'missing';
    }
  }
}

const FAULTS: Readonly<Record<string, TargetFault>> = {
  ENOTDIR: 'missing',
  ENODEV: 'absent',
  ENXIO: 'absent',
  ENOTCONN: 'absent',
  ENOSPC: 'full',
  EDQUOT: 'full',
  EFBIG: 'full',
  EROFS: 'read-only',
  EACCES: 'read-only',
  EPERM: 'read-only',
  EIO: 'io',
};
