import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { archiveFiles } from '../../src/main/privacy/retention/archive.ts';
import { removePatient } from '../../src/main/records/bin.ts';
import { communesOf } from '../../src/main/records/communes.ts';
import { archivedDuplicates, likelyDuplicates, type Newcomer } from '../../src/main/records/duplicates.ts';
import { createPatient } from '../../src/main/records/patients.ts';
import { openTestVault, type TestVault } from '../fixtures/testVault.ts';

let vault: TestVault;
let knownId: string;

beforeAll(() => {
  vault = openTestVault();
  knownId = createPatient(vault, {
    familyName: 'Lefèvre',
    givenName: 'Éléonore',
    birthName: 'Marchand',
    birthDate: '1984-03-07',
    mobile: '06 39 98 12 47',
    email: 'E.Lefevre@exemple.fr',
  }).id;
  createPatient(vault, { familyName: 'Roy', givenName: 'Ed', birthDate: '1990-01-01' });
});
afterAll(() => vault.close());

const nobody: Newcomer = {
  familyName: 'Bernard',
  givenName: 'Paul',
  birthName: '',
  birthDate: null,
  email: '',
  phones: [],
  exceptPatientId: null,
};

/** Family names and reasons, as one text each. */
function alike(newcomer: Partial<Newcomer>): string[] {
  return likelyDuplicates(vault, { ...nobody, ...newcomer }).map(
    ({ patient, reasons }) => `${patient.familyName}: ${reasons.join(', ')}`,
  );
}

test.each<[string, Partial<Newcomer>, string[]]>([
  ['without accents', { familyName: 'LEFEVRE', givenName: 'eleonore', birthDate: '1984-03-07' }, ['same-name-and-birth-date']],
  ['names exchanged', { familyName: 'Éléonore', givenName: 'Lefèvre', birthDate: '1984-03-07' }, ['same-name-and-birth-date']],
  ['by birth name', { familyName: 'Marchand', givenName: 'Éléonore', birthDate: '1984-03-07' }, ['same-name-and-birth-date']],
  ['married since', { familyName: 'Durand', givenName: 'Éléonore', birthName: 'Lefèvre', birthDate: '1984-03-07' }, ['same-name-and-birth-date']],
  ['one slip', { familyName: 'Lefebvre', givenName: 'Eléonor', birthDate: '1984-03-07' }, ['close-name-and-birth-date']],
  ['without a birth date', { familyName: 'Lefèvre', givenName: 'Éléonore' }, ['same-name']],
  ['year alone', { familyName: 'Lefèvre', givenName: 'Éléonore', birthDate: '1984' }, ['same-name']],
  ['another day', { familyName: 'Lefèvre', givenName: 'Éléonore', birthDate: '1984-03-17' }, ['same-name']],
  ['phone written otherwise', { phones: ['+33639981247'] }, ['same-phone']],
  ['e-mail in another case', { email: 'e.lefevre@EXEMPLE.fr' }, ['same-email']],
  ['two reasons', { familyName: 'Lefèvre', givenName: 'Éléonore', phones: ['0639981247'] }, ['same-name', 'same-phone']],
])('%s', (_name, newcomer, reasons) => {
  expect(alike(newcomer)).toEqual([`Lefèvre: ${reasons.join(', ')}`]);
}); // prettier-ignore

test('names of two letters are compared as well', () => {
  expect(alike({ familyName: 'Roy', givenName: 'Ed', birthDate: '1990-01-01' })).toEqual([
    'Roy: same-name-and-birth-date',
  ]);
});

test.each<[string, Partial<Newcomer>]>([
  ['a namesake born elsewhen', { familyName: 'Lefèvre', givenName: 'Éléonore', birthDate: '1991-11-20' }],
  ['a sister', { familyName: 'Lefèvre', givenName: 'Solène', birthDate: '1984-03-08' }],
  ['the same day, another name', { birthDate: '1984-03-07' }],
  ['nothing known', { familyName: '', givenName: '' }],
  ['the file itself', { familyName: 'Lefèvre', givenName: 'Éléonore', exceptPatientId: '' }],
])('%s is no duplicate', (_name, newcomer) => {
  expect(alike(newcomer.exceptPatientId === '' ? { ...newcomer, exceptPatientId: knownId } : newcomer)).toEqual([]);
});

test('whoever is in the bin is not warned of', () => {
  const { id } = createPatient(vault, { familyName: 'Moreau', givenName: 'Claire' });
  expect(alike({ familyName: 'Moreau', givenName: 'Claire' })).toHaveLength(1);
  removePatient(vault, id, 'Erreur');
  expect(alike({ familyName: 'Moreau', givenName: 'Claire' })).toEqual([]);
});

test('a postcode gives its communes, the most peopled first', () => {
  expect(communesOf('44000')).toEqual([{ code: '44109', name: 'Nantes' }]);
  expect(communesOf('75011')).toEqual([{ code: '75056', name: 'Paris' }]);
  expect(communesOf(' 97400 ').map(({ name }) => name)).toContain('Saint-Denis');
  expect(communesOf('44130').map(({ name }) => name)).toContain('Notre-Dame-des-Landes');
  expect([communesOf('00000'), communesOf('SW1A 1AA'), communesOf('')]).toEqual([[], [], []]);
});

test('whoever comes back after years is found in the archive, by the titular alone', () => {
  const { id } = createPatient(vault, { familyName: 'Garnier', givenName: 'Odile', birthDate: '1950-02-11' });
  // The active base keeps a file five years.
  vault.at(Date.UTC(2033, 0, 4, 9));
  archiveFiles(vault, [id]);
  const back: Newcomer = { ...nobody, familyName: 'GARNIER', givenName: 'odile' };
  expect(likelyDuplicates(vault, back)).toEqual([]);
  const found = [{ patientId: id, displayName: 'Odile Garnier', birthDate: '1950-02-11' }];
  expect(archivedDuplicates(vault, back)).toEqual(found);
  expect(archivedDuplicates(vault, { ...nobody, birthName: 'Garnier', givenName: 'Odile' })).toEqual(found);
  expect(archivedDuplicates(vault, { ...nobody, familyName: 'Garnier', givenName: 'Pierre' })).toEqual([]);
  expect(archivedDuplicates(vault.openAs('replacement', 'Jeanne Petit'), back)).toEqual([]);
});
