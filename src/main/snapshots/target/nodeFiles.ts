import { constants } from 'node:fs';
import { mkdir, open, readdir, rename, stat, statfs, unlink, type FileHandle } from 'node:fs/promises';
import type { FileOperations } from './fileOperations.ts';
import { faultCode } from '../../vault/storageFault.ts';

/** The operations on the machine's own files. */
export const nodeFiles: FileOperations = {
  async readFolder(folder) {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name));
  },
  async size(file) {
    return (await stat(file)).size;
  },
  async read(file, offset, length, memory) {
    return withFile(file, 'r', async (handle) => {
      const buffer = roomFor(length, memory);
      return buffer.subarray(0, await fill(handle, buffer, offset));
    });
  },
  async readFromMedium(file, memory) {
    const direct = await withBlocks(file, (handle, aligned) => readWhole(handle, aligned, memory));
    if (direct !== null) return { bytes: direct, isFromMedium: !(await isServedByProcess(file)) };
    return { bytes: await this.read(file, 0, await this.size(file), memory), isFromMedium: false };
  },
  async isOnMedium(file, bytes) {
    const direct = await withBlocks(file, (handle, aligned) => isFileOf(handle, bytes, aligned));
    return direct ?? (await withFile(file, 'r', (handle) => isFileOf(handle, bytes, Buffer.allocUnsafe(PIECE_BYTES))));
  },
  async writeNew(file, bytes) {
    await withFile(file, 'wx', (handle) => handle.writeFile(bytes));
  },
  async syncFile(file) {
    await withFile(file, 'r+', (handle) => handle.sync());
  },
  rename,
  async syncFolder(folder) {
    // Windows cannot open a folder to sync it; NTFS journals the rename itself.
    if (process.platform === 'win32') return;
    await withFile(folder, 'r', (handle) => handle.sync());
  },
  async makeFolder(folder) {
    try {
      await mkdir(folder);
    } catch (error) {
      if (faultCode(error) !== 'EEXIST') throw error;
    }
  },
  remove: unlink,
};

/** f_type of FUSE, which serves exfat-fuse and ntfs-3g: their process reads through the system's cache of the device. */
const FUSE_TYPE = 0x65735546;

async function isServedByProcess(file: string): Promise<boolean> {
  return (await statfs(file)).type === FUSE_TYPE;
}

async function withFile<Value>(file: string, flags: string | number, use: (handle: FileHandle) => Promise<Value>) {
  const handle = await open(file, flags);
  try {
    return await use(handle);
  } finally {
    await handle.close();
  }
}

function roomFor(length: number, memory: Buffer | undefined): Buffer {
  if (memory !== undefined && memory.length >= length) return memory.subarray(0, length);
  return Buffer.allocUnsafeSlow(length);
}

/** Reads until the buffer is full or the file ends; the count of bytes read. */
async function fill(handle: FileHandle, buffer: Buffer, offset: number): Promise<number> {
  let read = 0;
  while (read < buffer.length) {
    const { bytesRead } = await handle.read(buffer, read, buffer.length - read, offset + read);
    if (bytesRead === 0) break;
    read += bytesRead;
  }
  return read;
}

/** O_DIRECT asks for memory, offsets and lengths in whole blocks; 4,096 satisfies every device that we know of. */
const BLOCK = 4096;
const PIECE_BYTES = 4 * 1024 * 1024;

/** Node tells no buffer's address: how far into it a block begins is found by trying, once. */
let alignment: { readonly memory: Buffer; readonly start: number } | null = null;

/** The memory is one for all: reads take turns, as a medium does anyway. */
let lastRead: Promise<unknown> = Promise.resolve();

function inTurn<Value>(read: () => Promise<Value>): Promise<Value> {
  const own = lastRead.then(read);
  lastRead = own.catch(() => undefined);
  return own;
}

/** What is read past the page cache, or null where the system or the file system cannot (EINVAL, no O_DIRECT). */
async function withBlocks<Value>(
  file: string,
  use: (handle: FileHandle, aligned: Buffer) => Promise<Value>,
): Promise<Value | null> {
  if (process.platform !== 'linux') return null;
  try {
    return await withFile(file, constants.O_RDONLY | constants.O_DIRECT, (handle) =>
      inTurn(async () => {
        const aligned = await alignedMemory(handle);
        return aligned === null ? null : use(handle, aligned);
      }),
    );
  } catch (error) {
    if (faultCode(error) === 'EINVAL') return null;
    throw error;
  }
}

async function readWhole(handle: FileHandle, aligned: Buffer, memory: Buffer | undefined): Promise<Buffer> {
  const bytes = roomFor((await handle.stat()).size, memory);
  let read = 0;
  for await (const piece of pieces(handle, aligned)) read += piece.copy(bytes, read);
  return bytes.subarray(0, read);
}

async function isFileOf(handle: FileHandle, bytes: Buffer, memory: Buffer): Promise<boolean> {
  let read = 0;
  for await (const piece of pieces(handle, memory)) {
    if (!piece.equals(bytes.subarray(read, read + piece.length))) return false;
    read += piece.length;
  }
  return read === bytes.length;
}

/** The whole file in order, each piece over the one before. */
async function* pieces(handle: FileHandle, memory: Buffer): AsyncGenerator<Buffer> {
  // Read to its size and no further: past an end that is not on a block's edge, reading on is refused as unaligned.
  const { size } = await handle.stat();
  for (let read = 0; read < size;) {
    const { bytesRead } = await handle.read(memory, 0, memory.length, read);
    if (bytesRead === 0) return;
    yield memory.subarray(0, bytesRead);
    read += bytesRead;
  }
}

async function alignedMemory(handle: FileHandle): Promise<Buffer | null> {
  if (alignment === null) {
    const memory = Buffer.allocUnsafeSlow(PIECE_BYTES + BLOCK);
    // Allocators give multiples of 16, large ones most often 16 past a page: that is tried first.
    const starts = [BLOCK - 16, ...Array.from({ length: BLOCK / 16 - 1 }, (_, index) => index * 16)];
    for (const start of starts) {
      if (!(await canReadInto(handle, memory.subarray(start, start + BLOCK)))) continue;
      alignment = { memory, start };
      break;
    }
  }
  if (alignment === null) return null;
  return alignment.memory.subarray(alignment.start, alignment.start + PIECE_BYTES);
}

async function canReadInto(handle: FileHandle, block: Buffer): Promise<boolean> {
  try {
    await handle.read(block, 0, block.length, 0);
    return true;
  } catch (error) {
    if (faultCode(error) === 'EINVAL') return false;
    throw error;
  }
}
