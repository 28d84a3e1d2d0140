import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Disk } from './disk.ts';

/** Runs a program of the system; false where it is not there or said no. */
export type SystemProgram = (command: string, args: readonly string[]) => Promise<boolean>;

const PATIENCE_MS = 20_000;

/** Windows and macOS answer before the drive is gone. */
const GONE_WITHIN_MS = 5_000;

/**
 * Flushes a disk and takes it out of the system, as a person without any right of an administrator may; false where the
 * system lets only the person do it by hand.
 */
export async function ejectDisk(
  disk: Disk,
  platform: NodeJS.Platform = process.platform,
  run: SystemProgram = runProgram,
  isThere: (mountPoint: string) => boolean = existsSync,
): Promise<boolean> {
  if (platform === 'linux') return ejectOnLinux(disk, run);
  const [command, args] = platform === 'darwin' ? macEject(disk) : windowsEject(disk);
  if (!(await run(command, args))) return false;
  for (let waited = 0; waited < GONE_WITHIN_MS; waited += 100) {
    if (!isThere(disk.mountPoint)) return true;
    await pause(100);
  }
  return false;
}

async function ejectOnLinux({ mountPoint, device }: Disk, run: SystemProgram): Promise<boolean> {
  // Every file of a copy was synced as it was written; this is for what other programs put there.
  await run('sync', ['--file-system', mountPoint]);
  const isUnmounted =
    (device !== null && (await run('udisksctl', ['unmount', '--no-user-interaction', '--block-device', device]))) ||
    (await run('umount', [mountPoint]));
  if (!isUnmounted) return false;
  // Without power the key's light goes out; where that is refused it may be pulled all the same.
  if (device !== null) await run('udisksctl', ['power-off', '--no-user-interaction', '--block-device', device]);
  return true;
}

function macEject({ mountPoint }: Disk): [string, string[]] {
  return ['/usr/sbin/diskutil', ['eject', mountPoint]];
}

/** The Explorer's own "Éjecter", which needs no administrator. The drive's letter is all that is put into the script. */
function windowsEject({ mountPoint }: Disk): [string, string[]] {
  const drive = `${mountPoint.slice(0, 1).replace(/[^A-Z]/i, '')}:`;
  const script = `(New-Object -ComObject Shell.Application).Namespace(17).ParseName('${drive}').InvokeVerb('Eject'); Start-Sleep 3`;
  return ['powershell.exe', ['-NoProfile', '-NonInteractive', '-Command', script]];
}

async function runProgram(command: string, args: readonly string[]): Promise<boolean> {
  try {
    await promisify(execFile)(command, args, { timeout: PATIENCE_MS, windowsHide: true });
    return true;
  } catch {
    // It is missing, or it was refused: the person does it by hand.
    return false;
  }
}
