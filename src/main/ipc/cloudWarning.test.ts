import { expect, test } from '@jest/globals';
import type { HostServices } from '../host/port.ts';
import { warnOfCloud } from './cloudWarning.ts';

const OPTIONS = { title: 'Enregistrer le dossier', suggestedName: 'a.pdf', extension: 'pdf' };

/** A host whose dialog gives these answers in turn, and the titles that it showed. */
function hostOf(answers: (string | null)[]): { host: HostServices; titles: string[] } {
  const titles: string[] = [];
  const none = () => Promise.reject(new Error('not asked'));
  return {
    titles,
    host: {
      kind: 'chromium',
      printToPdf: none,
      print: none,
      chooseFiles: none,
      chooseFolder: none,
      quit: none,
      chooseSavePath: ({ title }) => {
        titles.push(title);
        return Promise.resolve(answers.shift() ?? null);
      },
    },
  };
}

const inCloud = (folder: string): boolean => folder.includes('OneDrive');

test('a place of this PC is taken at once', async () => {
  const { host, titles } = hostOf(['/home/c/a.pdf']);
  expect(await warnOfCloud(host, inCloud).chooseSavePath(OPTIONS)).toBe('/home/c/a.pdf');
  expect(titles).toEqual([OPTIONS.title]);
});

test.each([['/home/c/b.pdf'], ['/home/c/OneDrive/a.pdf'], [null]])(
  'a cloud folder is warned of, and what is chosen then counts: %s',
  async (second) => {
    const { host, titles } = hostOf(['/home/c/OneDrive/a.pdf', second]);
    expect(await warnOfCloud(host, inCloud).chooseSavePath(OPTIONS)).toBe(second);
    expect(titles[1]).toContain('non certifié');
  },
);
