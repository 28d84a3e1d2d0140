import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { listImports } from '../../../src/main/exchange/importBatches.ts';
import { undoImport } from '../../../src/main/exchange/undoImport.ts';
import { freezeFile } from '../../../src/main/privacy/requests/fileFreeze.ts';
import { admitted, checkIdentity, recordRequest } from '../../../src/main/privacy/requests/requestDesk.ts';
import { emptyExpiredBin } from '../../../src/main/records/bin.ts';
import { startConsultation } from '../../../src/main/records/consultations.ts';
import { clearTraces } from '../../../src/main/records/erasure.ts';
import { fillPractice } from '../../../src/main/records/inventedPractice/fillPractice.ts';
import { refuse } from '../../../src/main/vault/refusal.ts';
import type { ImportRequest } from '../../../src/main/exchange/importRequest.ts';
import { draftImport, reportOf } from '../../../src/main/exchange/draftImport.ts';
import { readTable } from '../../../src/main/exchange/readTable.ts';
import { recogniseColumns } from '../../../src/main/exchange/recogniseColumns.ts';
import { runImport, type ImportProgress } from '../../../src/main/exchange/runImport.ts';
import { readPatientFile, updatePatient } from '../../../src/main/records/patients.ts';
import { listPatients } from '../../../src/main/records/patientRows.ts';
import type { PatientFile } from '../../../src/shared/contract/patients.ts';
import { lettersLeft } from '../../fixtures/lettersLeft.ts';
import {
  consultationRow,
  consultationsCsv,
  patientRow,
  patientsCsv,
  type CsvShape,
} from '../../fixtures/libreosteo.ts';
import { requestOf } from '../../fixtures/personRequest.ts';
import { openTestVault, type TestVault } from '../../fixtures/testVault.ts';

let vault: TestVault;
beforeEach(() => {
  vault = openTestVault();
});
afterEach(() => {
  vault.close();
});

const silent: ImportProgress = { beginStep: () => undefined, advance: () => undefined, breathe: async () => undefined };

async function request(...files: Uint8Array[]): Promise<ImportRequest> {
  const read = files.map(async (bytes, index) => {
    const table = await readTable(bytes);
    const { kind, match } = recogniseColumns(table.headers);
    expect(kind).toBe('libreosteo');
    if (match === null) throw new Error('not recognised');
    return { name: `fichier${index}.csv`, table, match };
  });
  return { files: await Promise.all(read), answers: [], overwrite: [] };
}

async function bring(...files: Uint8Array[]) {
  return runImport(vault, await request(...files), silent);
}

function allFiles(): PatientFile[] {
  return listPatients(vault, 0, 500).rows.map(({ id }) => readPatientFile(vault, id));
}

function onlyFile(): PatientFile {
  const [file, ...others] = allFiles();
  if (file === undefined || others.length > 0) throw new Error('one file was expected');
  return file;
}

const SHAPES: CsvShape[] = (['fr', 'en'] as const).flatMap((language) => [
  ...(['utf8', 'utf8-bom', 'latin1', 'utf16le'] as const).flatMap((encoding) =>
    (['\n', '\r\n'] as const).map((lineEnd) => ({ language, encoding, lineEnd, delimiter: ';' as const })),
  ),
  ...([',', '\t'] as const).map((delimiter) => ({
    language,
    encoding: 'utf8' as const,
    lineEnd: '\n' as const,
    delimiter,
  })),
]);

describe('LibreOsteo', () => {
  test.each(SHAPES.map((shape) => [JSON.stringify(shape), shape] as const))('%s', async (_, shape) => {
    // Latin-1 knows no typographic apostrophe.
    const plain = (row: string[]) => row.map((cell) => cell.replaceAll('’', "'"));
    const report = await bring(
      patientsCsv(
        [plain(patientRow('1', { 15: 'O' })), plain(patientRow('2', { 3: 'Zoé', 15: 'False', 16: 'L' }))],
        shape,
      ),
      consultationsCsv([consultationRow('1', '03/02/2020'), consultationRow('2', '04/02/2020')], shape),
    );
    expect(report).toMatchObject({ created: { patients: 2, consultations: 2 }, skipped: 0, questions: [] });
    const [marie, zoe] = allFiles();
    expect(marie?.patient).toMatchObject({
      familyName: 'Lefebvre',
      birthName: 'Garnier',
      givenName: 'Marie',
      birthDate: '1985-03-12',
      sex: 'female',
      smoker: true,
      laterality: 'right',
      hobbies: 'course à pied; yoga',
      traumaHistory: 'entorse cheville gauche\n(2019), "grave"',
    });
    expect(zoe?.patient).toMatchObject({ givenName: 'Zoé', smoker: false, laterality: 'left' });
    expect(marie?.consultations[0]).toMatchObject({
      startedAt: Date.UTC(2020, 1, 2, 23),
      motive: 'lombalgie',
      cardioPulmonary: 'diaphragme',
      treatment: 'thrust L5\nfascias',
      advice: 'repos; revoir dans 3 semaines',
    });
  });

  test('nothing is guessed', async () => {
    const report = await bring(patientsCsv([patientRow('1', { 4: '', 5: '', 8: 'SW1A 1AA', 15: '', 16: '' })]));
    expect(report.questions).toEqual([]);
    expect(onlyFile().patient).toMatchObject({
      birthDate: null,
      sex: null,
      postcode: 'SW1A 1AA',
      smoker: null,
      laterality: null,
    });
  });

  test.each([
    [4, '31/02/1985', 'date-unreadable'],
    [4, '12/03/85', 'date-unreadable'],
    [4, '03/25/1985', 'date-unreadable'],
    [4, '12/03/2999', 'date-in-the-future'],
    [5, 'X', 'sex-unreadable'],
    [15, 'parfois', 'smoker-unreadable'],
    [16, '?', 'laterality-unreadable'],
    [9, 'x'.repeat(501), 'text-too-long'],
  ])('column %i with %.12s is a question', async (column, value, code) => {
    const report = await bring(patientsCsv([patientRow('1'), patientRow('2', { 3: 'Zoé', [column]: value })]));
    expect(report.created.patients).toBe(2);
    expect(report.questions).toEqual([{ file: 'patients', line: 3, column: expect.any(String), value, code }]);
    const zoe = allFiles()[1]?.patient;
    expect(zoe?.imported).toContainEqual({ label: report.questions[0]?.column, value });
  });

  test('a choice settles a question: correct, leave empty, leave out', async () => {
    const rows = ['1', '2', '3'].map((number) => patientRow(number, { 3: `P${number}`, 4: '99/99/1999' }));
    const asked = await request(patientsCsv(rows));
    const column = 'Date de naissance (JJ/MM/AAAA)';
    const answers: ImportRequest['answers'] = [
      { file: 'patients', line: 2, column, choice: { kind: 'correct', value: '09/09/1999' } },
      { file: 'patients', line: 3, column, choice: { kind: 'leave-empty' } },
      { file: 'patients', line: 4, column, choice: { kind: 'leave-out' } },
    ];
    const report = await runImport(vault, { ...asked, answers }, silent);
    expect(report).toMatchObject({ created: { patients: 2 }, skipped: 1, questions: [] });
    expect(allFiles().map(({ patient }) => patient.birthDate)).toEqual(['1999-09-09', null]);
  });

  test('a number that two patients bear gives their consultations to nobody', async () => {
    const report = await bring(
      patientsCsv([patientRow('1'), patientRow('1', { 1: 'Moreau', 3: 'Paul' })]),
      consultationsCsv([consultationRow('1', '03/02/2020'), consultationRow('7', '03/02/2020')]),
    );
    expect(report).toMatchObject({ created: { patients: 2, consultations: 0 }, skipped: 2 });
    expect(report.questions.map(({ file, line, code }) => [file, line, code])).toEqual([
      ['patients', 3, 'patient-number-twice'],
      ['consultations', 2, 'patient-number-unknown'],
      ['consultations', 3, 'patient-number-unknown'],
    ]);
  });

  test('a consultation without a readable date is left out and asked about', async () => {
    const report = await bring(
      patientsCsv([patientRow('1')]),
      consultationsCsv([consultationRow('1', ''), consultationRow('1', '30/02/2020')]),
    );
    expect(report).toMatchObject({ created: { consultations: 0 }, skipped: 2 });
    expect(report.questions.map(({ code }) => code)).toEqual(['date-missing', 'date-unreadable']);
  });

  test('lines with too few or too many cells are asked about, and lose nothing', async () => {
    const report = await bring(
      patientsCsv([patientRow('1').slice(0, 5), [...patientRow('2', { 3: 'Zoé' }), 'de trop']]),
    );
    expect(report.questions.map(({ line, code }) => [line, code])).toEqual([
      [2, 'row-too-short'],
      [3, 'row-too-long'],
    ]);
    expect(allFiles()[1]?.patient.imported).toContainEqual({ label: 'Colonne 25', value: 'de trop' });
  });

  test('a patient without any name is left out until somebody names it', async () => {
    const report = await bring(patientsCsv([patientRow('1', { 1: '', 3: '' }), patientRow('2', { 3: '' })]));
    expect(report).toMatchObject({ created: { patients: 1 }, skipped: 1 });
    expect(report.questions.map(({ line, code }) => [line, code])).toEqual([
      [2, 'name-missing'],
      [2, 'name-missing'],
      [3, 'name-missing'],
    ]);
  });
});

describe('again', () => {
  const patients = [patientRow('1'), patientRow('2', { 3: 'Zoé', 4: '99/99/1999' })];
  const consultations = [consultationRow('1', '03/02/2020'), consultationRow('1', '03/02/2020')];

  test('the same files create nothing twice, in whatever shape', async () => {
    await bring(patientsCsv(patients), consultationsCsv(consultations));
    const again = await bring(
      patientsCsv(patients, { language: 'en', lineEnd: '\r\n', encoding: 'utf16le' }),
      consultationsCsv(consultations, { language: 'en', encoding: 'utf8-bom', delimiter: ',' }),
    );
    expect(again).toMatchObject({ created: { patients: 0, consultations: 0 }, skipped: 4, questions: [], changed: [] });
  });

  test('a changed line shows the differences and writes nothing unasked', async () => {
    await bring(patientsCsv(patients));
    const changed = [patientRow('1', { 9: 'Rennes', 15: 'O', 17: '' }), patients[1] ?? []];
    const report = await bring(patientsCsv(changed));
    expect(report).toMatchObject({ created: { patients: 0 }, skipped: 2 });
    expect(report.changed).toMatchObject([
      {
        file: 'patients',
        line: 2,
        displayName: 'Marie Lefebvre',
        differences: [
          { field: 'city', present: 'Nantes', inFile: 'Rennes' },
          { field: 'smoker', present: 'false', inFile: 'true' },
          { field: 'alerts', present: 'Allergie à l’arnica', inFile: '' },
        ],
      },
    ]);
    expect(allFiles()[0]?.patient.city).toBe('Nantes');
  });

  test('asked for, the differences are written over, and are then known', async () => {
    await bring(patientsCsv(patients), consultationsCsv([consultationRow('1', '03/02/2020')]));
    const files = [
      patientsCsv([patientRow('1', { 9: 'Rennes' })]),
      consultationsCsv([consultationRow('1', '03/02/2020', { 2: 'cervicalgie' })]),
    ];
    const overwrite: ImportRequest['overwrite'] = [
      { file: 'patients', line: 2 },
      { file: 'consultations', line: 2 },
    ];
    const report = await runImport(vault, { ...(await request(...files)), overwrite }, silent);
    expect(report).toMatchObject({ created: { patients: 0, consultations: 0 }, overwritten: 2, changed: [] });
    const [marie] = allFiles();
    expect(marie?.patient.city).toBe('Rennes');
    expect(marie?.consultations[0]).toMatchObject({ motive: 'cervicalgie', amendedFields: ['motive'] });
    expect(await bring(...files)).toMatchObject({ skipped: 2, overwritten: 0, changed: [] });
  });

  test('another practice’s number 1 is another person', async () => {
    await bring(patientsCsv(patients));
    const other = [patientRow('1', { 1: 'Moreau', 3: 'Paul', 4: '01/02/1970' })];
    expect(await bring(patientsCsv(other))).toMatchObject({ created: { patients: 1 }, changed: [] });
    expect(await bring(patientsCsv(other))).toMatchObject({ created: { patients: 0 }, skipped: 1 });
  });

  test('a dry run writes nothing', async () => {
    const before = vault.db.prepare('SELECT total_changes() AS n').get();
    const report = reportOf(await draftImport(vault, await request(patientsCsv(patients)), async () => undefined));
    expect(report.created.patients).toBe(2);
    expect(report.preview[0]).toEqual({
      line: 2,
      familyName: 'Lefebvre',
      givenName: 'Marie',
      birthDate: '1985-03-12',
      city: 'Nantes',
    });
    expect(vault.db.prepare('SELECT total_changes() AS n').get()).toEqual(before);
  });
});

describe('taken back', () => {
  const patients = patientsCsv([patientRow('1'), patientRow('2', { 3: 'Zoé' }), patientRow('3', { 3: 'Yann' })]);
  const consultations = consultationsCsv(['1', '2', '3'].map((number) => consultationRow(number, '03/02/2020')));

  test('everything goes, and the same files may come again', async () => {
    const { batchId } = await bring(patients, consultations);
    expect(await undoImport(vault, batchId, silent)).toEqual({
      removed: { patients: 3, consultations: 3 },
      putBack: 0,
      kept: [],
    });
    expect(allFiles()).toEqual([]);
    expect(vault.db.prepare('SELECT count(*) AS n FROM import_row').get()).toEqual({ n: 0 });
    expect(listImports(vault)).toMatchObject([{ batchId, undoneAt: vault.now(), patients: 0, consultations: 0 }]);
    expect(await bring(patients, consultations)).toMatchObject({ created: { patients: 3, consultations: 3 } });
    await expect(undoImport(vault, batchId, silent)).rejects.toMatchObject({ error: { code: 'not-found' } });
  });

  test('no six letters of it are left in the vault, whatever closes it in the middle of the clearing', async () => {
    const canary = 'Zxqvortheliumkwy';
    await fillPractice(vault, { patients: 60, consultations: 300, seed: 5 });
    const { batchId } = await bring(
      patientsCsv([patientRow('1', { 1: canary, 20: canary })]),
      consultationsCsv([consultationRow('1', '03/02/2020', { 2: canary })]),
    );
    await undoImport(vault, batchId, silent);
    const clearing = clearTraces(vault);
    vault.db.close();
    expect(await clearing).toBe(false);
    vault.reopen();
    expect(lettersLeft(vault, canary)).not.toEqual([]);
    await emptyExpiredBin(vault);
    expect(lettersLeft(vault, canary)).toEqual([]);
  });

  test('files changed since are kept whole and listed', async () => {
    const { batchId } = await bring(patients, consultations);
    const [marie, yann, zoe] = allFiles();
    if (!marie || !yann || !zoe) throw new Error('three files were expected');
    updatePatient(vault, marie.patient.id, 1, { city: 'Rennes' });
    startConsultation(vault, yann.patient.id);
    const undone = await undoImport(vault, batchId, silent);
    expect(undone.removed).toEqual({ patients: 1, consultations: 1 });
    expect(undone.kept.map(({ displayName }) => displayName).sort()).toEqual(['Marie Lefebvre', 'Yann Lefebvre']);
    expect(allFiles().map((file) => file.consultations.length)).toEqual([1, 2]);
    expect(await bring(patients, consultations)).toMatchObject({ created: { patients: 1, consultations: 1 } });
  });

  test('consultations brought to a patient who was there: the patient stays', async () => {
    await bring(patients);
    const { batchId } = await bring(consultations);
    expect(await undoImport(vault, batchId, silent)).toMatchObject({ removed: { patients: 0, consultations: 3 } });
    expect(allFiles().map((file) => file.consultations.length)).toEqual([0, 0, 0]);
  });

  test('what was written over is put back, and the first import can still be taken back', async () => {
    const first = await bring(patients, consultations);
    const before = allFiles();
    const newer = [
      patientsCsv([patientRow('1', { 9: 'Rennes', 5: '?' })]),
      consultationsCsv([consultationRow('1', '03/02/2020', { 2: 'cervicalgie' })]),
    ];
    const overwrite: ImportRequest['overwrite'] = [
      { file: 'patients', line: 2 },
      { file: 'consultations', line: 2 },
    ];
    const second = await runImport(vault, { ...(await request(...newer)), overwrite }, silent);
    expect(await undoImport(vault, second.batchId, silent)).toMatchObject({ putBack: 2, kept: [] });
    const content = ({ patient, consultations: sessions }: PatientFile) => [
      // Each writing counts, the one that put it back too.
      { ...patient, version: 0 },
      sessions.map(({ motive, imported }) => [motive, imported]),
    ];
    expect(allFiles().map(content)).toEqual(before.map(content));
    expect(await undoImport(vault, first.batchId, silent)).toMatchObject({ removed: { patients: 3 }, kept: [] });
  });
});

describe('a file under limitation (art. 18)', () => {
  const patients = patientsCsv([patientRow('1'), patientRow('2', { 1: 'Morel', 3: 'Paul', 4: '05/06/1979' })]);
  const consultations = consultationsCsv([consultationRow('1', '03/02/2020')]);
  const newer = [
    patientsCsv([
      patientRow('1', { 9: 'Rennes' }),
      patientRow('2', { 1: 'Morel', 3: 'Paul', 4: '05/06/1979', 9: 'Brest' }),
      patientRow('3', { 1: 'Girard', 3: 'Luce', 4: '07/08/1990' }),
    ]),
    consultationsCsv([
      consultationRow('1', '03/02/2020', { 2: 'cervicalgie' }),
      consultationRow('1', '04/05/2021'),
      consultationRow('2', '04/05/2021'),
    ]),
  ];
  const everyLine: ImportRequest['overwrite'] = [2, 3].flatMap((line) => [
    { file: 'patients', line },
    { file: 'consultations', line },
  ]);

  function freeze(familyName: string): string {
    const row = listPatients(vault, 0, 10).rows.find((each) => each.familyName === familyName);
    if (row === undefined) throw new Error('no such file');
    const request = recordRequest(
      vault,
      requestOf(row.id, { kind: 'limitation', receivedAt: vault.now() }, { channel: 'spoken' }),
    );
    checkIdentity(vault, request.id, 'Carte nationale d’identité');
    freezeFile(vault, admitted(vault, request.id), 'contested');
    return row.id;
  }

  test('none of its lines is written, even where it was asked; all other lines are, and the lines left are named', async () => {
    await bring(patients, consultations);
    const frozenId = freeze('Lefebvre');
    const before = readPatientFile(vault, frozenId);
    const report = await runImport(vault, { ...(await request(...newer)), overwrite: everyLine }, silent);
    expect(report).toMatchObject({ created: { patients: 1, consultations: 1 }, overwritten: 1, changed: [] });
    expect(report.frozen.map(({ file, line, patientId }) => [file, line, patientId])).toEqual([
      ['patients', 2, frozenId],
      ['consultations', 2, frozenId],
      ['consultations', 3, frozenId],
    ]);
    expect(readPatientFile(vault, frozenId)).toEqual(before);
    expect(listPatients(vault, 0, 10).rows.map(({ familyName }) => familyName)).toContain('Girard');
  });

  test('the same file brought over after the limitation has ended brings what was left', async () => {
    await bring(patients, consultations);
    freeze('Lefebvre');
    await bring(...newer);
    vault.db.prepare('UPDATE file_freeze SET ended_at = 1').run();
    const report = await runImport(vault, { ...(await request(...newer)), overwrite: everyLine }, silent);
    expect(report).toMatchObject({ created: { patients: 0, consultations: 1 }, frozen: [] });
  });

  test('an import is taken back but for it', async () => {
    const { batchId } = await bring(patients, consultations);
    const frozenId = freeze('Lefebvre');
    expect(await undoImport(vault, batchId, silent)).toMatchObject({
      removed: { patients: 1, consultations: 0 },
      kept: [{ patientId: frozenId }],
    });
    expect(readPatientFile(vault, frozenId).consultations).toHaveLength(1);
  });
});

test.each([1, 30, 75, 100])('stopped at step %i, it leaves nothing', async (at) => {
  const rows = Array.from({ length: 50 }, (_, index) => patientRow(String(index + 1), { 3: `P${index}` }));
  const asked = await request(patientsCsv(rows));
  let steps = 0;
  const breathe = async (): Promise<void> => {
    steps += 1;
    if (steps === at) refuse({ code: 'cancelled' });
  };
  await expect(runImport(vault, asked, { ...silent, breathe })).rejects.toMatchObject({ error: { code: 'cancelled' } });
  expect(allFiles()).toEqual([]);
  for (const table of ['import_batch', 'import_row', 'import_match', 'access_entry'])
    expect(vault.db.prepare(`SELECT count(*) AS n FROM ${table}`).get()).toEqual({ n: 0 });
  expect(await runImport(vault, asked, silent)).toMatchObject({ created: { patients: 50 } });
});

test('every cell that is not empty comes back unchanged', async () => {
  const cell = fc.stringMatching(/^[ -~éèàçœ’\r\n]{0,30}$/);
  const row = fc.array(cell, { minLength: 24, maxLength: 24 });
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 5 }), async (rows) => {
      const numbered = rows.map((cells, index) => [String(index + 1), `Nom${index}`, ...cells.slice(2)]);
      const { batchId } = await bring(patientsCsv(numbered));
      const files = allFiles();
      expect(files).toHaveLength(numbered.length);
      for (const cells of numbered) {
        const file = files.find(({ patient }) => patient.familyName === cells[1]);
        if (file === undefined) throw new Error('a line is missing');
        const held = [...Object.values(file.patient), ...file.patient.imported.map(({ value }) => value)];
        for (const value of cells) if (value !== '') expect(held).toContain(value);
      }
      await undoImport(vault, batchId, silent);
    }),
    { numRuns: 30 },
  );
});

test('5,000 lines come in within seconds', async () => {
  const numbers = Array.from({ length: 1_000 }, (_, index) => String(index + 1));
  const asked = await request(
    patientsCsv(numbers.map((number) => patientRow(number, { 3: `Prénom ${number}` }))),
    consultationsCsv(
      numbers.flatMap((number) => [2020, 2021, 2022, 2023].map((year) => consultationRow(number, `03/02/${year}`))),
    ),
  );
  const start = performance.now();
  const report = await runImport(vault, asked, silent);
  expect(report.created).toEqual({ patients: 1_000, consultations: 4_000 });
  // Far more than it takes: it is to be linear, and the machine of the tests may be busy.
  expect(performance.now() - start).toBeLessThan(25_000);
});
