import type { PcAnswer } from '../../../../shared/domain/pcCheck.ts';
import { ageOfUpdates, firstMatch, type Probe } from './probe.ts';

export const MAC_PROBES: readonly Probe[] = [
  {
    question: 'disk-encryption',
    command: ['/usr/bin/fdesetup', 'status'],
    read: (output) =>
      firstMatch(output, [
        [/FileVault is On/, 'good'],
        [/FileVault is Off/, 'bad'],
      ]),
  },
  {
    question: 'session-lock',
    command: ['/usr/sbin/sysadminctl', '-screenLock', 'status'],
    read: (output) =>
      firstMatch(output, [
        [/screenLock is off/i, 'bad'],
        [/screenLock delay is (immediate|\d+ seconds)/i, 'good'],
      ]),
  },
  {
    // Gatekeeper, which XProtect, the system's own antivirus, comes with.
    question: 'antivirus',
    command: ['/usr/sbin/spctl', '--status'],
    read: (output) =>
      firstMatch(output, [
        [/assessments enabled/, 'good'],
        [/assessments disabled/, 'bad'],
      ]),
  },
  {
    question: 'firewall',
    command: ['/usr/libexec/ApplicationFirewall/socketfilterfw', '--getglobalstate'],
    read: (output) =>
      firstMatch(output, [
        [/State = [12]/, 'good'],
        [/State = 0/, 'bad'],
      ]),
  },
  {
    question: 'updates',
    command: ['/usr/bin/defaults', 'read', '/Library/Preferences/com.apple.SoftwareUpdate', 'LastSuccessfulDate'],
    read: readUpdateDate,
  },
  {
    question: 'no-admin',
    command: ['/usr/bin/id', '-nG'],
    read: (output) => (output.trim() === '' ? 'unknown' : /\badmin\b/.test(output) ? 'bad' : 'good'),
  },
];

/** "2026-11-20 08:10:22 +0000". */
function readUpdateDate(output: string, now: number): PcAnswer {
  const match = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2}) \+0000/.exec(output.trim());
  return match === null ? 'unknown' : ageOfUpdates(Date.parse(`${match[1] ?? ''}T${match[2] ?? ''}Z`), now);
}
