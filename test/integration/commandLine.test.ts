import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NODE_PROGRAM } from '../../src/main/nodeProgram.ts';
import { patientFile } from '../../src/shared/contract/patients.ts';
import { osteocoffre } from '../fixtures/commandLine.ts';
import { consultationRow, consultationsCsv, patientRow, patientsCsv } from '../fixtures/libreosteo.ts';
import { takeVaultLock } from '../../src/main/vault/vaultLock.ts';

const PASSPHRASE = 'girafe cubisme losange banquise pulpe revival hiver';
const OTHER_PASSPHRASE = 'hiver revival pulpe banquise losange cubisme girafe';
const folder = mkdtempSync(join(tmpdir(), 'osteocoffre-cli-'));
const vault = join(folder, 'coffre');
let recoveryKey = '';

/** With --json and the passphrase's file: the one object on standard output. */
async function answer(...args: string[]): Promise<unknown> {
  const { code, stdout, stderr } = await osteocoffre([...args, '--json', '--passphrase-file', file('phrase')]);
  expect([code, stderr]).toEqual([0, expect.anything()]);
  expect(stdout.trimEnd().split('\n')).toHaveLength(1);
  return JSON.parse(stdout);
}

function file(name: string, content?: string | Uint8Array): string {
  const path = join(folder, name);
  if (content !== undefined) writeFileSync(path, content);
  return path;
}

beforeAll(async () => {
  file('phrase', `${PASSPHRASE}\n`);
  const created = await answer('create', vault, '--argon2-floor');
  expect(created).toEqual({
    vaultId: expect.stringMatching(/^[0-9a-f]{32}$/),
    recoveryKey: expect.stringMatching(/^[0-9A-Z-]+$/),
  });
  recoveryKey = (created as { recoveryKey: string }).recoveryKey;
}, 60_000);
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('a day without a screen', () => {
  const patients = patientsCsv([patientRow('1'), patientRow('2', { 3: 'Zoé', 4: '31/02/2015' })]);
  const consultations = consultationsCsv([consultationRow('1', '03/02/2020')]);
  const question = {
    line: 3,
    column: 'Date de naissance (JJ/MM/AAAA)',
    value: '31/02/2015',
    code: 'date-unreadable',
  };

  test('a dry run writes nothing, the import brings all, the same again nothing', async () => {
    const files = [file('p.csv', patients), file('c.csv', consultations)];
    const whole = { created: { patients: 2, consultations: 1 }, skipped: 0, questions: [question] };
    expect(await answer('import', vault, ...files, '--dry-run')).toEqual(whole);
    expect(await answer('check', vault)).toMatchObject({ ok: true, patients: 0, consultations: 0 });
    expect(await answer('import', vault, ...files)).toEqual(whole);
    expect(await answer('import', vault, ...files)).toEqual({
      created: { patients: 0, consultations: 0 },
      skipped: 3,
      questions: [],
    });
  });

  test('search and patient', async () => {
    const found = (await answer('search', vault, 'lefe mar')) as { results: { patientId: string }[] };
    expect(found.results).toEqual([
      { patientId: expect.any(String), displayName: 'Marie Lefebvre', birthDate: '1985-03-12' },
    ]);
    const whole = patientFile.parse(await answer('patient', vault, found.results[0]?.patientId ?? ''));
    const held = JSON.stringify(whole);
    for (const cell of patientRow('1')) expect(held).toContain(JSON.stringify(cell).slice(1, -1));
    expect(whole.consultations[0]?.treatment).toBe('thrust L5\nfascias');
  });

  test('what changed in the file is said, and not written', async () => {
    const changed = file('p2.csv', patientsCsv([patientRow('1', { 9: 'Rennes' })]));
    const ended = await osteocoffre(['import', vault, changed, '--json', '--passphrase-file', file('phrase')]);
    expect(JSON.parse(ended.stdout)).toEqual({ created: { patients: 0, consultations: 0 }, skipped: 1, questions: [] });
    expect(ended.stderr).toMatch(/ligne 2.*changée.*city/);
    expect(await answer('search', vault, 'rennes')).toEqual({ results: [] });
  });

  test('fill: as many as asked', async () => {
    expect(await answer('fill', vault, '--patients', '5', '--consultations', '12', '--seed', '3')).toEqual({
      ok: true,
    });
    expect(await answer('check', vault)).toMatchObject({
      ok: true,
      patients: 7,
      consultations: 13,
      accessLog: { intact: true },
    });
  });

  test('the rescue key, also with the recovery key', async () => {
    const rescued = await answer('rescue-key', vault);
    expect(rescued).toEqual({ key: expect.stringMatching(/^[0-9a-f]{64}$/), pragmas: expect.any(Array) });
    const args = ['rescue-key', vault, '--json', '--recovery-key-file', file('secours', `${recoveryKey}\n`)];
    expect(JSON.parse((await osteocoffre(args)).stdout)).toEqual(rescued);
  });

  test('the passphrase changes: the new one opens, the former does not', async () => {
    file('nouvelle', OTHER_PASSPHRASE);
    expect(await answer('passphrase', vault, '--new-passphrase-file', file('nouvelle'))).toEqual({ ok: true });
    const former = await osteocoffre(['check', vault, '--json', '--passphrase-file', file('phrase')]);
    expect([former.code, JSON.parse(former.stdout)]).toMatchObject([1, { error: { code: 'wrong-passphrase' } }]);
    file('phrase', OTHER_PASSPHRASE);
    expect(await answer('check', vault)).toMatchObject({ ok: true });
  });

  test('secrets also come by standard input, one a line', async () => {
    expect((await osteocoffre(['check', vault, '--json'], `${OTHER_PASSPHRASE}\n`)).code).toBe(0);
    expect((await osteocoffre(['check', vault, '--json'])).code).toBe(2);
  });

  test('a restore that was cut is finished first; one that is being built is left alone', async () => {
    const parent = join(folder, 'coupure');
    const place = join(parent, 'coffre');
    cpSync(vault, `${place}.restauration-cut`, { recursive: true });
    cpSync(vault, `${place}.avant-restauration-5`, { recursive: true });
    mkdirSync(`${place}.restauration-window`);
    const journal = { format: 'osteocoffre-restore', version: 1, built: 'coffre.restauration-cut' };
    writeFileSync(`${place}.restauration.json`, JSON.stringify({ ...journal, former: 'coffre.avant-restauration-5' }));
    expect(await answer('check', `${place}/`)).toMatchObject({ ok: true });
    expect(readdirSync(parent).sort()).toEqual(['coffre', 'coffre.avant-restauration-5', 'coffre.restauration-window']);
  });

  test('create finds the vault that a cut restore was about to put there', async () => {
    const place = join(folder, 'coupure2', 'coffre');
    cpSync(vault, `${place}.restauration-cut`, { recursive: true });
    const journal = { format: 'osteocoffre-restore', version: 1, built: 'coffre.restauration-cut' };
    writeFileSync(`${place}.restauration.json`, JSON.stringify({ ...journal, former: 'coffre.avant-restauration-5' }));
    const ended = await osteocoffre(['create', place, '--argon2-floor', '--json', '--passphrase-file', file('phrase')]);
    expect([ended.code, JSON.parse(ended.stdout)]).toMatchObject([1, { error: { code: 'vault-exists' } }]);
  });

  test('without --json the answer is in French', async () => {
    const ended = await osteocoffre(['check', vault], `${OTHER_PASSPHRASE}\n`);
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    expect(ended.stdout).toContain('Le coffre est intact.');
  });
});

describe('refused: exit code 1, the code as JSON, the sentence on standard error', () => {
  test.each([
    ['no-vault', ['check', join(folder, 'rien')]],
    ['vault-exists', ['create', vault, '--argon2-floor']],
    ['not-found', ['patient', vault, 'f'.repeat(32)]],
    ['file-unreadable', ['import', vault, join(folder, 'rien.csv')]],
    ['file-kind-unknown', ['import', vault, NODE_PROGRAM.commandLine]],
  ])('%s', async (code, args) => {
    const ended = await osteocoffre([...args, '--json', '--passphrase-file', file('phrase')]);
    expect([ended.code, JSON.parse(ended.stdout)]).toMatchObject([1, { error: { code } }]);
    expect(ended.stderr).toMatch(/^[A-ZÀ-Ü].*\.\n$/);
  });

  test('a weak passphrase creates nothing', async () => {
    const args = ['create', join(folder, 'autre'), '--json', '--passphrase-file', file('faible', 'azerty')];
    const ended = await osteocoffre(args);
    expect([ended.code, JSON.parse(ended.stdout)]).toMatchObject([1, { error: { code: 'passphrase-too-weak' } }]);
    expect(existsSync(join(folder, 'autre'))).toBe(false);
  });

  test('a vault that another process has open', async () => {
    const lock = takeVaultLock(join(vault, 'coffre.lock'));
    try {
      const ended = await osteocoffre(['check', vault, '--json', '--passphrase-file', file('phrase')]);
      expect([ended.code, JSON.parse(ended.stdout)]).toMatchObject([1, { error: { code: 'vault-in-use' } }]);
    } finally {
      lock.release();
    }
  });

  test('a damaged database', async () => {
    const damaged = join(folder, 'abime');
    mkdirSync(damaged);
    for (const name of ['coffre.db', 'coffre.keys', 'coffre.keys.copy', 'coffre.state.json'])
      writeFileSync(join(damaged, name), readFileSync(join(vault, name)));
    writeFileSync(join(damaged, 'coffre.db'), Buffer.alloc(8192, 7));
    chmodSync(damaged, 0o700);
    const ended = await osteocoffre(['check', damaged, '--json', '--passphrase-file', file('phrase')]);
    expect(ended.code).toBe(1);
    expect(JSON.parse(ended.stdout)).toMatchObject({ error: { code: expect.stringMatching(/^database-/) } });
  });
});

describe('written wrong: exit code 2 and the help', () => {
  test.each([
    [[]],
    [['unknown']],
    [['check']],
    [['check', vault, 'too', 'many']],
    [['check', vault, '--unknown']],
    [['fill', vault, '--patients', 'many', '--consultations', '1', '--seed', '1']],
    [['check', vault, '--passphrase-file', join(folder, 'nowhere')]],
  ])('%j', async (args) => {
    const ended = await osteocoffre(args);
    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toContain('osteocoffre COMMANDE');
  });

  test('--help', async () => {
    expect(await osteocoffre(['--help'])).toMatchObject({ code: 0, stderr: '' });
  });
});
