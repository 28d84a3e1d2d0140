import { expect, test } from '@jest/globals';
import { drawConsultation } from './consultationDocument.ts';
import { drawPatient } from './patientDocument.ts';
import { recoverySheetDocument } from './recoverySheet.ts';
import { somePatient, someConsultation, somePractice } from '../../../test/fixtures/printedRecords.ts';

const HOSTILE = `<script>alert(1)</script></style>"'&`;
const printedAt = Date.UTC(2026, 10, 24, 9, 41);

/** The same record with a hostile text in each of its texts. */
function poisoned<Fields extends object>(record: Fields, kept: readonly string[]): Fields {
  const entries = Object.entries(record).map(([key, value]) => [
    key,
    typeof value === 'string' && !kept.includes(key) ? HOSTILE : (value as unknown),
  ]);
  return Object.fromEntries(entries) as Fields;
}

const practice = poisoned(somePractice(), ['timeZone']);
const patient = poisoned(somePatient(), ['id', 'birthDate', 'sex', 'laterality']);
const consultation = poisoned(someConsultation(), ['id', 'patientId']);

test.each([
  ['consultation', drawConsultation({ practice, patient, consultation, printedAt })],
  ['patient', drawPatient({ practice, patient, consultations: [consultation], printedAt })],
])('a %s shows hostile texts as texts', (_, document) => {
  expect(document).not.toContain('<script');
  expect(document.match(/<\/style>/g)).toHaveLength(1);
  expect(document).toContain('&lt;script&gt;alert(1)&lt;/script&gt;&lt;/style&gt;&quot;&#39;&amp;');
});

test('the whole file goes from the first consultation to the last', () => {
  const document = drawPatient({
    practice: somePractice(),
    patient: somePatient(),
    consultations: [
      { ...someConsultation(), startedAt: Date.UTC(2026, 5, 1), motive: 'la seconde' },
      { ...someConsultation(), startedAt: Date.UTC(2025, 5, 1), motive: 'la première' },
    ],
    printedAt,
  });
  expect(document.indexOf('la première')).toBeGreaterThan(0);
  expect(document.indexOf('la première')).toBeLessThan(document.indexOf('la seconde'));
});

test('a consultation that was corrected after its end says which texts, one that was not says nothing', () => {
  const consultation = { ...someConsultation(), rewrittenFields: ['motive', 'orl', 'advice'] };
  const print = (amendedFields: string[]): string =>
    drawConsultation({
      practice: somePractice(),
      patient: somePatient(),
      consultation: { ...consultation, amendedFields },
      printedAt,
    });
  expect(print(['advice', 'motive'])).toContain('Corrigé après la fin de la consultation\u00a0: Motif, Conseils.');
  expect(print([])).not.toContain('Corrigé');
});

test('times are those of the practice, overseas too', () => {
  const document = drawConsultation({
    practice: { ...somePractice(), timeZone: 'Indian/Reunion' },
    patient: somePatient(),
    consultation: { ...someConsultation(), startedAt: Date.UTC(2026, 10, 24, 22, 30), endedAt: null },
    printedAt,
  });
  expect(document).toContain('Consultation du mercredi 25 novembre 2026');
  expect(document).toContain('02:30, en cours');
});

test('the recovery sheet holds the code, the date and the short number, and no name of a file to load', () => {
  const sheet = { groups: ['7QF2', '9MKD'], shortVaultId: '7C1E', date: '2026-11-24', qr: ['10', '01'] };
  const document = recoverySheetDocument(sheet);
  expect(document).toContain('<li>7QF2</li>');
  expect(document).toContain('Coffre 7C1E, le mardi 24 novembre 2026');
  expect(document).toContain('M0 0h1v1h-1zM1 1h1v1h-1z');
  expect(document).not.toMatch(/url\((?!data:)|src="|href="/);
});
