import { describe, expect, test } from '@jest/globals';
import { assessPassphrase, proposePassphrase, readWordList } from './passphraseStrength.ts';

test('the list has 7,776 different words that any keyboard types', () => {
  const words = readWordList();
  expect(words).toHaveLength(7_776);
  expect(new Set(words).size).toBe(7_776);
  expect(words.filter((word) => !/^[a-z]{4,8}$/.test(word))).toEqual([]);
});

describe('accepted', () => {
  test('seven words that we propose, always', async () => {
    for (let times = 0; times < 50; times += 1) {
      expect(await assessPassphrase(proposePassphrase(), [])).toMatchObject({
        accepted: true,
        score: 4,
        cnilBits: 90.5,
        wordsFromList: 7,
        reachesCnilFloor: true,
      });
    }
  });

  test('the same words with accents, capitals and hyphens', async () => {
    expect(await assessPassphrase('Lapin, Gâcher. Piano_Étape-Jure Légende Poupée', [])).toMatchObject({
      accepted: true,
      wordsFromList: 7,
    });
  });

  test('twelve drawn characters of four classes', async () => {
    expect(await assessPassphrase('kP7#vQ2!xZ9w', [])).toMatchObject({ accepted: true, score: 4, wordsFromList: 0 });
  });
});

describe('not accepted', () => {
  test.each([
    ['nothing', ''],
    ['six words of the list', 'lapin gacher piano etape jure poupee'],
    ['one word seven times', 'lapin lapin lapin lapin lapin lapin lapin'],
    ['eleven drawn characters', 'kP7#vQ2!xZ9'],
    ['one character many times', 'a'.repeat(60)],
    ['a French classic', 'Motdepasse2024!'],
    ['keys in a row', 'azertyuiopqsdfghjklm'],
  ])('%s', async (_, passphrase) => {
    expect((await assessPassphrase(passphrase, [])).accepted).toBe(false);
  });

  test('what everybody knows of the practice', async () => {
    const personal = ['Camille Lefebvre-Dautremont', 'Cabinet du Lac', 'Annecy'];
    const assessment = await assessPassphrase('camille lefebvre-dautremont annecy', personal);
    expect(assessment).toMatchObject({ accepted: false, containsPersonalWord: true });
    expect((await assessPassphrase(proposePassphrase(), ['Li', ''])).containsPersonalWord).toBe(false);
  });
});
