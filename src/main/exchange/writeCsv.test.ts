import { expect, test } from '@jest/globals';
import { readTable } from './readTable.ts';
import { writeCsv } from './writeCsv.ts';

test('begins with the mark of UTF-8, and is read back with its quotes, its lines and its separators', async () => {
  const bytes = writeCsv([
    ['Fiche', 'Texte'],
    ['Été', 'un "mot" ; puis\nune ligne'],
  ]);
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const table = await readTable(bytes);
  expect(table.headers).toEqual(['Fiche', 'Texte']);
  expect(table.rows).toMatchObject([{ cells: ['Été', 'un "mot" ; puis\nune ligne'] }]);
});

test.each(['=1+1', '+33', '-2', '@cmd', '\tx'])('%j is a text for a spreadsheet program, not a formula', (text) => {
  expect(writeCsv([[text]]).toString('utf8')).toBe(`\ufeff"'${text}"\r\n`);
});
