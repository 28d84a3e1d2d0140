import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { COSTS_FLOOR } from '../../src/main/vault/argon2id.ts';
import { closeVault, createVault } from '../../src/main/vault/vaultFolder.ts';
import { folderBytes } from '../fixtures/folderBytes.ts';
import { liveYear } from '../fixtures/year.ts';
import { PASSPHRASE } from './facts.ts';
import { rivalsHere } from './rivals.ts';
import type { WindowRow } from './window.ts';

const MEGABYTE = 1024 * 1024;

/**
 * What lies on a key after a year of 250 days with 12 sessions and three losses of the PC, in MB: against the vault, and
 * against what restic and borg make of the same evenings and the same retention.
 */
export async function measureYear(
  options: { readonly patients: number; readonly consultations: number; readonly days: number },
  say: (line: string) => void,
): Promise<WindowRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'osteocoffre-year-'));
  try {
    const vaultFolder = join(folder, 'coffre');
    const made = { folder: vaultFolder, passphrase: PASSPHRASE, costs: COSTS_FLOOR };
    const { recoveryCode } = await createVault({ ...made, practice: { practitionerName: 'Camille Martin' } });
    const medium = join(folder, 'rivals');
    mkdirSync(medium);
    const rivals = rivalsHere(join(folder, 'cache'), say);
    for (const rival of rivals) rival.begin(medium);
    const { days } = options;
    const year = await liveYear({
      folder,
      vaultFolder,
      recoveryCode,
      practice: options,
      days,
      sessionsPerDay: 12,
      losses: [0.25, 0.57, 0.81].map((share) => Math.floor(share * days)),
      onEvening: (database, key, time) => {
        if (key !== 0) return;
        for (const rival of rivals) rival.copy(medium, database, time);
        say(`year: evening of ${new Date(time).toISOString().slice(0, 10)}`);
      },
    });
    for (const rival of rivals) rival.end(medium);
    closeVault(year.vault);
    const [ours = 0] = year.keys.map(({ spec }) => folderBytes(spec.root) / MEGABYTE);
    const vault = year.databaseBytes / MEGABYTE;
    return [
      {
        name: 'MB on a key after a year, against the vault',
        reference: vault,
        measured: ours,
        allowed: '2 x',
        holds: ours <= 2 * vault,
      },
      ...rivals.map(({ name }) => ({
        name: `MB on a key after a year, against ${name}`,
        reference: folderBytes(join(medium, name)) / MEGABYTE,
        measured: ours,
        allowed: '',
        holds: true,
      })),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
