import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, jest, test } from '@jest/globals';
import { diskOf, isOnRemovableDisk, listDisks } from './disks.ts';
import { ejectDisk } from './eject.ts';
import { watchDisks } from './diskWatch.ts';
import { parseLinuxDisks } from './linuxDisks.ts';
import { readSignal } from './linuxSession.ts';
import { parseMacDisks } from './macDisks.ts';
import { parseWindowsDisks } from './windowsDisks.ts';

const recorded = (name: string): string =>
  readFileSync(join(import.meta.dirname, '../../../../test/fixtures/systemFacts', name), 'utf8');

const BLUE_KEY = {
  label: 'CLÉ BLEUE',
  fileSystem: 'exfat',
  sizeBytes: 31_456_231_424,
  freeBytes: 29_874_126_848,
  isRemovable: true,
  isReadOnly: false,
};

test('Linux: a key by its partition, a USB disk by how it is plugged in, nothing on a machine without', () => {
  expect(parseLinuxDisks(recorded('lsblk-none.json')).filter((disk) => disk.isRemovable)).toEqual([]);
  const disks = parseLinuxDisks(recorded('lsblk-usb.json'));
  expect(disks.map(({ mountPoint, isRemovable }) => [mountPoint, isRemovable])).toEqual([
    ['/', false],
    ['/media/camille/CLÉ BLEUE', true],
    ['/media/camille/Disque noir', true],
    ['/mnt/disque', true],
  ]);
  expect(disks[1]).toEqual({
    ...BLUE_KEY,
    mountPoint: '/media/camille/CLÉ BLEUE',
    uuid: '6A1C-9F07',
    device: '/dev/sda1',
  });
  expect(disks[2]?.isReadOnly).toBe(true);
});

test('macOS: what is not internal can be taken out; a share cannot', () => {
  const disks = parseMacDisks(recorded('system-profiler.json'));
  expect(disks.map(({ mountPoint, isRemovable }) => [mountPoint, isRemovable])).toEqual([
    ['/System/Volumes/Data', false],
    ['/Volumes/CLÉ BLEUE', true],
    ['/Volumes/Partage', false],
  ]);
  expect(disks[1]).toMatchObject(BLUE_KEY);
});

test('Windows: keys and USB disks, which Windows calls fixed; an empty card reader is no disk', () => {
  const disks = parseWindowsDisks(recorded('windows-volumes.json'));
  expect(disks.map(({ mountPoint, isRemovable, isReadOnly }) => [mountPoint, isRemovable, isReadOnly])).toEqual([
    ['C:\\', false, false],
    ['E:\\', true, false],
    ['F:\\', true, true],
  ]);
  expect(disks[1]).toMatchObject(BLUE_KEY);
});

test('a path belongs to the disk with the longest mount point that holds it', async () => {
  const disks = parseLinuxDisks(recorded('lsblk-usb.json'));
  expect(diskOf('/media/camille/CLÉ BLEUE/coffre', disks)?.label).toBe('CLÉ BLEUE');
  expect(diskOf('/media/camille/CLÉ BLEUE 2', disks)?.mountPoint).toBe('/');
  const onWindows = parseWindowsDisks(recorded('windows-volumes.json'));
  expect(diskOf('E:\\sauvegardes', onWindows, '\\')?.label).toBe('CLÉ BLEUE');
  expect(await isOnRemovableDisk('/tmp/not/there/yet', disks)).toBe(false);
  expect(await isOnRemovableDisk('/media/camille/CLÉ BLEUE', disks)).toBe(false);
});

test('this machine is asked without a fault, and an unknown system knows nothing', async () => {
  expect(Array.isArray(await listDisks())).toBe(true);
  expect(await listDisks('aix')).toEqual([]);
});

test('a disk that comes or goes is told once', () => {
  jest.useFakeTimers();
  let mounted = '/';
  let changes = 0;
  const stop = watchDisks(
    () => (changes += 1),
    () => mounted,
  );
  jest.advanceTimersByTime(10_000);
  expect(changes).toBe(0);
  mounted = '/ /media/key';
  jest.advanceTimersByTime(10_000);
  expect(changes).toBe(1);
  stop();
  mounted = '/';
  jest.advanceTimersByTime(10_000);
  expect(changes).toBe(1);
  jest.useRealTimers();
});

describe('a key is taken out of the system', () => {
  const onLinux = parseLinuxDisks(recorded('lsblk-usb.json'))[1];
  const onWindows = parseWindowsDisks(recorded('windows-volumes.json'))[1];
  if (onLinux === undefined || onWindows === undefined) throw new Error('the fixtures have no key');

  /** Notes what the system is asked for, and refuses what is told to be refused. */
  function system(refused: readonly string[]) {
    const asked: string[] = [];
    const run = async (command: string, args: readonly string[]): Promise<boolean> => {
      const [verb] = args;
      asked.push(`${command} ${verb ?? ''}`);
      return !refused.includes(command) && !refused.includes(`${command} ${verb ?? ''}`);
    };
    return { asked, run };
  }

  test('Linux: flushed first, then unmounted, then without power', async () => {
    const { asked, run } = system([]);
    expect(await ejectDisk(onLinux, 'linux', run)).toBe(true);
    expect(asked).toEqual(['sync --file-system', 'udisksctl unmount', 'udisksctl power-off']);
  });

  test('Linux: without udisks the mount table tells whether the person may', async () => {
    const allowed = system(['udisksctl']);
    expect(await ejectDisk(onLinux, 'linux', allowed.run)).toBe(true);
    expect(allowed.asked).toEqual([
      'sync --file-system',
      'udisksctl unmount',
      `umount ${onLinux.mountPoint}`,
      'udisksctl power-off',
    ]);
    const refused = system(['udisksctl', `umount ${onLinux.mountPoint}`]);
    expect(await ejectDisk(onLinux, 'linux', refused.run)).toBe(false);
  });

  test('Windows and macOS: it counts once the drive is gone', async () => {
    const { asked, run } = system([]);
    const seen = [true, true, false];
    expect(await ejectDisk(onWindows, 'win32', run, () => seen.shift() ?? false)).toBe(true);
    expect(seen).toEqual([]);
    expect(asked).toEqual(['powershell.exe -NoProfile']);
    const [, onMac] = parseMacDisks(recorded('system-profiler.json'));
    if (onMac === undefined) throw new Error('the fixture has no key');
    expect(await ejectDisk(onMac, 'darwin', system(['/usr/sbin/diskutil']).run)).toBe(false);
  });
});

test('the desktop tells of lock, sleep, waking and the end of the session', () => {
  const heard = recorded('gdbus-login1.txt')
    .split('\n')
    .map((line) => readSignal(line)?.type)
    .filter((type) => type !== undefined);
  expect(heard).toEqual(['session-locked', 'suspend', 'resume', 'session-ending']);
  expect(readSignal('/ScreenSaver: org.freedesktop.ScreenSaver.ActiveChanged (true,)')).toEqual({
    type: 'session-locked',
  });
  expect(readSignal('/org/gnome/ScreenSaver: org.gnome.ScreenSaver.ActiveChanged (false,)')).toBeNull();
});
