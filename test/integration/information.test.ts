import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { informationDuties } from '../../src/main/privacy/information/informationDuties.ts';
import {
  listInformationPapers,
  noticeDigest,
  readNoticeFacts,
  recordInformationPaper,
  versionOfDigest,
} from '../../src/main/privacy/information/informationPapers.ts';
import { noticeIn } from '../../src/main/privacy/information/noticeTexts.ts';
import {
  countInformation,
  informationOfPatient,
  recordInformation,
  recordSeenSince,
  removeInformation,
  undoInformationBatch,
} from '../../src/main/privacy/information/patientInformation.ts';
import { startNirUse, stopNirUse } from '../../src/main/privacy/nir.ts';
import { recordOpposition } from '../../src/main/privacy/oppositions.ts';
import { addActivity, editRegister } from '../../src/main/privacy/register/ownTexts.ts';
import { changeRetentionRule } from '../../src/main/privacy/retention/retentionRule.ts';
import { removePatient } from '../../src/main/records/bin.ts';
import { startConsultation } from '../../src/main/records/consultations.ts';
import { erasePatient } from '../../src/main/records/erasure.ts';
import { giveConsent } from '../../src/main/privacy/consents/consents.ts';
import { addPurpose, listPurposes } from '../../src/main/privacy/consents/purposes.ts';
import { createPatient } from '../../src/main/records/patients.ts';
import { newId } from '../../src/main/vault/identifier.ts';
import { updateSettings } from '../../src/main/vault/settings.ts';
import { somePractice } from '../fixtures/printedRecords.ts';
import { openTestVault, type TestVault } from '../fixtures/testVault.ts';

let vault: TestVault;
beforeEach(() => {
  vault = openTestVault();
  updateSettings(vault, { practice: somePractice() });
});
afterEach(() => vault.close());

const newPatient = (familyName: string): string => createPatient(vault, { familyName, givenName: 'Marie' }).id;

/** A patient seen on these days, the last of them at 23:30 UTC: the next day in Paris. */
function seenOn(familyName: string, ...instants: number[]): string {
  const now = vault.now();
  const id = newPatient(familyName);
  for (const instant of instants) {
    vault.at(instant);
    startConsultation(vault, id);
  }
  vault.at(now);
  return id;
}

function makePaper(): number {
  const digest = noticeDigest(readNoticeFacts(vault));
  const version = versionOfDigest(vault, digest);
  vault.db.transaction(() =>
    recordInformationPaper(vault, { documentId: newId(), kind: 'poster-a4', language: 'fr', version, digest }),
  )();
  return version;
}

test('the notice says what the register says, in both languages', () => {
  const said = () =>
    (['fr', 'en'] as const).map((language) =>
      noticeIn(language, readNoticeFacts(vault))
        .sections.flatMap(({ full }) => full)
        .join('\n')
        .replaceAll('\u00a0', ' '),
    );
  expect(said()[0]).toContain('gardé 5 ans après votre dernière visite, puis 15 ans');
  expect(said()[0]).not.toContain('le nom de votre médecin');
  createPatient(vault, { familyName: 'Morel', givenName: 'Paul', doctor: 'Dr Vasseur' });
  changeRetentionRule(vault, { archivedYears: 10 });
  editRegister(vault, 'common', 'dpo', 'Jean Dupont\ndpo@exemple.fr');
  addActivity(vault, 'Prise de rendez-vous', 'agenda');
  const [french, english] = said();
  for (const text of ['puis 10 ans', 'le nom de votre médecin', 'Jean Dupont dpo@exemple.fr', 'Prise de rendez-vous :'])
    expect(french).toContain(text);
  for (const text of ['then for 10 years', 'the name of your doctor', 'Jean Dupont', 'remind you of your appointments'])
    expect(english).toContain(text);
  expect([french, english].join('')).not.toContain('Vasseur');
});

test('the social-security number is named with what it is for as long as it is used, and the papers made before are outdated', () => {
  const named = { fr: 'numéro de sécurité sociale', en: 'social-security number' } as const;
  const saying = (language: 'fr' | 'en'): string[] =>
    noticeIn(language, readNoticeFacts(vault))
      .sections.filter(({ short, full }) => [short, ...full].join().includes(named[language]))
      .map(({ topic }) => topic);
  makePaper();
  expect([saying('fr'), saying('en')]).toEqual([[], []]);
  startNirUse(vault);
  expect([saying('fr'), saying('en')]).toEqual([
    ['purposes', 'data'],
    ['purposes', 'data'],
  ]);
  expect(informationDuties(vault)).toMatchObject([{ finding: 'notice-outdated' }]);
  stopNirUse(vault, true);
  expect(informationDuties(vault)).toMatchObject([{ finding: 'notice-current' }]);
});

test('the English notice quotes no French: models are translated, own words are said to be there', () => {
  addActivity(vault, 'Prise de rendez-vous', 'agenda');
  const id = addActivity(vault, 'Ateliers du dos', null);
  editRegister(vault, id, 'purposes', 'Tenir la liste des inscrits.');
  for (const [kind, name] of [
    ['research', 'Étude sur le dos'],
    ['own', 'Ateliers du soir'],
  ] as const) {
    addPurpose(vault, { kind, name, body: 'J’accepte.' });
    consentTo(name);
  }
  const { sections } = noticeIn('en', readNoticeFacts(vault));
  const said = sections.find(({ topic }) => topic === 'purposes')?.full.join('\n') ?? '';
  expect(said).toContain('research, without your name; other uses');
  expect(said).toContain('one more purpose in its register');
  for (const french of ['Étude', 'Ateliers', 'inscrits', 'rendez-vous', 'in French'])
    expect(said).not.toContain(french);
});

/** A new patient says yes to it. */
function consentTo(name: string): void {
  const text = listPurposes(vault).find((purpose) => purpose.name === name)?.texts[0];
  if (text === undefined) throw new Error('no such purpose');
  const given = { givenOn: '2026-11-20', channel: 'form', givenAs: 'patient', givenBy: '', signature: null } as const;
  giveConsent(vault, { patientId: newPatient(name), textId: text.id, ...given });
}

test('a paper is of the same version while it says the same, and not current once the register went further', () => {
  expect(informationDuties(vault)).toMatchObject([{ state: 'due', finding: 'notice-missing' }]);
  expect(makePaper()).toBe(1);
  expect(makePaper()).toBe(1);
  expect(informationDuties(vault)).toMatchObject([{ state: 'fine', finding: 'notice-current', count: 1 }]);
  changeRetentionRule(vault, { activeYears: 7 });
  expect(informationDuties(vault)).toMatchObject([{ state: 'due', finding: 'notice-outdated', count: 1 }]);
  expect(makePaper()).toBe(2);
  const papers = listInformationPapers(vault, noticeDigest(readNoticeFacts(vault)));
  expect(papers.map(({ version, isCurrent }) => [version, isCurrent])).toEqual([
    [2, true],
    [1, false],
    [1, false],
  ]);
});

test('a note says when and how, counts, and is taken back', () => {
  const id = newPatient('Lefèvre');
  newPatient('Morel');
  recordInformation(vault, { patientId: id, informedOn: '2026-11-20', manner: 'leaflet' });
  recordInformation(vault, { patientId: id, informedOn: '2026-11-24', manner: 'spoken' });
  expect(() => recordInformation(vault, { patientId: id, informedOn: '2026-11-25', manner: 'spoken' })).toThrow(
    'date-in-the-future',
  );
  const [latest] = informationOfPatient(vault, id);
  expect(latest).toMatchObject({ informedOn: '2026-11-24', manner: 'spoken', by: 'Camille Ferrand' });
  expect(countInformation(vault)).toEqual({ patients: 2, notInformed: 1 });
  removeInformation(vault, latest?.id ?? '');
  expect(informationOfPatient(vault, id)).toHaveLength(1);
  expect(() => removeInformation(vault, latest?.id ?? '')).toThrow('not-found');
});

test('the poster is noted at once for who was seen since, at their first visit, and taken back whole', () => {
  const before = seenOn('Avant', Date.UTC(2026, 8, 30, 12));
  const after = seenOn('Après', Date.UTC(2026, 8, 1, 9), Date.UTC(2026, 9, 5, 9), Date.UTC(2026, 9, 9, 9));
  const evening = seenOn('Soir', Date.UTC(2026, 9, 2, 22, 30));
  const known = seenOn('Connu', Date.UTC(2026, 9, 6, 9));
  recordInformation(vault, { patientId: known, informedOn: '2026-10-06', manner: 'leaflet' });
  expect(() => recordSeenSince(vault, '2026-12-01')).toThrow('date-in-the-future');
  const { batchId, patients } = recordSeenSince(vault, '2026-10-01');
  expect(patients).toBe(2);
  expect(informationOfPatient(vault, after)).toMatchObject([{ informedOn: '2026-10-05', manner: 'poster' }]);
  expect(informationOfPatient(vault, evening)).toMatchObject([{ informedOn: '2026-10-03' }]);
  expect(informationOfPatient(vault, before)).toEqual([]);
  expect(informationOfPatient(vault, known)).toHaveLength(1);
  undoInformationBatch(vault, batchId);
  expect(countInformation(vault)).toEqual({ patients: 4, notInformed: 3 });
  expect(() => undoInformationBatch(vault, batchId)).toThrow('not-found');
});

test('a colleague neither reads nor removes the note of a patient who objected, and it goes with the file', () => {
  const id = newPatient('Lefèvre');
  recordInformation(vault, { patientId: id, informedOn: '2026-11-20', manner: 'leaflet' });
  const [note] = informationOfPatient(vault, id);
  recordOpposition(vault, { patientId: id, recipient: { kind: 'every-colleague' }, channel: 'spoken', note: '' });
  const colleague = vault.openAs('replacement', 'Jeanne Petit');
  expect(() => informationOfPatient(colleague, id)).toThrow('not-found');
  expect(() => removeInformation(colleague, note?.id ?? '')).toThrow('not-found');
  expect(countInformation(colleague)).toEqual({ patients: 0, notInformed: 0 });
  removePatient(vault, id, 'doublon');
  erasePatient(vault, id);
  expect(vault.db.prepare('SELECT count(*) FROM patient_information').pluck().get()).toBe(0);
});
