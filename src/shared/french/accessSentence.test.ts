import { expect, test } from '@jest/globals';
import { accessAction } from '../contract/accessLog.ts';
import { accessSentence, patientOf } from './accessSentence.ts';

test('every action has a sentence of its own that goes on after a name', () => {
  const sentences = accessAction.options.map((action) => accessSentence({ action, facts: {} }));
  expect(new Set(sentences).size).toBe(accessAction.options.length);
  for (const sentence of sentences) expect(sentence).toMatch(/^a [a-zé]/);
});

test('an entry that a full disk delayed says so', () => {
  expect(accessSentence({ action: 'patient-opened', facts: { late: 1 } })).toBe(
    'a ouvert le dossier (noté après coup, le disque était plein)',
  );
});

test('a copy that was known only at the next opening says so', () => {
  expect(accessSentence({ action: 'snapshot-created', facts: { takenAt: 1 } })).toBe(
    'a sauvegardé le coffre (fini après le verrouillage)',
  );
});

test('a purged patient is told from no patient', () => {
  expect(patientOf({ patient: null, aboutSomebody: true })).toBe('Dossier effacé depuis');
  expect(patientOf({ patient: null, aboutSomebody: false })).toBe('');
});

test('a consultation that was moved leaves one file and reaches the other', () => {
  expect(accessSentence({ action: 'consultation-moved', facts: { way: 'out' } })).toContain('vers un autre dossier');
  expect(accessSentence({ action: 'consultation-moved', facts: { way: 'in' } })).toContain('d’un autre dossier');
});
