import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { isNetworkMetered } from './meteredNetwork.ts';

const printed = (name: string) => async () =>
  readFileSync(join(import.meta.dirname, '../../../../test/fixtures/systemFacts', name), 'utf8');

test.each([
  ['linux', 'gdbus-metered-yes.txt', true],
  ['linux', 'gdbus-metered-guess.txt', true],
  ['linux', 'gdbus-metered-no.txt', false],
  ['linux', 'gdbus-metered-unknown.txt', false],
  ['win32', 'windows-cost-fixed.txt', true],
  ['win32', 'windows-cost-roaming.txt', true],
  ['win32', 'windows-cost-free.txt', false],
] as const)('%s says by %s whether the network is counted: %s', async (platform, file, isMetered) => {
  expect(await isNetworkMetered(platform, printed(file))).toBe(isMetered);
});

test('where the system says nothing, the network is a free one', async () => {
  const isMissing = async () => Promise.reject(new Error('no such program'));
  expect(await isNetworkMetered('linux', isMissing)).toBe(false);
  expect(await isNetworkMetered('win32', async () => '')).toBe(false);
  expect(await isNetworkMetered('darwin', isMissing)).toBe(false);
});
