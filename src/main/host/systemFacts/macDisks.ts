import { z } from 'zod';
import type { Disk } from './disk.ts';

export const MAC_COMMAND = ['/usr/sbin/system_profiler', 'SPStorageDataType', '-json'];

const volume = z.object({
  _name: z.string(),
  file_system: z.string().default(''),
  free_space_in_bytes: z.number().default(0),
  size_in_bytes: z.number().default(0),
  mount_point: z.string().optional(),
  volume_uuid: z.string().optional(),
  writable: z.string().default('yes'),
  // Shares have none.
  physical_drive: z.object({ is_internal_disk: z.string().optional() }).optional(),
});

/** Reads `system_profiler SPStorageDataType -json`. */
export function parseMacDisks(output: string): Disk[] {
  const { SPStorageDataType } = z.object({ SPStorageDataType: z.array(volume) }).parse(JSON.parse(output));
  return SPStorageDataType.flatMap((found) =>
    found.mount_point === undefined
      ? []
      : [
          {
            mountPoint: found.mount_point,
            label: found._name,
            fileSystem: found.file_system.toLowerCase(),
            sizeBytes: found.size_in_bytes,
            freeBytes: found.free_space_in_bytes,
            isRemovable: found.physical_drive?.is_internal_disk === 'no',
            isReadOnly: found.writable !== 'yes',
            uuid: found.volume_uuid ?? null,
            device: null,
          },
        ],
  );
}
