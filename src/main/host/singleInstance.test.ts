import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { claimSingleInstance } from './singleInstance.ts';

let dataFolder = '';
const former = process.env['XDG_RUNTIME_DIR'];
beforeEach(() => {
  dataFolder = mkdtempSync(join(tmpdir(), 'osteocoffre-one-'));
  process.env['XDG_RUNTIME_DIR'] = join(dataFolder, 'run');
});
afterEach(() => {
  if (former === undefined) delete process.env['XDG_RUNTIME_DIR'];
  else process.env['XDG_RUNTIME_DIR'] = former;
  rmSync(dataFolder, { recursive: true });
});

test('the second start finds the first, which is told; other data is another program', async () => {
  const first = await claimSingleInstance(dataFolder);
  let told = 0;
  first?.onSecondStart(() => (told += 1));
  expect(await claimSingleInstance(dataFolder)).toBeNull();
  expect(told).toBe(1);
  const other = await claimSingleInstance(dirname(dataFolder));
  expect(other).not.toBeNull();
  await other?.release();
  await first?.release();
  const next = await claimSingleInstance(dataFolder);
  expect(next).not.toBeNull();
  await next?.release();
});

test('the socket lies where only this user can go', async () => {
  const first = await claimSingleInstance(dataFolder);
  expect(statSync(join(dataFolder, 'run')).mode & 0o777).toBe(0o700);
  await first?.release();
});
