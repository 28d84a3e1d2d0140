/**
 * Text as search and comparison see it: lower case, without accents, ligatures opened (œ, æ, ß), and every hyphen,
 * apostrophe or other sign turned into one space. "L'Haÿ-les-Roses" and "l hay les roses" fold to the same text.
 */
export function foldText(text: string): string {
  return foldLetters(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Lower case, without accents, ligatures opened; signs and spaces stay. */
export function foldLetters(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae')
    .replace(/ß/g, 'ss')
    .replace(/ø/g, 'o')
    .replace(/ł/g, 'l');
}

/** The words of a text, folded. */
export function foldedWords(text: string): string[] {
  const folded = foldText(text);
  return folded === '' ? [] : folded.split(' ');
}

/** What lists are sorted by: family name, then given name, both folded. A tab sorts before any letter. */
export function nameKey(familyName: string, givenName: string): string {
  return `${foldText(familyName)}\t${foldText(givenName)}`;
}

/** A patient named in a sentence or a list: given name, then family name. */
export function displayName(person: { readonly familyName: string; readonly givenName: string }): string {
  return `${person.givenName} ${person.familyName}`.trim();
}

/**
 * True where two names differ by at most one slip of the keyboard: a letter too many, too few, another one, or two
 * neighbours swapped. Names of three letters and fewer must be equal.
 */
export function isCloseName(one: string, other: string): boolean {
  const [a, b] = [foldText(one), foldText(other)];
  if (a === b) return true;
  if (Math.min(a.length, b.length) <= 3 || Math.abs(a.length - b.length) > 1) return false;
  const start = commonPrefix(a, b);
  const [restA, restB] = [a.slice(start), b.slice(start)];
  const swapped = restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2);
  return swapped || restA.slice(1) === restB.slice(1) || restA.slice(1) === restB || restA === restB.slice(1);
}

function commonPrefix(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return length;
}
