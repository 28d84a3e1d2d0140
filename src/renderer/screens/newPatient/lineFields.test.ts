import { expect, test } from '@jest/globals';
import { followLine, lineFields } from './lineFields.ts';

const today = '2026-11-24';
const asRead = { isSwapped: false, isOtherCentury: false };
const empty = { line: '', ...asRead, ...lineFields('', asRead, today) };

test('fills names, birth date and mobile from one line', () => {
  expect(lineFields('Dupont Marie 12/03/1985 0612345678', asRead, today)).toMatchObject({
    familyName: 'Dupont',
    givenName: 'Marie',
    birthDate: '1985-03-12',
    mobile: '0612345678',
    phone: '',
  });
});

test('a landline goes to its own field', () => {
  expect(lineFields('Dupont Marie 0240123456', asRead, today)).toMatchObject({ mobile: '', phone: '0240123456' });
});

test('the other century is taken on demand', () => {
  expect(lineFields('Dupont Marie 12/03/15', asRead, today).birthDate).toBe('2015-03-12');
  expect(lineFields('Dupont Marie 12/03/15', { ...asRead, isOtherCentury: true }, today).birthDate).toBe('1915-03-12');
});

test('what was typed by hand outlives a change of the line', () => {
  const first = { ...empty, ...followLine(empty, { ...asRead, line: 'Dupont Marie' }, today) };
  const byHand = { ...first, givenName: 'Marie-Claire' };
  const changes = followLine(byHand, { ...asRead, line: 'Dupond Marie 12/03/1985' }, today);
  expect(changes).toMatchObject({ familyName: 'Dupond', birthDate: '1985-03-12' });
  expect(changes).not.toHaveProperty('givenName');
});

test('swapping exchanges the names that the line gave, and an emptied line empties them', () => {
  const first = { ...empty, ...followLine(empty, { ...asRead, line: 'Dupont Marie' }, today) };
  const swapped = { ...first, ...followLine(first, { ...asRead, isSwapped: true, line: first.line }, today) };
  expect(swapped).toMatchObject({ familyName: 'Marie', givenName: 'Dupont' });
  expect(followLine(swapped, { ...asRead, line: '' }, today)).toMatchObject({ familyName: '', givenName: '' });
});
