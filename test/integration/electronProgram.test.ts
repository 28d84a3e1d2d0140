import { fork } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startApplication, type Application } from '../../src/main/app.ts';
import type { UtilityProcessApi } from '../../src/main/host/electron/electronApi.ts';
import { ElectronHost } from '../../src/main/host/electron/electronHost.ts';
import { contract, type Input, type MethodName, type Output } from '../../src/shared/contract/index.ts';
import { ElectronDouble } from '../fixtures/electronDouble.ts';

// The program as it is built for Electron, laid out as in its package, with everything of it running but Electron: the
// built core on its thread, and the built cutter in a process of its own that the host starts and the core speaks with.

const PROJECT = join(import.meta.dirname, '../..');
const scratch = mkdtempSync(join(tmpdir(), 'osteocoffre-program-'));
const program = join(scratch, 'program');
const key = join(scratch, 'CLÉ BLEUE');
const electron = new ElectronDouble();
const cutters: string[] = [];
let application: Application;
let host: ElectronHost;

beforeAll(async () => {
  mkdirSync(program);
  mkdirSync(key);
  for (const name of ['package.json', 'migrations', 'assets', 'dist/electron'])
    cpSync(join(PROJECT, name), join(program, name), { recursive: true });
  symlinkSync(join(PROJECT, 'node_modules'), join(program, 'node_modules'));
  Object.assign(electron, { utilityProcess: { fork: forkInPlaceOfElectron } });
  host = new ElectronHost(electron, {
    pagesFolder: join(PROJECT, 'test/fixtures/pages'),
    preload: join(program, 'dist/preload/preload.cjs'),
    cutter: join(program, 'dist/electron/electronCutter.js'),
    documentsFolder: scratch,
    platform: 'linux',
  });
  application = await startApplication(host, {
    dataFolder: join(scratch, 'data'),
    programFolder: program,
    coreThread: pathToFileURL(join(program, 'dist/electron/coreThread.js')),
  });
}, 120_000);

afterAll(async () => {
  await host.services.quit();
  await application.ended;
  rmSync(scratch, { recursive: true, force: true });
});

function forkInPlaceOfElectron(file: string, args: string[], { env }: { env: Record<string, string> }) {
  cutters.push(file);
  const shim = pathToFileURL(join(PROJECT, 'test/fixtures/parentPort.ts')).href;
  const stdio = ['ignore', 'ignore', 'inherit', 'ipc'] as const;
  const child = fork(file, args, { env, execArgv: ['--import', shim], stdio: [...stdio], serialization: 'advanced' });
  return {
    postMessage: (message) => {
      if (typeof message === 'object' && message !== null) child.send(message);
    },
    kill: () => child.kill(),
    on: (event: string, listener: (message: unknown) => void) => child.on(event, listener),
  } satisfies UtilityProcessApi;
}

async function call<Name extends MethodName>(method: Name, input: Input<Name>): Promise<Output<Name>> {
  const result = await application.invoke(method, input);
  if (!result.ok) throw new Error(`${method}: ${JSON.stringify(result.error)}`);
  // The schema of this very method, which the compiler cannot follow through the index.
  return contract[method].output.parse(result.value) as Output<Name>;
}

test('a vault is created, copied by a process of its own, restored and opened', async () => {
  const { passphrase } = await call('vault.proposePassphrase', {});
  expect(passphrase.split(' ')).toHaveLength(7);
  const practice = { practitionerName: 'Camille Martin', practiceName: 'Cabinet', city: 'Annecy', greeting: null };
  const { groups, asked } = await call('vault.prepare', { passphrase, practice });
  await call('vault.create', { typedGroups: asked.map((index) => ({ index, text: groups[index] ?? '' })) });
  const patient = await call('patients.create', { fields: { familyName: 'Lefebvre', givenName: 'Marie' } });

  electron.openAnswer = { canceled: false, filePaths: [key] };
  await call('snapshots.choosePlace', {});
  const { snapshotId } = await call('snapshots.add', { label: 'CLÉ BLEUE' });
  expect(cutters).toEqual([join(program, 'dist/electron/electronCutter.js')]);
  expect(readdirSync(join(key, 'snapshots'))).toHaveLength(1);
  expect(existsSync(join(key, 'restaurer.py'))).toBe(true);

  await call('patients.create', { fields: { familyName: 'Depuis', givenName: 'Denis' } });
  await call('snapshots.chooseSource', {});
  const secret = { kind: 'passphrase', text: passphrase } as const;
  expect(await call('snapshots.restore', { secret, snapshotId, acceptsFormerAccess: false })).toEqual({
    keptAside: true,
  });
  await call('vault.unlock', { passphrase });
  const { rows } = await call('patients.list', { offset: 0, limit: 10 });
  expect(rows.map(({ id }) => id)).toEqual([patient.id]);

  electron.saveAnswer = { canceled: false, filePath: join(scratch, 'fiche.pdf') };
  await call('printing.savePdf', { document: { kind: 'patient', patientId: patient.id } });
  expect((await call('patients.communes', { postcode: '74000' })).communes[0]?.name).toBe('Annecy');
}, 120_000);
