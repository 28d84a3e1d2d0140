import { z } from 'zod';
import type { Disk } from './disk.ts';

export const LINUX_COMMAND = [
  'lsblk',
  '--json',
  '--bytes',
  '--output',
  'NAME,PATH,LABEL,UUID,FSTYPE,SIZE,FSAVAIL,MOUNTPOINTS,RM,HOTPLUG,TRAN,RO',
];

const device = z.object({
  path: z.string(),
  label: z.string().nullable(),
  uuid: z.string().nullable(),
  fstype: z.string().nullable(),
  size: z.coerce.number(),
  // Number, text or null, by the version of util-linux.
  fsavail: z.coerce.number().nullable(),
  mountpoints: z.array(z.string().nullable()),
  rm: z.boolean(),
  hotplug: z.boolean(),
  tran: z.string().nullable(),
  ro: z.boolean(),
  get children() {
    return z.array(device).optional();
  },
});
type Device = z.infer<typeof device>;

/** Reads lsblk (util-linux 2.37 or later, which has MOUNTPOINTS). */
export function parseLinuxDisks(output: string): Disk[] {
  const { blockdevices } = z.object({ blockdevices: z.array(device) }).parse(JSON.parse(output));
  return blockdevices.flatMap((root) => mounted(root, false));
}

/** A USB disk says `rm: false`: what counts is how it is plugged in, which only the whole disk tells (TRAN). */
function mounted(part: Device, isParentRemovable: boolean): Disk[] {
  const isRemovable = isParentRemovable || part.rm || part.hotplug || part.tran === 'usb';
  const own = part.mountpoints
    .filter((mountPoint): mountPoint is string => mountPoint !== null && mountPoint !== '[SWAP]')
    .map((mountPoint) => ({
      mountPoint,
      label: part.label ?? '',
      fileSystem: (part.fstype ?? '').toLowerCase(),
      sizeBytes: part.size,
      freeBytes: part.fsavail ?? 0,
      isRemovable,
      isReadOnly: part.ro,
      uuid: part.uuid,
      device: part.path,
    }));
  return [...own, ...(part.children ?? []).flatMap((child) => mounted(child, isRemovable))];
}
