import { z } from 'zod';
import type { PcAnswer } from '../../../../shared/domain/pcCheck.ts';
import { ageOfUpdates, firstMatch, parseJson, type Probe } from './probe.ts';

export const LINUX_PROBES: readonly Probe[] = [
  {
    question: 'disk-encryption',
    command: ['lsblk', '--json', '--output', 'NAME,TYPE,MOUNTPOINT'],
    read: readLuks,
  },
  { question: 'session-password', command: ['passwd', '--status'], read: readPasswd },
  {
    question: 'session-lock',
    command: ['gsettings', 'get', 'org.gnome.desktop.screensaver', 'lock-enabled'],
    read: (output) =>
      firstMatch(output, [
        [/^true$/m, 'good'],
        [/^false$/m, 'bad'],
      ]),
  },
  {
    question: 'firewall',
    command: ['systemctl', 'is-active', 'ufw', 'firewalld', 'nftables'],
    read: (output) =>
      firstMatch(output, [
        [/^active$/m, 'good'],
        [/^(inactive\n){2}inactive$/m, 'bad'],
      ]),
  },
  {
    question: 'updates',
    command: ['stat', '--format=%Y', '/var/lib/apt/periodic/update-success-stamp'],
    read: (output, now) => ageOfUpdates(Number(output.trim()) * 1_000, now),
  },
  { question: 'no-admin', command: ['id', '-nG'], read: readGroups },
];

interface BlockDevice {
  readonly type: string;
  readonly mountpoint: string | null;
  readonly children?: readonly BlockDevice[] | undefined;
}

const blockDevice: z.ZodType<BlockDevice> = z.lazy(() =>
  z.object({ type: z.string(), mountpoint: z.string().nullable(), children: z.array(blockDevice).optional() }),
);
const lsblk = z.object({ blockdevices: z.array(blockDevice) });

/** The root lies on, or below, a LUKS mapping (type crypt). */
function readLuks(output: string): PcAnswer {
  const parsed = lsblk.safeParse(parseJson(output));
  if (!parsed.success) return 'unknown';
  const answers = parsed.data.blockdevices.map((device) => rootIsEncrypted(device, false));
  return answers.find((answer) => answer !== null) ?? 'unknown';
}

function rootIsEncrypted(device: BlockDevice, isBelowCrypt: boolean): PcAnswer | null {
  const isEncrypted = isBelowCrypt || device.type === 'crypt';
  if (device.mountpoint === '/') return isEncrypted ? 'good' : 'bad';
  const below = (device.children ?? []).map((child) => rootIsEncrypted(child, isEncrypted));
  return below.find((answer) => answer !== null) ?? null;
}

/** "camille P 11/02/2026 0 99999 7 -1": P has a password, NP none; L is locked, and opened otherwise. */
function readPasswd(output: string): PcAnswer {
  return firstMatch(output, [
    [/^\S+ PS? /, 'good'],
    [/^\S+ NP /, 'bad'],
  ]);
}

function readGroups(output: string): PcAnswer {
  const groups = output.trim().split(/\s+/).filter(Boolean);
  if (groups.length === 0) return 'unknown';
  return groups.some((group) => ['root', 'sudo', 'wheel', 'admin'].includes(group)) ? 'bad' : 'good';
}
