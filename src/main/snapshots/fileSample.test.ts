import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { openTestVault, type TestVault } from '../../../test/fixtures/testVault.ts';
import { createPatient, openPatientFile } from '../records/patients.ts';
import { compareSample, sampleFiles } from './fileSample.ts';

let vault: TestVault;
beforeEach(() => {
  vault = openTestVault();
});
afterEach(() => vault.close());

test('a file differs where a word rotted, not where it was changed or opened', () => {
  const ids = ['Anne', 'Louis', 'Rose'].map(
    (givenName) => createPatient(vault, { familyName: 'Lefebvre', givenName }).id,
  );
  const sample = sampleFiles(vault.db);
  expect(sample.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
  expect(compareSample(vault.db, sample)).toEqual({ compared: 3, differing: 0 });

  openPatientFile(vault, ids[0] ?? '');
  expect(compareSample(vault.db, sample)).toEqual({ compared: 3, differing: 0 });
  vault.db.prepare('UPDATE patient SET city = ?, version = version + 1 WHERE id = ?').run('Nantes', ids[1]);
  expect(compareSample(vault.db, sample)).toEqual({ compared: 2, differing: 0 });
  vault.db.prepare('UPDATE patient SET given_name = ? WHERE id = ?').run('Ros', ids[2]);
  expect(compareSample(vault.db, sample)).toEqual({ compared: 2, differing: 1 });
});

test('at most twenty are looked at, wherever the draw begins', () => {
  for (let count = 0; count < 25; count += 1) createPatient(vault, { familyName: 'Girard', givenName: `N${count}` });
  for (let draw = 0; draw < 10; draw += 1) {
    const ids = sampleFiles(vault.db).map(({ id }) => id);
    expect(new Set(ids).size).toBe(20);
  }
});
