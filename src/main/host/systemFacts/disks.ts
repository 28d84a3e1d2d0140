import { execFile } from 'node:child_process';
import { realpath } from 'node:fs/promises';
import { dirname, sep } from 'node:path';
import { promisify } from 'node:util';
import type { Disk } from './disk.ts';
import { LINUX_COMMAND, parseLinuxDisks } from './linuxDisks.ts';
import { MAC_COMMAND, parseMacDisks } from './macDisks.ts';
import { parseWindowsDisks, WINDOWS_COMMAND } from './windowsDisks.ts';

/** One command a system, and the reader of what it prints. */
const SOURCES: Readonly<Partial<Record<NodeJS.Platform, readonly [readonly string[], (output: string) => Disk[]]>>> = {
  linux: [LINUX_COMMAND, parseLinuxDisks],
  darwin: [MAC_COMMAND, parseMacDisks],
  win32: [WINDOWS_COMMAND, parseWindowsDisks],
};

/** The mounted disks of this machine; empty where the system cannot be asked. */
export async function listDisks(platform: NodeJS.Platform = process.platform): Promise<Disk[]> {
  const source = SOURCES[platform];
  if (source === undefined) return [];
  const [[command, ...args], parse] = source;
  if (command === undefined) return [];
  try {
    const { stdout } = await promisify(execFile)(command, args, {
      encoding: 'utf8',
      timeout: 20_000,
      windowsHide: true,
    });
    return parse(stdout);
  } catch {
    // The program is missing or failed: nothing is known, so nothing counts as removable.
    return [];
  }
}

/** True where the path lies on a disk that can be taken out; false where nothing is known of it. */
export async function isOnRemovableDisk(path: string, disks?: readonly Disk[]): Promise<boolean> {
  const place = await nearestRealPath(path);
  return diskOf(place, disks ?? (await listDisks()))?.isRemovable === true;
}

/** The disk whose mount point is the longest beginning of the path. */
export function diskOf(path: string, disks: readonly Disk[], separator: string = sep): Disk | null {
  const holding = disks.filter(({ mountPoint }) => isWithin(path, mountPoint, separator));
  return holding.sort((a, b) => b.mountPoint.length - a.mountPoint.length)[0] ?? null;
}

function isWithin(path: string, mountPoint: string, separator: string): boolean {
  if (path === mountPoint) return true;
  return path.startsWith(mountPoint.endsWith(separator) ? mountPoint : mountPoint + separator);
}

/** Links resolved, as far as the path exists already. */
async function nearestRealPath(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch {
    const parent = dirname(path);
    return parent === path ? path : nearestRealPath(parent);
  }
}
