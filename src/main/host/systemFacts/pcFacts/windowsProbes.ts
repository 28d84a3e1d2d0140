import { z } from 'zod';
import type { PcAnswer } from '../../../../shared/domain/pcCheck.ts';
import { ageOfUpdates, firstMatch, parseJson, type Probe } from './probe.ts';

/** Each is read without an administrator's rights, which manage-bde would need. */
const powershell = (script: string): Probe['command'] => [
  'powershell.exe',
  '-NoProfile',
  '-NonInteractive',
  '-Command',
  script,
];

export const WINDOWS_PROBES: readonly Probe[] = [
  {
    question: 'disk-encryption',
    command: powershell(
      "(New-Object -ComObject Shell.Application).NameSpace($env:SystemDrive).Self.ExtendedProperty('System.Volume.BitLockerProtection')",
    ),
    // 1 on, 2 off, 3 being encrypted, 4 being decrypted, 5 suspended, 6 locked.
    read: (output) =>
      firstMatch(output, [
        [/^\s*[136]\s*$/, 'good'],
        [/^\s*[245]\s*$/, 'bad'],
      ]),
  },
  {
    question: 'session-lock',
    command: powershell("(Get-ItemProperty 'HKCU:\\Control Panel\\Desktop').ScreenSaverIsSecure"),
    // 0 says little: a laptop may lock when it sleeps.
    read: (output) => firstMatch(output, [[/^\s*1\s*$/, 'good']]),
  },
  {
    question: 'antivirus',
    command: powershell(
      'ConvertTo-Json -Compress @(Get-CimInstance -Namespace root/SecurityCenter2 -ClassName AntiVirusProduct | Select-Object productState)',
    ),
    read: readAntivirus,
  },
  {
    question: 'firewall',
    command: powershell(
      'ConvertTo-Json -Compress @(Get-NetFirewallProfile -PolicyStore ActiveStore | Select-Object @{n="on";e={[int]$_.Enabled}})',
    ),
    read: readFirewall,
  },
  {
    question: 'updates',
    command: powershell(
      '(New-Object -ComObject Microsoft.Update.AutoUpdate).Results.LastInstallationSuccessDate.ToString("s")',
    ),
    read: (output, now) => ageOfUpdates(Date.parse(`${output.trim()}Z`), now),
  },
  {
    question: 'no-admin',
    command: ['whoami.exe', '/groups', '/fo', 'csv', '/nh'],
    // The group of administrators, by its number: its name is translated. A member whose rights sleep is one all the same.
    read: (output) => (output.trim() === '' ? 'unknown' : output.includes('S-1-5-32-544') ? 'bad' : 'good'),
  },
];

const products = z.array(z.object({ productState: z.int() }));

/**
 * Security Center's state: bits 12 to 15 are 1 while the product runs, bits 4 to 7 are 0 while it is up to date. One
 * that is good is enough: Defender stands by where another product is there.
 */
function readAntivirus(output: string): PcAnswer {
  const parsed = products.safeParse(parseJson(output));
  if (!parsed.success) return 'unknown';
  const isGood = ({ productState }: { productState: number }): boolean =>
    ((productState >> 12) & 0xf) === 1 && ((productState >> 4) & 0xf) === 0;
  return parsed.data.some(isGood) ? 'good' : 'bad';
}

const profiles = z.array(z.object({ on: z.int() })).min(1);

function readFirewall(output: string): PcAnswer {
  const parsed = profiles.safeParse(parseJson(output));
  if (!parsed.success) return 'unknown';
  return parsed.data.every(({ on }) => on === 1) ? 'good' : 'bad';
}
