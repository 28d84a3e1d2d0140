import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readPatientLine, swapNames } from './patientLine.ts';

const today = '2026-11-24';

/** Family|given|birth date|phones|email|birth name|sex, with what is absent left empty. */
function said(line: string): string {
  const read = readPatientLine(line, today);
  const date = read.birthDate === null ? '' : read.birthDate.ok ? read.birthDate.date : read.birthDate.reason;
  return [read.familyName, read.givenName, date, read.phones.join('+'), read.email, read.birthName, read.sex ?? '']
    .join('|')
    .replace(/\|+$/, '');
}

test.each([
  ['Dupont Marie 12/03/1985 0612345678', 'Dupont|Marie|1985-03-12|0612345678'],
  ['12/03/1985 0612345678 Dupont Marie', 'Dupont|Marie|1985-03-12|0612345678'],
  ['12 03 1985 0612345678 Dupont Marie', 'Dupont|Marie|1985-03-12|0612345678'],
  ['0612345678 12 03 1985 Dupont Marie', 'Dupont|Marie|1985-03-12|0612345678'],
  ['Dupont Marie 120385 06 12 34 56 78', 'Dupont|Marie|1985-03-12|06 12 34 56 78'],
  ['Dupont Marie 12.03.85 06.12.34.56.78', 'Dupont|Marie|1985-03-12|06.12.34.56.78'],
  ['06.12.34.56.78 12.03.85 Dupont Marie', 'Dupont|Marie|1985-03-12|06.12.34.56.78'],
  ['12 03 85 0612345678 Dupont Marie', 'Dupont|Marie|1985-03-12|0612345678'],
  ['Dupont Marie 06 1234 5678', 'Dupont|Marie||06 1234 5678'],
  ['Dupont Marie +44 1632 960961', 'Dupont|Marie||+44 1632 960961'],
  ['Dupont, Marie, +33 6 12 34 56 78', 'Dupont|Marie||+33 6 12 34 56 78'],
  ['Dupont Marie 0612345678 01 99 00 12 34', 'Dupont|Marie||0612345678+01 99 00 12 34'],
  ['dupont marie marie.dupont@exemple.fr 12/3/85', 'Dupont|Marie|1985-03-12||marie.dupont@exemple.fr'],
  ['Marie DUPONT', 'Dupont|Marie'],
  ['DUPONT MARIE', 'Dupont|Marie'],
  ['Jean-Pierre LE GOFF', 'Le Goff|Jean-Pierre'],
  ['Le Goff Jean-Pierre', 'Le Goff|Jean-Pierre'],
  ['de la Tour Anne Claire', 'de la Tour|Anne Claire'],
  ["d'Arc Jeanne", "d'Arc|Jeanne"],
  ['Dupont-Martin Éloïse', 'Dupont-Martin|Éloïse'],
  ['McDonald Ronan', 'McDonald|Ronan'],
  ['Mme Dupont Marie née Martin 12 mars 1985', 'Dupont|Marie|1985-03-12|||Martin|female'],
  ['M. Dupont Paul', 'Dupont|Paul|||||male'],
  ['Dupont Marie née le 12/03/1985', 'Dupont|Marie|1985-03-12'],
  ['Dupont Marie né(e) Le Goff, 05/2019', 'Dupont|Marie|2019-05|||Le Goff'],
  ['Dupont Marie 30/02/1985', 'Dupont|Marie|no-such-day'],
  ['Dupont', 'Dupont'],
  ['Le', 'Le'],
  ['', ''],
])('%s', (line, fields) => {
  expect(said(line)).toBe(fields);
});

test('figures that are neither date nor phone are kept aside, to be shown', () => {
  expect(readPatientLine('Dupont Marie 44100', today).unread).toEqual(['44100']);
});

test('a decomposed accent reads as a composed one', () => {
  expect(said('Lefe\u0300vre Zoe\u0301')).toBe('Lefèvre|Zoé');
});

test('one key exchanges the names and changes nothing else', () => {
  const line = readPatientLine('Marie Dupont 12/03/1985', today);
  expect(swapNames(line)).toEqual({ ...line, familyName: 'Dupont', givenName: 'Marie' });
});

test('name, date, phone and e-mail are found in any order', () => {
  const parts = ['Lefèvre Éléonore', '07/03/1984', '06 39 98 12 47', 'e.lefevre@exemple.fr'];
  fc.assert(
    fc.property(fc.shuffledSubarray(parts, { minLength: 4 }), (order) => {
      expect(said(order.join(' '))).toBe('Lefèvre|Éléonore|1984-03-07|06 39 98 12 47|e.lefevre@exemple.fr');
    }),
  );
});

test('no line makes it throw', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (line) => void readPatientLine(line, today)));
});
