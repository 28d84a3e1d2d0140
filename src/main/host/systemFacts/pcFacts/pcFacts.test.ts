import { expect, test } from '@jest/globals';
import type { PcAnswer, PcQuestion, PcSystem } from '../../../../shared/domain/pcCheck.ts';
import { LINUX_PROBES } from './linuxProbes.ts';
import { MAC_PROBES } from './macProbes.ts';
import { readPcFacts } from './readPcFacts.ts';
import { WINDOWS_PROBES } from './windowsProbes.ts';

const NOW = Date.UTC(2026, 10, 24, 9);
const PROBES = { linux: LINUX_PROBES, mac: MAC_PROBES, windows: WINDOWS_PROBES };

const LUKS_ROOT = `{"blockdevices":[{"name":"nvme0n1","type":"disk","mountpoint":null,"children":[
  {"name":"nvme0n1p1","type":"part","mountpoint":"/boot/efi"},
  {"name":"nvme0n1p3","type":"part","mountpoint":null,"children":[
    {"name":"nvme0n1p3_crypt","type":"crypt","mountpoint":null,"children":[
      {"name":"vgubuntu-root","type":"lvm","mountpoint":"/"}]}]}]}]}`;
const PLAIN_ROOT = `{"blockdevices":[{"name":"sda","type":"disk","mountpoint":null,"children":[
  {"name":"sda1","type":"part","mountpoint":"/"},
  {"name":"sda2","type":"part","mountpoint":null,"children":[{"name":"data","type":"crypt","mountpoint":"/home"}]}]}]}`;
const ADMIN = '"BUILTIN\\Administrateurs","Alias","S-1-5-32-544","Groupe utilisé uniquement pour le refus"';

/** What each program prints, by its own documentation; no Windows and no Mac stood here to record it from. */
const RECORDED: readonly (readonly [PcSystem, PcQuestion, string, PcAnswer])[] = [
  ['linux', 'disk-encryption', LUKS_ROOT, 'good'],
  ['linux', 'disk-encryption', PLAIN_ROOT, 'bad'],
  ['linux', 'disk-encryption', '{"blockdevices":[{"name":"loop0","type":"loop","mountpoint":"/snap"}]}', 'unknown'],
  ['linux', 'session-password', 'camille P 11/02/2026 0 99999 7 -1\n', 'good'],
  ['linux', 'session-password', 'camille NP 11/02/2026 0 99999 7 -1\n', 'bad'],
  ['linux', 'session-password', 'camille L 11/02/2026 0 99999 7 -1\n', 'unknown'],
  ['linux', 'session-lock', 'true\n', 'good'],
  ['linux', 'session-lock', 'false\n', 'bad'],
  ['linux', 'session-lock', 'No such schema “org.gnome.desktop.screensaver”\n', 'unknown'],
  ['linux', 'firewall', 'active\ninactive\ninactive\n', 'good'],
  ['linux', 'firewall', 'inactive\ninactive\ninactive\n', 'bad'],
  ['linux', 'firewall', 'System has not been booted with systemd as init system\n', 'unknown'],
  ['linux', 'updates', `${NOW / 1_000 - 86_400}\n`, 'good'],
  ['linux', 'updates', `${NOW / 1_000 - 86_400 * 60}\n`, 'bad'],
  ['linux', 'updates', 'stat: cannot statx: No such file or directory\n', 'unknown'],
  ['linux', 'no-admin', 'camille cdrom sudo dip plugdev\n', 'bad'],
  ['linux', 'no-admin', 'camille cdrom plugdev\n', 'good'],
  ['mac', 'disk-encryption', 'FileVault is On.\n', 'good'],
  ['mac', 'disk-encryption', 'FileVault is Off.\n', 'bad'],
  ['mac', 'session-lock', '2026-11-24 10:00:00.123 sysadminctl[812:9013] screenLock delay is immediate\n', 'good'],
  ['mac', 'session-lock', '2026-11-24 10:00:00.123 sysadminctl[812:9013] screenLock is off\n', 'bad'],
  ['mac', 'antivirus', 'assessments enabled\n', 'good'],
  ['mac', 'antivirus', 'assessments disabled\n', 'bad'],
  ['mac', 'firewall', 'Firewall is enabled. (State = 1)\n', 'good'],
  ['mac', 'firewall', 'Firewall is disabled. (State = 0)\n', 'bad'],
  ['mac', 'updates', '2026-11-20 08:10:22 +0000\n', 'good'],
  ['mac', 'updates', '2026-05-20 08:10:22 +0000\n', 'bad'],
  ['mac', 'updates', 'The domain/default pair does not exist\n', 'unknown'],
  ['mac', 'no-admin', 'staff everyone localaccounts _appserverusr admin\n', 'bad'],
  ['mac', 'no-admin', 'staff everyone localaccounts\n', 'good'],
  ['windows', 'disk-encryption', '1\n', 'good'],
  ['windows', 'disk-encryption', '2\n', 'bad'],
  ['windows', 'disk-encryption', '\n', 'unknown'],
  ['windows', 'session-lock', '1\n', 'good'],
  ['windows', 'session-lock', '0\n', 'unknown'],
  // Defender running and up to date; stale; another product beside a Defender that stands by; none.
  ['windows', 'antivirus', '[{"productState":397568}]', 'good'],
  ['windows', 'antivirus', '[{"productState":397584}]', 'bad'],
  ['windows', 'antivirus', '[{"productState":393472},{"productState":266240}]', 'good'],
  ['windows', 'antivirus', '[]', 'bad'],
  ['windows', 'antivirus', 'Get-CimInstance : Invalid namespace\n', 'unknown'],
  ['windows', 'firewall', '[{"on":1},{"on":1},{"on":1}]', 'good'],
  ['windows', 'firewall', '[{"on":1},{"on":0},{"on":1}]', 'bad'],
  ['windows', 'firewall', '', 'unknown'],
  ['windows', 'updates', '2026-11-12T03:14:15\n', 'good'],
  ['windows', 'updates', '2026-01-12T03:14:15\n', 'bad'],
  ['windows', 'updates', 'You cannot call a method on a null-valued expression.\n', 'unknown'],
  ['windows', 'no-admin', `${ADMIN}\n`, 'bad'],
  ['windows', 'no-admin', '"BUILTIN\\Utilisateurs","Alias","S-1-5-32-545","Groupe obligatoire"\n', 'good'],
];

test.each(RECORDED)('%s, %s: %j is %s', (system, question, output, answer) => {
  const probe = PROBES[system].find((candidate) => candidate.question === question);
  expect(probe?.read(output, NOW)).toBe(answer);
});

test('nothing that a program prints makes a reader fail, and nothing at all is never good', () => {
  for (const probe of Object.values(PROBES).flat()) {
    expect([probe.question, probe.read('', NOW)]).toEqual([probe.question, 'unknown']);
    for (const output of ['{', '[]x', 'null', '\0', '{"blockdevices":3}'])
      expect(() => probe.read(output, NOW)).not.toThrow();
  }
});

test('programs that are not there leave their questions to the person', async () => {
  const { system, readings } = await readPcFacts(NOW, { platform: 'win32' });
  expect(system).toBe('windows');
  expect(readings.every(({ answer }) => answer === 'unknown')).toBe(true);
});
