import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { openTestVault, type TestVault } from '../../../test/fixtures/testVault.ts';
import { listAccess } from './accessLog.ts';
import { emptyPractice, readPractice, readPreferences, updateSettings } from './settings.ts';
import { writeVaultValue } from './vaultValue.ts';

let vault: TestVault;
beforeEach(() => {
  vault = openTestVault();
});
afterEach(() => vault.close());

test('a vault that knows nothing yet has empty fields, five minutes and four hours', () => {
  expect(readPractice(vault)).toEqual(emptyPractice());
  expect(readPreferences(vault)).toEqual({ idleMinutes: 5, pinHours: 4 });
});

test('what is not given stays, undefined changes nothing, and the run is one entry without values', () => {
  updateSettings(vault, { practice: { practitionerName: 'Dominique Petit', city: 'Annecy' } });
  const after = updateSettings(vault, {
    practice: { city: 'Lyon', phone: undefined },
    preferences: { idleMinutes: 10 },
  });
  expect(after.practice).toEqual({ ...emptyPractice(), practitionerName: 'Dominique Petit', city: 'Lyon' });
  expect(after.preferences).toEqual({ idleMinutes: 10, pinHours: 4 });
  expect(readPractice(vault)).toEqual(after.practice);
  const log = listAccess(vault, { patientId: null, by: null, before: null, limit: 10 });
  expect(log.entries).toMatchObject([{ action: 'settings-changed', facts: {} }]);
});

test('the titular’s new name is the one of the practitioner', () => {
  updateSettings(vault, { practice: { practitionerName: 'Dominique Petit' } });
  expect(vault.db.prepare('SELECT name FROM practitioner').all()).toEqual([{ name: 'Dominique Petit' }]);
});

test('a field that a former version did not write is empty', () => {
  writeVaultValue(vault.db, 'practice', JSON.stringify({ city: 'Annecy' }));
  expect(readPractice(vault)).toEqual({ ...emptyPractice(), city: 'Annecy' });
});
