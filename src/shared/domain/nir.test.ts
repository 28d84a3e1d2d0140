import { expect, test } from '@jest/globals';
import { formatNir, readNir, type NirFault } from './nir.ts';

test.each([
  ['295109912611193', '295109912611193'],
  ['253072A07300443', '253072A07300443'],
  ['253072B07300470', '253072B07300470'],
  ['186022A21532523', '186022A21532523'],
  ['2 95 10 99 126 111 93', '295109912611193'],
  [' 2.53.07.2a.073.004.43 ', '253072A07300443'],
  ['2\u00a095\u202f10-99-126-111-93', '295109912611193'],
])('%s is a number', (typed, nir) => {
  expect(readNir(typed)).toEqual({ ok: true, nir });
});

test.each<[string, NirFault]>([
  ['', 'empty'],
  ['   ', 'empty'],
  ['2951099126111', 'key-missing'],
  ['295109912611', 'length'],
  ['2951099126111930', 'length'],
  ['29510991261119O', 'characters'],
  ['295109912611194', 'key'],
  // Two digits that changed places.
  ['295109912161193', 'key'],
  // The other half of Corsica, with the key of the first.
  ['253072B07300443', 'key'],
  ['995109912611193', 'form'],
  ['29510A912611193', 'form'],
])('%s is refused: %s', (typed, reason) => {
  expect(readNir(typed)).toEqual({ ok: false, reason });
});

test('the key is tried over every other value, and only one of the ninety-seven fits', () => {
  const keys = Array.from({ length: 100 }, (_, key) => `2951099126111${String(key).padStart(2, '0')}`);
  expect(keys.filter((nir) => readNir(nir).ok)).toEqual(['295109912611193']);
});

test('a number is shown as on the card, and what is none as it was typed', () => {
  expect(formatNir('253072A07300443').replaceAll('\u00a0', ' ')).toBe('2 53 07 2A 073 004 43');
  expect(formatNir('29510 99')).toBe('29510 99');
});
