import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3-multiple-ciphers';
import { recordOpposition } from '../../src/main/privacy/oppositions.ts';
import { fillPractice } from '../../src/main/records/inventedPractice/fillPractice.ts';
import { startConsultation, saveConsultation, listConsultations } from '../../src/main/records/consultations.ts';
import { listPatients } from '../../src/main/records/patientRows.ts';
import { openPatientFile } from '../../src/main/records/patients.ts';
import { searchEverywhere } from '../../src/main/records/search.ts';
import { openDatabase } from '../../src/main/vault/database.ts';
import { newId } from '../../src/main/vault/identifier.ts';
import { migrate, readMigrations } from '../../src/main/vault/migrations.ts';
import { hideOpposedFiles } from '../../src/main/vault/readerViews.ts';
import type { Practitioner, Vault } from '../../src/main/vault/vault.ts';
import { contract } from '../../src/shared/contract/index.ts';
import { compare, type Measure } from './pairs.ts';
import type { WindowRow } from './window.ts';

interface Practice {
  readonly patients: number;
  readonly consultations: number;
}

/**
 * The records' own code on the encrypted vault and, beside it in the same run, on plain SQLite with the same schema and
 * the same invented practice. Each measure alternates between the two, so that what else the machine does falls on both.
 */
export async function measureRecords(practice: Practice, say: (line: string) => void): Promise<WindowRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'osteocoffre-bench-'));
  try {
    const plain = openPlain(folder);
    const encrypted = openEncrypted(folder);
    for (const [kind, vault] of Object.entries({ plain, encrypted })) {
      const start = performance.now();
      await fillPractice(vault, { ...practice, seed: 20261124 });
      say(`filled (${kind}): ${((performance.now() - start) / 1000).toFixed(1)} s`);
      vault.db.pragma('wal_checkpoint(TRUNCATE)');
    }
    const ids = listPatients(plain, 0, practice.patients).rows.map(({ id }) => id);
    const filter = measureFilter(encrypted, ids);
    const rows = measures(ids).map((measure) =>
      compare({ reference: plain, measured: encrypted }, { ...measure, name: `${measure.name}, against plain SQLite` }),
    );
    for (const vault of [plain, encrypted]) vault.db.close();
    return [...rows, ...filter];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** One patient in so many objects to the replacement: more than any practice has seen. */
const OBJECTS_ONE_IN = 100;

/** What a replacement's session costs beside the titular's: the same reads of one vault, with the oppositions under them. */
function measureFilter(titular: Vault, ids: readonly string[]): WindowRow[] {
  const opposed = ids.filter((_, index) => index % OBJECTS_ONE_IN === 0);
  for (const patientId of opposed)
    recordOpposition(titular, { patientId, recipient: { kind: 'every-colleague' }, channel: 'spoken', note: '' });
  const replacement = openBeside(titular);
  const seen = listPatients(replacement, 0, 1).total;
  if (seen !== ids.length - opposed.length) throw new Error('the oppositions do not act');
  const rows = readings(ids).map((measure) =>
    compare(
      { reference: titular, measured: replacement },
      { ...measure, name: `${measure.name} of a replacement, against the titular’s`, allowed: 1.2 },
    ),
  );
  replacement.db.close();
  return rows;
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
    ...readings(ids).map((measure) => (measure.name === NOTE_SEARCH ? { ...measure, allowed: 2 } : measure)),
  ];
}

const NOTE_SEARCH = 'two-term search in the notes';

/** What lists and search read, in the parts for which the window asks, and checked against the contract as the door does. */
function readings(ids: readonly string[]): Measure[] {
  return [
    {
      name: NOTE_SEARCH,
      allowed: null,
      times: 150,
      run: (vault, round) => search(vault, NOTE_SEARCHES[round % NOTE_SEARCHES.length] ?? ''),
    },
    {
      name: 'search of a name',
      allowed: null,
      times: 150,
      run: (vault, round) => search(vault, NAME_SEARCHES[round % NAME_SEARCHES.length] ?? ''),
    },
    {
      name: 'window of the list of patients',
      allowed: null,
      times: 150,
      run: (vault, round) =>
        void contract['patients.list'].output.parse(listPatients(vault, (round * 977) % ids.length, 100)),
    },
  ];
}

function search(vault: Vault, text: string): void {
  contract['search.everywhere'].output.parse(searchEverywhere(vault, text, 20));
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

/** The replacement's own connection to the same vault. */
function openBeside(titular: Vault): Vault {
  const db = openDatabase(join(titular.folder, 'coffre.db'), Buffer.alloc(32, 7));
  const practitioner = { id: newId(), name: 'Jeanne Petit', role: 'replacement' } as const;
  addPractitioner(db, practitioner);
  hideOpposedFiles(db, practitioner, () => Date.now());
  return { ...titular, db, practitioner };
}

function addPractitioner(db: Database.Database, { id, name, role }: Practitioner): void {
  db.prepare('INSERT INTO practitioner (id, name, role, created_at) VALUES (?, ?, ?, ?)').run(
    id,
    name,
    role,
    Date.now(),
  );
}

function vaultOver(folder: string, db: Database.Database): Vault {
  migrate(db, readMigrations(join(import.meta.dirname, '../../migrations')), Date.now());
  const practitioner = { id: newId(), name: 'Camille Martin', role: 'titular' } as const;
  addPractitioner(db, practitioner);
  return { id: newId(), folder, db, practitioner, now: () => Date.now() };
}
