import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { replayRestore } from './restoreJournal.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'osteocoffre-test-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('where what was built is gone, the next start puts the former vault back and leaves nothing half done', () => {
  const former = 'coffre.avant-restauration-1';
  mkdirSync(join(folder, former));
  const journal = { format: 'osteocoffre-restore', version: 1, built: 'coffre.restauration-0a', former };
  writeFileSync(join(folder, 'coffre.restauration.json'), JSON.stringify(journal));
  writeFileSync(join(folder, 'coffre.restauration.json.tmp-1a55f40e'), '{');
  replayRestore(join(folder, 'coffre'));
  expect(readdirSync(folder)).toEqual(['coffre']);
});
