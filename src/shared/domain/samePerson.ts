import { foldedWords } from './name.ts';

const TITLES: ReadonlySet<string> = new Set([
  ...['dr', 'docteur', 'docteure', 'pr', 'professeur', 'professeure', 'me', 'maitre'],
  ...['m', 'mr', 'monsieur', 'mme', 'madame', 'mlle'],
]);

/**
 * True where two names as they were typed may be the same person's: each word of the shorter one stands in the longer one,
 * be it by its initial. "Dr P. Durand" and "Docteur Durand Paul, Nantes" are. It serves to ask, never to decide.
 */
export function maySamePerson(one: string, other: string): boolean {
  const [shorter = [], longer = []] = [nameWords(one), nameWords(other)].sort((a, b) => a.length - b.length);
  const isFound = (word: string): boolean => longer.some((each) => isSameWord(word, each));
  // Initials alone say nothing.
  return shorter.some((word) => word.length > 1 && longer.includes(word)) && shorter.every(isFound);
}

function nameWords(name: string): string[] {
  return foldedWords(name).filter((word) => !TITLES.has(word));
}

function isSameWord(one: string, other: string): boolean {
  if (one.length === 1 || other.length === 1) return one.charAt(0) === other.charAt(0);
  return one === other;
}
