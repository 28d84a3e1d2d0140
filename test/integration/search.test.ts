import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { removeConsultation, removePatient, restorePatient } from '../../src/main/records/bin.ts';
import { moveConsultation, saveConsultation, startConsultation } from '../../src/main/records/consultations.ts';
import { fillPractice } from '../../src/main/records/inventedPractice/fillPractice.ts';
import { listPatients } from '../../src/main/records/patientRows.ts';
import { createPatient, updatePatient } from '../../src/main/records/patients.ts';
import { searchEverywhere } from '../../src/main/records/search.ts';
import { foldText, foldedWords } from '../../src/shared/domain/name.ts';
import type { PatientFields } from '../../src/shared/contract/patients.ts';
import { openTestVault, type TestVault } from '../fixtures/testVault.ts';

let vault: TestVault;
let practice: TestVault;
let two: TestVault;

beforeAll(async () => {
  two = openTestVault();
  createPatient(two, { familyName: 'Lefèvre', givenName: 'Éléonore', ...lefevre });
  createPatient(two, {
    familyName: 'Bernard',
    givenName: 'Paul',
    birthDate: '1970-12-25',
    mobile: '07 00 11 22 33',
    city: 'Rezé',
  });
  practice = openTestVault();
  await fillPractice(practice, { patients: 200, consultations: 600, seed: 3 });
});
afterAll(() => {
  practice.close();
  two.close();
});

function add(familyName: string, givenName: string, rest: Partial<PatientFields> = {}): string {
  return createPatient(vault, { familyName, givenName, ...rest }).id;
}

function found(text: string): string[] {
  return searchEverywhere(vault, text, 20).patients.map(({ row }) => `${row.familyName} ${row.givenName}`);
}

/** The text with its marks between brackets. */
function shown({ text, marks }: { text: string; marks: [number, number][] }): string {
  return [...marks]
    .reverse()
    .reduce((all, [start, end]) => `${all.slice(0, start)}[${all.slice(start, end)}]${all.slice(end)}`, text);
}

/** A vault of its own for a test that writes. */
function withVault(run: () => void): () => void {
  return () => {
    vault = openTestVault();
    try {
      run();
    } finally {
      vault.close();
    }
  };
}

const lefevre = {
  birthName: 'Marchand',
  birthDate: '1984-03-07',
  mobile: '06 39 98 12 47',
  phone: '+33 2 61 91 44 08',
  city: 'Saint-Sébastien-sur-Loire',
  postcode: '44230',
};

test.each([
  'lefevre', 'LEFÈVRE', 'Lefe\u0300vre', 'lefe mar', 'mar lefe', 'eleo', 'Éléonore Lefèvre', 'efevr', 'le', 'él', 'l',
  'marchand', 'saint sebastien', 'sebastien-sur', '44230', 'lefevre 44230',
  '07/03/1984', '7/3/84', '070384', '07031984', '7 mars 1984', '07.03.1984', '07 03 1984', '1984-03-07', '1984',
  '07/03', '7/3/19', '7/3/198', 'mars 1984', 'lefevre 07/03/1984', '7 mars 1984 eléonore',
  '0639981247', '06 39 98 12 47', '06.39.98', '+33639981247', '+33 6 39 98', '+33 (0)6 39', '9812', '02 61 91 44 08', '0261', '06',
])('%s finds the patient', (text) => {
  expect(searchEverywhere(two, text, 20).patients.map(({ row }) => row.familyName)).toEqual(['Lefèvre']);
}); // prettier-ignore

test.each([
  '',
  '   ',
  '-',
  '"',
  '*',
  'lefevre bernard',
  '08/03/1984',
  '0639981248',
  'zzz',
  'NEAR(a b)',
  'a" OR "b',
  '%',
  '_',
])('%s finds nobody and harms nothing', (text) => {
  expect(searchEverywhere(two, text, 20)).toEqual({ patientTotal: 0, patients: [], consultations: [] });
});

test(
  'a compound name is found in one piece and in parts',
  withVault(() => {
    add('Le Goff', 'Jean-Pierre');
    for (const text of ['legoff', 'le goff', 'goff', 'go', 'jeanpierre', 'jean pierre', 'jean-pi le', 'le-goff'])
      expect(found(text)).toEqual(['Le Goff Jean-Pierre']);
  }),
);

test(
  'a ligature is found by its two letters, and the other way round',
  withVault(() => {
    add('Œuvrard', 'Lætitia');
    expect([found('oeuvrard'), found('œuv'), found('laetitia')]).toEqual(Array(3).fill(['Œuvrard Lætitia']));
  }),
);

test(
  'family names that begin so come first, the last seen before the others; then other names; then the rest',
  withVault(() => {
    const seen = (id: string, day: number) => {
      vault.at(Date.UTC(2026, 9, day));
      startConsultation(vault, id);
    };
    vault.at(Date.UTC(2026, 9, 1));
    seen(add('Roux', 'Claire', { city: 'Marseille' }), 10);
    seen(add('Aimard', 'Anne'), 20);
    seen(add('Moreau', 'Marie'), 12);
    seen(add('Marchand', 'Zoé'), 3);
    seen(add('Martin', 'Paul'), 5);
    add('Marin', 'Jules');
    expect(found('mar')).toEqual([
      'Martin Paul',
      'Marchand Zoé',
      'Marin Jules',
      'Moreau Marie',
      'Aimard Anne',
      'Roux Claire',
    ]);
  }),
);

test(
  'the total counts all that fit, the results stop at the limit',
  withVault(() => {
    for (let number = 0; number < 7; number += 1) add(`Martin${number}`, 'A');
    const { patientTotal, patients } = searchEverywhere(vault, 'martin', 3);
    expect([patientTotal, patients.length]).toEqual([7, 3]);
  }),
);

test(
  'what was found is marked in the text as it is written',
  withVault(() => {
    add('Lefèvre', 'Éléonore', lefevre);
    const hit = (text: string) => searchEverywhere(vault, text, 1).patients[0];
    expect(shown(hit('fev')?.familyName ?? { text: '', marks: [] })).toBe('Le[fèv]re');
    expect(shown(hit('eleo mar')?.givenName ?? { text: '', marks: [] })).toBe('[Éléo]nore');
    expect(shown(hit('eleo mar')?.birthName ?? { text: '', marks: [] })).toBe('[Mar]chand');
    expect(shown(hit('39981')?.phone ?? { text: '', marks: [] })).toBe('06 [39 98 1]2 47');
    expect(shown(hit('6191')?.phone ?? { text: '', marks: [] })).toBe('+33 2 [61 91] 44 08');
    expect(shown(hit('seba')?.city ?? { text: '', marks: [] })).toBe('Saint-[Séba]stien-sur-Loire');
  }),
);

test(
  'a change of name, of phone, of town is found at once, and the former one no more',
  withVault(() => {
    const id = add('Lefèvre', 'Éléonore', lefevre);
    updatePatient(vault, id, 1, { familyName: 'Quéré', mobile: '0700112233', city: 'Rezé' });
    expect([found('quere'), found('07001122'), found('reze')]).toEqual(Array(3).fill(['Quéré Éléonore']));
    expect([found('lefevre'), found('9812'), found('sebastien')]).toEqual([[], [], []]);
  }),
);

test(
  'nobody in the bin is found nor counted, whoever comes back is',
  withVault(() => {
    const id = add('Lefèvre', 'Éléonore', lefevre);
    const consultation = startConsultation(vault, id);
    saveConsultation(vault, consultation.id, 1, { motive: 'Lombalgie de Lefèvre' });
    removePatient(vault, id, 'Erreur');
    for (const text of ['lefevre', 'le', '07/03/1984', '0639981247', 'lombalgie'])
      expect(searchEverywhere(vault, text, 20)).toEqual({ patientTotal: 0, patients: [], consultations: [] });
    restorePatient(vault, id);
    expect(found('lefevre')).toHaveLength(1);
    expect(searchEverywhere(vault, 'lombalgie', 20).consultations).toHaveLength(1);
    removeConsultation(vault, consultation.id, 'Erreur');
    expect(searchEverywhere(vault, 'lombalgie', 20).consultations).toEqual([]);
  }),
);

test(
  'the words of the notes are found in any order and any field, the newest consultation first',
  withVault(() => {
    const id = add('Quéré', 'Bernard');
    const write = (day: number, texts: object) => {
      vault.at(Date.UTC(2026, 9, day, 9));
      const { id: consultationId } = startConsultation(vault, id);
      saveConsultation(vault, consultationId, 1, texts);
      return consultationId;
    };
    const older = write(1, { motive: 'Névralgie cervico-brachiale gauche', advice: 'Repos' });
    const newer = write(2, {
      motive: 'Suivi',
      history: 'NCB gauche en nette amélioration',
      diagnosis: 'Névralgie, cœur normal, phœnix',
    });
    const notes = (text: string) => searchEverywhere(vault, text, 20).consultations.map((hit) => hit.consultationId);
    expect(notes('gauche nevralgie')).toEqual([newer, older]);
    expect(notes('cervico brachi')).toEqual([older]);
    expect(notes('cervico-brachiale')).toEqual([older]);
    expect(notes('repos névr')).toEqual([older]);
    expect([notes('coeur'), notes('cœur'), notes('phoenix')]).toEqual([[newer], [newer], [newer]]);
    expect(notes('ncb droite')).toEqual([]);
    const [hit] = searchEverywhere(vault, 'gauche nevralgie', 1).consultations;
    expect(hit?.displayName).toBe('Bernard Quéré');
    expect(shown(hit?.snippet ?? { text: '', marks: [] })).toMatch(/\[gauche\]|\[Névralgie\]/);
  }),
);

test(
  'a snippet is on one line, cut between words, with the word found in it',
  withVault(() => {
    const id = add('Quéré', 'Bernard');
    const { id: consultationId } = startConsultation(vault, id);
    const filler = 'Douleur ancienne, sans irradiation. '.repeat(10);
    saveConsultation(vault, consultationId, 1, {
      history: `${filler}\nAdressé par le Dr Lefranc pour avis.\n${filler}`,
    });
    const snippet = searchEverywhere(vault, 'lefranc', 1).consultations[0]?.snippet ?? { text: '', marks: [] };
    expect(shown(snippet)).toMatch(/^… \S.*Dr \[Lefranc\] pour avis\. .*\S …$/);
    expect(snippet.text.length).toBeLessThan(160);
  }),
);

test(
  'what is typed, corrected, moved is found as it is now',
  withVault(() => {
    const id = add('Quéré', 'Bernard');
    const other = add('Moreau', 'Claire');
    const { id: consultationId } = startConsultation(vault, id);
    saveConsultation(vault, consultationId, 1, { motive: 'Lombalgie' });
    saveConsultation(vault, consultationId, 2, { motive: 'Cervicalgie' });
    expect(searchEverywhere(vault, 'lombalgie', 5).consultations).toEqual([]);
    moveConsultation(vault, consultationId, other, '');
    expect(searchEverywhere(vault, 'cervicalgie', 5).consultations).toMatchObject([{ displayName: 'Claire Moreau' }]);
  }),
);

test(
  'a change that is rolled back leaves the search as it was',
  withVault(() => {
    add('Lefèvre', 'Éléonore');
    expect(() =>
      vault.db.transaction(() => {
        add('Quéré', 'Bernard');
        throw new Error('stop');
      })(),
    ).toThrow('stop');
    expect([found('quere'), found('lefevre')]).toEqual([[], ['Lefèvre Éléonore']]);
    for (const table of ['patient_search', 'consultation_search'])
      expect(() => vault.db.exec(`INSERT INTO ${table} (${table}, rank) VALUES ('integrity-check', 1)`)).not.toThrow();
  }),
);

test('whatever part of whatever name, phone or date is typed, the patient is among those found', () => {
  const { rows } = listPatients(practice, 0, 200);
  fc.assert(
    fc.property(fc.constantFrom(...rows), fc.nat(), fc.nat(), fc.boolean(), (row, one, two, upper) => {
      const words = foldedWords(`${row.familyName} ${row.givenName} ${row.birthName}`);
      const word = words[one % words.length] ?? '';
      const begun = word.slice(0, 1 + (two % word.length));
      const typed = upper ? begun.toUpperCase() : begun;
      const birth = (row.birthDate ?? '').split('-').reverse().join('/');
      const figures = row.phone.replace(/\s/g, '').slice(0, 3 + (two % 8));
      for (const text of [typed, `${typed} ${words[0] ?? ''}`, `${birth} ${typed}`, `${typed} ${figures}`])
        expect(searchEverywhere(practice, text, 200).patients.map((hit) => hit.row.id)).toContain(row.id);
    }),
    { numRuns: 150 },
  );
});

test('whoever is found has every word that was typed', () => {
  const everything = practice.db.prepare<[], { id: string; text: string }>(
    `SELECT id, search_names || search_phones || search_city AS text FROM patient`,
  );
  const texts = new Map(everything.all().map(({ id, text }) => [id, text]));
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[a-zé]{1,4}$/), { minLength: 1, maxLength: 3 }), (words) => {
      const { patients, patientTotal } = searchEverywhere(practice, words.join(' '), 200);
      expect(patients).toHaveLength(patientTotal);
      for (const { row } of patients) for (const word of words) expect(texts.get(row.id)).toContain(foldText(word));
      const all = [...texts.values()].filter((text) => words.every((word) => fits(text, foldText(word))));
      expect(patientTotal).toBe(all.length);
    }),
  );
});

/** Three letters anywhere, fewer at the beginning of a word of the names or of a phone number. */
function fits(text: string, word: string): boolean {
  return word.length >= 3 ? text.includes(word) : namesOf(text).includes(` ${word}`);
}

/** Communes are left out: one or two letters are looked for in names and phones alone. */
function namesOf(text: string): string {
  const row = practice.db
    .prepare<[string], { names: string }>(
      'SELECT search_names || search_phones AS names FROM patient WHERE search_names || search_phones || search_city = ?',
    )
    .get(text);
  return row?.names ?? '';
}

test('any text at all is an answer, never a fault', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => void searchEverywhere(practice, text, 5)),
  );
});
