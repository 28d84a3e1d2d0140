import { z } from 'zod';
import type { Disk } from './disk.ts';

/**
 * Volumes joined with the disk they lie on: Windows calls a USB disk "Fixed", so the bus tells. UTF-8 is asked for, since
 * labels are not ASCII; `@()` keeps a single volume a list.
 */
const SCRIPT = `
[Console]::OutputEncoding = [Text.Encoding]::UTF8
ConvertTo-Json @(Get-Partition | Where-Object DriveLetter | ForEach-Object {
  $disk = $_ | Get-Disk
  $_ | Get-Volume | Select-Object FileSystemLabel, FileSystem, Size, SizeRemaining, UniqueId,
    @{ n = 'DriveLetter'; e = { [string]$_.DriveLetter } },
    @{ n = 'DriveType'; e = { [string]$_.DriveType } },
    @{ n = 'BusType'; e = { [string]$disk.BusType } },
    @{ n = 'IsReadOnly'; e = { $disk.IsReadOnly } }
})`;

export const WINDOWS_COMMAND = ['powershell.exe', '-NoProfile', '-NonInteractive', '-Command', SCRIPT];

const volume = z.object({
  DriveLetter: z.string(),
  FileSystemLabel: z.string().nullable(),
  FileSystem: z.string().nullable(),
  Size: z.number(),
  SizeRemaining: z.number(),
  DriveType: z.string(),
  UniqueId: z.string().nullable(),
  BusType: z.string(),
  IsReadOnly: z.boolean(),
});

/** Buses whose disks are meant to be unplugged. */
const EXTERNAL_BUSES = new Set(['USB', 'SD', 'MMC', '1394']);

/** Reads what the script above prints. */
export function parseWindowsDisks(output: string): Disk[] {
  const volumes = z.array(volume).parse(JSON.parse(output));
  return volumes
    .filter(({ Size }) => Size > 0)
    .map((found) => ({
      mountPoint: `${found.DriveLetter}:\\`,
      label: found.FileSystemLabel ?? '',
      fileSystem: (found.FileSystem ?? '').toLowerCase(),
      sizeBytes: found.Size,
      freeBytes: found.SizeRemaining,
      isRemovable: found.DriveType === 'Removable' || EXTERNAL_BUSES.has(found.BusType),
      isReadOnly: found.IsReadOnly,
      uuid: found.UniqueId,
      device: null,
    }));
}
