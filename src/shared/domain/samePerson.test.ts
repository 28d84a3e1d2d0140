import { expect, test } from '@jest/globals';
import { maySamePerson } from './samePerson.ts';

test.each([
  ['Dr Durand', 'Dr Durand'],
  ['Dr. P. Durand', 'Docteur DURAND Paul, Nantes'],
  ['Hélène Le Goff', 'Mme le goff'],
])('%s may be %s', (one, other) => {
  expect(maySamePerson(one, other)).toBe(true);
  expect(maySamePerson(other, one)).toBe(true);
});

test.each([
  ['Dr Durand', 'Dr Morel'],
  ['Dr Paul Durand', 'Dr Marie Durand'],
  ['Dr', 'Dr Durand'],
  ['', 'Dr Durand'],
  ['P. D.', 'Paul Durand'],
])('%s is not %s', (one, other) => {
  expect(maySamePerson(one, other)).toBe(false);
});
