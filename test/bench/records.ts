import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3-multiple-ciphers';
import { fillPractice } from '../../src/main/records/inventedPractice/fillPractice.ts';
import { startConsultation, saveConsultation, listConsultations } from '../../src/main/records/consultations.ts';
import { listPatients } from '../../src/main/records/patientRows.ts';
import { openPatientFile } from '../../src/main/records/patients.ts';
import { searchEverywhere } from '../../src/main/records/search.ts';
import { openDatabase } from '../../src/main/vault/database.ts';
import { newId } from '../../src/main/vault/identifier.ts';
import { migrate, readMigrations } from '../../src/main/vault/migrations.ts';
import type { Vault } from '../../src/main/vault/vault.ts';
import { median } from './median.ts';

/** One line of the table: medians in milliseconds, and the most that the ratio may be. */
export interface RecordsRow {
  readonly name: string;
  readonly plain: number;
  readonly encrypted: number;
  readonly ratio: number;
  readonly allowed: number | null;
}

interface Practice {
  readonly patients: number;
  readonly consultations: number;
}

/**
 * The records' own code on the encrypted vault and, beside it in the same run, on plain SQLite with the same schema and
 * the same invented practice. Each measure alternates between the two, so that what else the machine does falls on both.
 */
export async function measureRecords(practice: Practice, say: (line: string) => void): Promise<RecordsRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'osteocoffre-bench-'));
  try {
    const vaults: Pair<Vault> = { plain: openPlain(folder), encrypted: openEncrypted(folder) };
    for (const kind of KINDS) {
      const start = performance.now();
      await fillPractice(vaults[kind], { ...practice, seed: 20261124 });
      say(`filled (${kind}): ${((performance.now() - start) / 1000).toFixed(1)} s`);
      vaults[kind].db.pragma('wal_checkpoint(TRUNCATE)');
    }
    const ids = listPatients(vaults.plain, 0, practice.patients).rows.map(({ id }) => id);
    const rows = measures(ids).map((measure) => compare(vaults, measure));
    for (const kind of KINDS) vaults[kind].db.close();
    return rows;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const KINDS = ['plain', 'encrypted'] as const;
type Pair<Value> = Record<(typeof KINDS)[number], Value>;

interface Measure {
  readonly name: string;
  readonly allowed: number | null;
  readonly times: number;
  /** What is timed; `round` varies what it works on, the same for both. */
  readonly run: (vault: Vault, round: number) => void;
}

function measures(ids: readonly string[]): Measure[] {
  const someone = (round: number) => ids[(round * 7919) % ids.length] ?? '';
  return [
    {
      name: 'insert a consultation',
      allowed: 1.8,
      times: 300,
      run: (vault, round) => writeConsultation(vault, someone(round)),
    },
    {
      name: 'open a patient file',
      allowed: 2,
      times: 300,
      run: (vault, round) => void openPatientFile(vault, someone(round)),
    },
    {
      name: 'read a patient’s consultations',
      allowed: null,
      times: 300,
      run: (vault, round) => void listConsultations(vault, someone(round)),
    },
    {
      name: 'two-term search in the notes',
      allowed: 2,
      times: 150,
      run: (vault, round) => void searchEverywhere(vault, NOTE_SEARCHES[round % NOTE_SEARCHES.length] ?? '', 20),
    },
    {
      name: 'search of a name',
      allowed: null,
      times: 150,
      run: (vault, round) => void searchEverywhere(vault, NAME_SEARCHES[round % NAME_SEARCHES.length] ?? '', 20),
    },
    {
      name: 'window of the list of patients',
      allowed: null,
      times: 150,
      run: (vault, round) => void listPatients(vault, (round * 977) % ids.length, 50),
    },
  ];
}

const NOTE_SEARCHES = ['lombalgie gauche', 'nevralgie cervico', 'diaphragme cotes', 'scapulo natation', 'psoas sacrum'];
const NAME_SEARCHES = [
  'lef',
  'lefe mar',
  'mar',
  'dup',
  'le goff',
  '07/03/1984',
  '06 39 98 12',
  'nantes',
  'd',
  'ma',
  'rousseau',
];

/** As the window does it: begun, then saved with what was typed. */
function writeConsultation(vault: Vault, patientId: string): void {
  const { id, version } = startConsultation(vault, patientId);
  saveConsultation(vault, id, version, {
    motive: 'Lombalgie droite',
    history:
      'Douleur apparue il y a trois jours en soulevant une charge. Irradiation à la fesse droite. Pas de fièvre.',
    examination:
      'Flexion lombaire limitée. Lasègue négatif des deux côtés. L4 en rotation droite. Psoas droit sensible.',
    diagnosis: 'Dysfonction de L4 et iliaque droit postérieur.',
    treatment: 'Correction de L4. Énergie musculaire sur iliaque droit. Travail du psoas. Bien toléré.',
    advice: 'Éviter le port de charges une semaine. À revoir dans trois semaines.',
    painBefore: 6,
  });
}

function compare(vaults: Pair<Vault>, { name, allowed, times, run }: Measure): RecordsRow {
  const spent: Pair<number[]> = { plain: [], encrypted: [] };
  for (let round = -10; round < times; round += 1)
    // Who goes first changes each round.
    for (const kind of round % 2 === 0 ? KINDS : KINDS.toReversed()) {
      const start = performance.now();
      run(vaults[kind], Math.abs(round));
      // The first rounds warm up.
      if (round >= 0) spent[kind].push(performance.now() - start);
    }
  const [plain, encrypted] = [median(spent.plain), median(spent.encrypted)];
  return { name, plain, encrypted, ratio: encrypted / plain, allowed };
}

function openEncrypted(folder: string): Vault {
  const place = join(folder, 'encrypted');
  mkdirSync(place);
  return vaultOver(place, openDatabase(join(place, 'coffre.db'), Buffer.alloc(32, 7), { create: true }));
}

/** Plain SQLite with the settings of openDatabase, but for the cipher. */
function openPlain(folder: string): Vault {
  const place = join(folder, 'plain');
  mkdirSync(place);
  const db = new Database(join(place, 'plain.db'));
  for (const pragma of [
    'page_size=4096',
    'journal_mode=WAL',
    'synchronous=FULL',
    'secure_delete=ON',
    'foreign_keys=ON',
    'temp_store=MEMORY',
  ])
    db.pragma(pragma);
  return vaultOver(place, db);
}

function vaultOver(folder: string, db: Database.Database): Vault {
  const now = Date.now();
  migrate(db, readMigrations(join(import.meta.dirname, '../../migrations')), now);
  const practitioner = { id: newId(), name: 'Camille Martin', role: 'titular' } as const;
  db.prepare('INSERT INTO practitioner (id, name, role, created_at) VALUES (?, ?, ?, ?)').run(
    practitioner.id,
    practitioner.name,
    practitioner.role,
    now,
  );
  return { id: newId(), folder, db, practitioner, now: () => Date.now() };
}
