import type { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { randomInt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PassphraseAssessment } from '../../shared/contract/vault.ts';
import { PROGRAM_FOLDER } from '../programFolder.ts';
import { refuse } from './refusal.ts';

const WORD_LIST = join(PROGRAM_FOLDER, 'assets/passphrase/words.txt');

/** Words of the list that make a passphrase: 7 x 12.9 bits, over what the CNIL asks. */
const ENOUGH_WORDS = 7;

/** 12 characters of four classes, CNIL's example, make 79.5. https://www.cnil.fr/fr/mots-de-passe-recommandations */
const CNIL_FLOOR_BITS = 79;

/** Classes as the CNIL counts them: what is neither a plain letter nor a digit is one of 37 special characters. */
const CLASSES: readonly (readonly [RegExp, number])[] = [
  [/[a-z]/, 26],
  [/[A-Z]/, 26],
  [/[0-9]/, 10],
  [/[^a-zA-Z0-9]/u, 37],
];

/** Shorter parts of a name occur by chance. */
const SHORTEST_PERSONAL_WORD = 3;

let wordList: readonly string[] | null = null;
let estimator: Promise<ZxcvbnFactory> | null = null;

/**
 * How strong a passphrase is. Accepted are seven words or more of our list, all different, or 79 bits as the CNIL counts
 * with zxcvbn's score 4. The personal words (name, practice, town) count for zxcvbn as things that an attacker knows.
 */
export async function assessPassphrase(
  passphrase: string,
  personalWords: readonly string[],
): Promise<PassphraseAssessment> {
  const parts = passphrase.split(/[\s\-_.,;]+/u).filter((part) => part !== '');
  const known = new Set(parts.map(fold).filter((part) => listedWords().has(part)));
  const isOnlyWords = parts.length > 0 && known.size === new Set(parts).size;
  const isPhrase = known.size >= ENOUGH_WORDS;
  const score = isPhrase ? 4 : (await zxcvbn()).check(passphrase, [...personalWords]).score;
  const cnilBits = isOnlyWords ? known.size * Math.log2(listedWords().size) : bitsByClasses(passphrase);
  const reachesCnilFloor = cnilBits >= CNIL_FLOOR_BITS;
  return {
    accepted: isPhrase || (reachesCnilFloor && score === 4),
    score,
    cnilBits: Math.round(cnilBits * 10) / 10,
    wordsFromList: known.size,
    reachesCnilFloor,
    containsPersonalWord: containsOneOf(passphrase, personalWords),
  };
}

/** Refuses `passphrase-too-weak`. */
export async function requireStrongPassphrase(passphrase: string, personalWords: readonly string[]): Promise<void> {
  if (!(await assessPassphrase(passphrase, personalWords)).accepted) refuse({ code: 'passphrase-too-weak' });
}

/** Seven different words of the list, drawn at random. */
export function proposePassphrase(): string {
  const words = readWordList();
  const drawn = new Set<string>();
  while (drawn.size < ENOUGH_WORDS) drawn.add(words[randomInt(words.length)] ?? '');
  return [...drawn].join(' ');
}

/** The 7,776 words, in lower case without accents. */
export function readWordList(): readonly string[] {
  wordList ??= readFileSync(WORD_LIST, 'utf8').trimEnd().split('\n');
  return wordList;
}

let wordSet: ReadonlySet<string> | null = null;

function listedWords(): ReadonlySet<string> {
  wordSet ??= new Set(readWordList());
  return wordSet;
}

/** Loaded at the first use: unpacking its dictionaries takes half a second, and few starts of the program need them. */
function zxcvbn(): Promise<ZxcvbnFactory> {
  estimator ??= loadZxcvbn();
  return estimator;
}

async function loadZxcvbn(): Promise<ZxcvbnFactory> {
  const [{ ZxcvbnFactory }, common, french] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
    import('@zxcvbn-ts/language-fr'),
  ]);
  return new ZxcvbnFactory({
    dictionary: { ...common.dictionary, ...french.dictionary },
    graphs: common.adjacencyGraphs,
  });
}

function bitsByClasses(passphrase: string): number {
  const size = CLASSES.filter(([pattern]) => pattern.test(passphrase)).reduce((sum, [, count]) => sum + count, 0);
  return size === 0 ? 0 : Array.from(passphrase).length * Math.log2(size);
}

function containsOneOf(passphrase: string, personalWords: readonly string[]): boolean {
  const folded = fold(passphrase);
  return personalWords
    .flatMap((words) => fold(words).split(/[^\p{L}\p{N}]+/u))
    .some((word) => word.length >= SHORTEST_PERSONAL_WORD && folded.includes(word));
}

function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('œ', 'oe').replaceAll('æ', 'ae');
}
