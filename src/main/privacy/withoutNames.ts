import { foldLetters } from '../../shared/domain/name.ts';
import { readPractice } from '../vault/settings.ts';
import { statement } from '../vault/statements.ts';
import type { Vault } from '../vault/vault.ts';

/** What a name leaves where it was taken out. */
const TAKEN_OUT = '[nom]';

/** A word this long is a name even without a capital; shorter ones are too often words of the language (petit, blanc). */
const LONG_WORD = 6;

/** Takes names out of a text that somebody typed. */
export type WithoutNames = (text: string) => string;

/**
 * Takes out of a typed text every word that is a name of somebody whose file the vault holds, archived and removed ones
 * too. It rather takes out a word too many.
 */
export function namesTakenOut(vault: Pick<Vault, 'db'>): WithoutNames {
  const said = wordsOfPractice(vault);
  return withoutWords(
    statement<[], StoredNames>(vault.db, SELECT_NAMES)
      .all()
      .flatMap((names) => wordsOfPerson(names, said)),
  );
}

/** How a purge takes the names of the files that it destroys out of what stays. */
export interface NamesOfFiles {
  /** Every word that is one of their names, as the binder does: for what somebody typed about persons. */
  readonly each: WithoutNames;
  /**
   * The same, but only where a family name and a first name of one person stand together: for texts that name partners of
   * the practice, an accountant or a host, whom a patient's mere namesake must not take out for good.
   */
  readonly whole: WithoutNames;
}

export function namesOfFilesTakenOut(vault: Pick<Vault, 'db'>, patientIds: readonly string[]): NamesOfFiles {
  const said = wordsOfPractice(vault);
  const persons = statement<[string], StoredNames>(
    vault.db,
    `${SELECT_NAMES} WHERE id IN (SELECT value FROM json_each(?))`,
  )
    .all(JSON.stringify(patientIds))
    .map((names) => ({
      family: withoutWords(wordsOf(names.familyName, said).concat(wordsOf(names.birthName, said))),
      given: withoutWords(wordsOf(names.givenName, said)),
      words: wordsOfPerson(names, said),
    }));
  return {
    each: withoutWords(persons.flatMap(({ words }) => words)),
    whole: (text) => {
      const named = persons.filter(({ family, given }) => family(text) !== text && given(text) !== text);
      return withoutWords(named.flatMap(({ words }) => words))(text);
    },
  };
}

interface StoredNames {
  readonly familyName: string;
  readonly givenName: string;
  readonly birthName: string;
}

const SELECT_NAMES = 'SELECT family_name AS familyName, given_name AS givenName, birth_name AS birthName FROM patient';

function withoutWords(words: readonly string[]): WithoutNames {
  const names = new Set(words);
  return (text) =>
    text.replace(/[\p{Letter}\p{Mark}]+/gu, (word) => {
      const isNamed = names.has(foldLetters(word)) && (word.length >= LONG_WORD || /^\p{Uppercase}/u.test(word));
      return isNamed ? TAKEN_OUT : word;
    });
}

function wordsOfPerson({ familyName, givenName, birthName }: StoredNames, said: ReadonlySet<string>): string[] {
  return [familyName, givenName, birthName].flatMap((name) => wordsOf(name, said));
}

/** Who keeps the practice and where: they stand on its head anyway, whoever has the same name. */
function wordsOfPractice(vault: Pick<Vault, 'db'>): ReadonlySet<string> {
  const { practitionerName, practiceName, street, city } = readPractice(vault);
  const people = statement<[], { name: string }>(vault.db, 'SELECT name FROM practitioner').all();
  const texts = [practitionerName, practiceName, street, city, ...people.map(({ name }) => name)];
  return new Set(texts.flatMap((text) => wordsOf(text, NOTHING_SAID)));
}

const NOTHING_SAID: ReadonlySet<string> = new Set();

/** Folded words of a name that are longer than an initial. */
function wordsOf(name: string, said: ReadonlySet<string>): string[] {
  return foldLetters(name)
    .split(/[^\p{Letter}\p{Mark}]+/u)
    .filter((word) => word.length > 1 && !said.has(word));
}
