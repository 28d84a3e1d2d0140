import { expect, test } from '@jest/globals';
import { displayName, foldText, foldedWords, isCloseName, nameKey } from './name.ts';

test.each([
  ["L'Haÿ-les-Roses", 'l hay les roses'],
  ['LEFÈVRE', 'lefevre'],
  ['Lefe\u0300vre', 'lefevre'],
  ['Lœuillet', 'loeuillet'],
  ['  Le   Goff ', 'le goff'],
  ['d’Arc', 'd arc'],
  ['Çelik Ñuñez', 'celik nunez'],
])('%s folds to %s', (text, folded) => {
  expect(foldText(text)).toBe(folded);
});

test('a text without letters or figures has no words', () => {
  expect(foldedWords(' - ! ')).toEqual([]);
});

test('a shorter family name sorts before one that it begins', () => {
  expect(['Le Goff|Anne', 'Le|Zoé'].map((pair) => nameKey(...(pair.split('|') as [string, string]))).sort()).toEqual([
    'le\tzoe',
    'le goff\tanne',
  ]);
});

test('the given name comes first where a person is named', () => {
  expect(displayName({ familyName: 'Lefèvre', givenName: 'Éléonore' })).toBe('Éléonore Lefèvre');
});

test.each([
  ['Lefevre', 'Lefèvre', true],
  ['Lefevre', 'Lefebvre', true],
  ['Dupont', 'Dupond', true],
  ['Martin', 'Matrin', true],
  ['Jean-Pierre', 'jean pierre', true],
  ['Dupont', 'Durand', false],
  ['Roy', 'Roi', false],
  ['Martin', 'Martinez', false],
])('%s and %s are close: %s', (one, other, close) => {
  expect(isCloseName(one, other)).toBe(close);
  expect(isCloseName(other, one)).toBe(close);
});
