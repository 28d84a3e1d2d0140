import { listPatients } from '../../src/main/records/patientRows.ts';
import { openPatientFile } from '../../src/main/records/patients.ts';
import { searchEverywhere } from '../../src/main/records/search.ts';
import { checkVault } from '../../src/main/vault/vaultCheck.ts';
import { closeVault, openVault } from '../../src/main/vault/vaultFolder.ts';
import { LONG_FILE, PASSPHRASE } from './facts.ts';

// Prints the resident memory, in bytes, of a process that holds the core alone, after it has worked on that vault:
//   node coreMemory.ts <vault folder>
const opened = await openVault({ folder: process.argv[2] ?? '', passphrase: PASSPHRASE });
const { vault } = opened;
for (const { id } of listPatients(vault, 0, 200).rows) openPatientFile(vault, id);
for (const text of ['lef', 'lombalgie gauche', LONG_FILE, 'nantes']) searchEverywhere(vault, text, 60);
await checkVault(vault);
process.stdout.write(String(process.memoryUsage().rss));
closeVault(opened);
