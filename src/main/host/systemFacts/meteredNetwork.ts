import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Runs a program of the system and returns what it prints; rejects where it is not there or says no. */
export type SystemQuestion = (command: string, args: readonly string[]) => Promise<string>;

const PATIENCE_MS = 5_000;

/** NMMetered: 1 yes, 2 no, 3 a guess that it is (a phone that shares its line), 4 a guess that it is not, 0 unknown. */
const LINUX_QUESTION: [string, string[]] = [
  'gdbus',
  [
    'call',
    '--system',
    '--dest',
    'org.freedesktop.NetworkManager',
    '--object-path',
    '/org/freedesktop/NetworkManager',
    '--method',
    'org.freedesktop.DBus.Properties.Get',
    'org.freedesktop.NetworkManager',
    'Metered',
  ],
];

/** NetworkCostType of the connection that leads out: Unrestricted, Fixed (so much a month), Variable (by the byte), Unknown. */
const WINDOWS_QUESTION: [string, string[]] = [
  'powershell.exe',
  [
    '-NoProfile',
    '-NonInteractive',
    '-Command',
    "$n = [Windows.Networking.Connectivity.NetworkInformation, Windows, ContentType = WindowsRuntime]::GetInternetConnectionProfile(); if ($n) { $c = $n.GetConnectionCost(); 'cost=' + $c.NetworkCostType + ' roaming=' + $c.Roaming }",
  ],
];

/**
 * True where the system says that what goes over the network is counted or paid for. Where it says nothing (macOS tells
 * programs alone that were built for it), the network is taken for a free one.
 */
export async function isNetworkMetered(
  platform: NodeJS.Platform = process.platform,
  ask: SystemQuestion = askSystem,
): Promise<boolean> {
  try {
    if (platform === 'linux') return readsMeteredOnLinux(await ask(...LINUX_QUESTION));
    if (platform === 'win32') return readsMeteredOnWindows(await ask(...WINDOWS_QUESTION));
    return false;
  } catch {
    // No such program, or no NetworkManager: a practice PC on a cable often has none.
    return false;
  }
}

function readsMeteredOnLinux(output: string): boolean {
  return /^\(<uint32 [13]>,\)\s*$/.test(output);
}

function readsMeteredOnWindows(output: string): boolean {
  return /^cost=(Fixed|Variable) /m.test(output) || /^cost=\w+ roaming=True\s*$/m.test(output);
}

async function askSystem(command: string, args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(command, args, { timeout: PATIENCE_MS, windowsHide: true });
  return stdout;
}
