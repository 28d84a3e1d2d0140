import { describe, expect, test } from '@jest/globals';
import { isForbiddenPlace, mountTypeLinux, mountTypeMac } from './vaultPlace.ts';

const place = (path: string, fileSystem: string | null = null, hasCloudMark = false) => ({
  path,
  fileSystem,
  hasCloudMark,
});

describe('forbidden', () => {
  test.each([
    ['a share by its name', place('\\\\serveur\\partage\\coffre')],
    ['a mapped drive, whose real path is the share', place('\\\\?\\UNC\\serveur\\partage\\coffre')],
    ['OneDrive', place('C:\\Users\\camille\\OneDrive\\coffre')],
    ['OneDrive of a company', place('C:\\Users\\camille\\OneDrive - Cabinet\\coffre')],
    ['Dropbox', place('/home/camille/Dropbox/coffre')],
    ['iCloud', place('/Users/camille/Library/Mobile Documents/com~apple~CloudDocs/coffre')],
    ['a provider on macOS', place('/Users/camille/Library/CloudStorage/GoogleDrive-x/coffre')],
    ['kDrive', place('/home/camille/kDrive/coffre')],
    ['a mark of a synchronising program', place('/home/camille/docs/coffre', 'ext4', true)],
    ['NFS', place('/mnt/nas/coffre', 'nfs4')],
    ['SMB', place('/mnt/nas/coffre', 'cifs')],
    ['SSHFS', place('/mnt/nas/coffre', 'fuse.sshfs')],
  ])('%s', (_, facts) => {
    expect(isForbiddenPlace(facts)).toBe(true);
  });
});

describe('allowed', () => {
  test.each([
    ['a local disk', place('/home/camille/.local/share/OsteoCoffre/coffre', 'ext4')],
    ['a local disk of Windows', place('C:\\Users\\camille\\AppData\\Roaming\\OsteoCoffre\\coffre')],
    ['a long path of Windows', place('\\\\?\\C:\\Users\\camille\\coffre')],
    ['an NTFS disk through FUSE', place('/mnt/disque/coffre', 'fuseblk')],
    ['a folder whose name only begins like one', place('/home/camille/boxe/coffre', 'btrfs')],
  ])('%s', (_, facts) => {
    expect(isForbiddenPlace(facts)).toBe(false);
  });
});

test('the file system of a path, on Linux', () => {
  const mountinfo = [
    '22 1 259:2 / / rw,relatime shared:1 - ext4 /dev/nvme0n1p2 rw',
    '90 22 0:45 / /mnt/le\\040nas rw,relatime shared:50 - cifs //nas/x rw,vers=3.0',
    '91 22 0:46 / /mnt/le\\040nas/local rw - ext4 /dev/sdb1 rw',
    '92 22 0:47 / /mnt/cache rw - ext4 /dev/sdc1 rw',
    '93 92 0:48 / /mnt/cache rw - nfs4 nas:/x rw',
  ].join('\n');
  expect(mountTypeLinux(mountinfo, '/home/camille')).toBe('ext4');
  expect(mountTypeLinux(mountinfo, '/mnt/le nas')).toBe('cifs');
  expect(mountTypeLinux(mountinfo, '/mnt/le nas/coffre')).toBe('cifs');
  expect(mountTypeLinux(mountinfo, '/mnt/le nas/local/coffre')).toBe('ext4');
  expect(mountTypeLinux(mountinfo, '/mnt/le nasse')).toBe('ext4');
  expect(mountTypeLinux(mountinfo, '/mnt/cache/x')).toBe('nfs4');
});

test('and on macOS', () => {
  const output = [
    '/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)',
    '/dev/disk3s5 on /System/Volumes/Data (apfs, local, journaled, nobrowse)',
    '//camille@nas/partage on /Volumes/partage (smbfs, nodev, nosuid, mounted by camille)',
  ].join('\n');
  expect(mountTypeMac(output, '/Volumes/partage/coffre')).toBe('smbfs');
  expect(mountTypeMac(output, '/System/Volumes/Data/Users/camille')).toBe('apfs');
});
