import { foldLetters } from '../../../shared/domain/name.ts';
import { readPractice } from '../../vault/settings.ts';
import { statement } from '../../vault/statements.ts';
import type { Vault } from '../../vault/vault.ts';

/** A word this long is a name even without a capital; shorter ones are too often words of the language (petit, blanc). */
const LONG_WORD = 6;

/**
 * Takes out of a typed text every word that is a name of somebody whose file the vault holds, archived and removed ones
 * too. It rather takes out a word too many.
 */
export function namesTakenOut(vault: Pick<Vault, 'db'>): (text: string) => string {
  const said = wordsOfPractice(vault);
  const names = new Set(
    statement<[], { name: string }>(
      vault.db,
      `SELECT family_name AS name FROM patient UNION SELECT given_name FROM patient UNION SELECT birth_name FROM patient`,
    )
      .all()
      .flatMap(({ name }) => wordsOf(foldLetters(name)))
      .filter((word) => word.length > 1 && !said.has(word)),
  );
  return (text) =>
    text.replace(/[\p{Letter}\p{Mark}]+/gu, (word) => {
      const isNamed = names.has(foldLetters(word)) && (word.length >= LONG_WORD || /^\p{Uppercase}/u.test(word));
      return isNamed ? '[nom]' : word;
    });
}

/** Who keeps the practice and where: they stand on its head anyway, whoever has the same name. */
function wordsOfPractice(vault: Pick<Vault, 'db'>): ReadonlySet<string> {
  const { practitionerName, practiceName, street, city } = readPractice(vault);
  const people = statement<[], { name: string }>(vault.db, 'SELECT name FROM practitioner').all();
  const texts = [practitionerName, practiceName, street, city, ...people.map(({ name }) => name)];
  return new Set(texts.flatMap((text) => wordsOf(foldLetters(text))));
}

function wordsOf(name: string): string[] {
  return name.split(/[^\p{Letter}\p{Mark}]+/u).filter((word) => word !== '');
}
