import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { createPatient } from '../../src/main/records/patients.ts';
import { COSTS_FLOOR } from '../../src/main/vault/argon2id.ts';
import { createVault } from '../../src/main/vault/vaultFolder.ts';
import { copyTo } from '../faults/copies.ts';
import { withVault } from '../faults/soundVault.ts';
import { PASSPHRASE } from './practice.ts';

// Makes a vault whose only key was last plugged in four days ago, and that has changed since; a process of its own, since
// Playwright's loader does not find SQLite:
//   node keyAtHomeProgram.ts <data folder>

const DAY_MS = 86_400_000;

const [dataFolder = ''] = process.argv.slice(2);
const [folder, key] = [join(dataFolder, 'coffre'), join(dataFolder, 'CLÉ BLEUE')];
const daysAgo = (days: number) => () => Date.now() - days * DAY_MS;
const practice = { practitionerName: 'Camille Ferrand', practiceName: 'Cabinet', city: 'Nantes' };
await createVault({ folder, passphrase: PASSPHRASE, practice, costs: COSTS_FLOOR, now: daysAgo(4) });
await withVault({ folder, passphrase: PASSPHRASE, now: daysAgo(4) }, (vault) => copyTo(vault, key));
await withVault({ folder, passphrase: PASSPHRASE, now: daysAgo(3) }, async (vault) =>
  createPatient(vault, { familyName: 'Lefebvre', givenName: 'Marie' }),
);
rmSync(key, { recursive: true });
