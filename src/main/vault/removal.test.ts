import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeAll } from './removal.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'osteocoffre-test-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('a folder goes with all that is in it, and a link without what it points to', () => {
  const [tree, beside] = [join(folder, 'tree'), join(folder, 'beside')];
  mkdirSync(join(tree, 'inner'), { recursive: true });
  writeFileSync(join(tree, 'inner', 'file'), 'x');
  writeFileSync(beside, 'x');
  symlinkSync(beside, join(tree, 'link'));
  removeAll(tree);
  expect([existsSync(tree), existsSync(beside)]).toEqual([false, true]);
});

test('nothing happens where nothing is there', () => {
  removeAll(join(folder, 'missing'));
  expect(existsSync(folder)).toBe(true);
});
