import { execFile } from 'node:child_process';
import type { PcReading, PcSystem } from '../../../../shared/domain/pcCheck.ts';
import { LINUX_PROBES } from './linuxProbes.ts';
import { MAC_PROBES } from './macProbes.ts';
import type { Probe } from './probe.ts';
import { WINDOWS_PROBES } from './windowsProbes.ts';

/** Windows starts PowerShell in some seconds on a slow PC; later than this the person answers. */
const LIMIT_MS = 10_000;

const PROBES: Readonly<Record<PcSystem, readonly Probe[]>> = {
  windows: WINDOWS_PROBES,
  mac: MAC_PROBES,
  linux: LINUX_PROBES,
};

export interface PcFacts {
  readonly system: PcSystem;
  readonly readings: readonly PcReading[];
}

/** What the system lets us read, all at once and each within its time; what it does not is `unknown`. */
export async function readPcFacts(
  now: number,
  { platform = process.platform, limitMs = LIMIT_MS }: { platform?: NodeJS.Platform; limitMs?: number } = {},
): Promise<PcFacts> {
  const system = SYSTEMS[platform] ?? 'linux';
  const readings = await Promise.all(
    PROBES[system].map(async ({ question, command, read }) => ({
      question,
      answer: read(await outputOf(command, limitMs), now),
    })),
  );
  return { system, readings };
}

const SYSTEMS: Readonly<Partial<Record<NodeJS.Platform, PcSystem>>> = { win32: 'windows', darwin: 'mac' };

/** Both outputs, whatever the exit code: some programs tell "inactive" by it. Empty where it is not there or takes too long. */
function outputOf([program, ...args]: Probe['command'], timeout: number): Promise<string> {
  return new Promise((resolve) => {
    execFile(
      program,
      args,
      { timeout, windowsHide: true, maxBuffer: 1_048_576, env: { ...process.env, LC_ALL: 'C' } },
      (_, stdout, stderr) => resolve(`${stdout}${stderr}`.replaceAll('\r\n', '\n')),
    );
  });
}
