import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { csv } from '../../../test/fixtures/libreosteo.ts';
import { workbook } from '../../../test/fixtures/xlsx.ts';
import { Refusal } from '../vault/refusal.ts';
import { readTable, readTableFile } from './readTable.ts';

async function codeOf(reading: Promise<unknown>): Promise<string> {
  try {
    await reading;
    return 'read';
  } catch (error) {
    if (error instanceof Refusal) return error.error.code;
    throw error;
  }
}

const text = (content: string): Uint8Array => new TextEncoder().encode(content);

describe('CSV', () => {
  test('any cells come back as they were, in any shape', async () => {
    const cell = fc.stringMatching(/^[ -~éèàçœ€\r\n"';,\t|]{0,20}$/);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 6 }),
        fc.constantFrom('utf8' as const, 'utf8-bom' as const, 'utf16le' as const),
        fc.constantFrom(';' as const, ',' as const, '\t' as const),
        fc.constantFrom('\n' as const, '\r\n' as const),
        async (rows, encoding, delimiter, lineEnd) => {
          const table = await readTable(csv('a;b;c', rows, { language: 'fr', encoding, delimiter, lineEnd }));
          const filled = rows.filter((cells) => cells.some((value) => value.trim() !== ''));
          expect(table.rows.map(({ cells }) => cells)).toEqual(filled);
        },
      ),
    );
  });

  test('Latin-1, with Windows’ euro and œ', async () => {
    const { headers, rows } = await readTable(
      Buffer.from('Pr\xe9nom;Note\nH\xe9l\xe8ne;60 \x80, \x9cuvre\n', 'latin1'),
    );
    expect(headers).toEqual(['Prénom', 'Note']);
    expect(rows[0]?.cells).toEqual(['Hélène', '60 €, œuvre']);
  });

  test('lines are numbered as a spreadsheet numbers them', async () => {
    const { rows } = await readTable(text('a;b\n"1\n2";x\n\n3;y\n'));
    expect(rows.map(({ line }) => line)).toEqual([2, 4]);
  });

  test('Excel’s announcement of its delimiter', async () => {
    const { headers, rows } = await readTable(text('sep=|\r\na|b;c\r\n1|2\r\n'));
    expect(headers).toEqual(['a', 'b;c']);
    expect(rows).toEqual([{ line: 3, cells: ['1', '2'], width: 2 }]);
  });

  test('columns of the same name, or of none, are told apart', async () => {
    const { headers } = await readTable(text('Tél;Tél;;x\n1;2;3;4;5\n'));
    expect(headers).toEqual(['Tél', 'Tél (2)', 'Colonne 3', 'x', 'Colonne 5']);
  });

  test.each([
    ['nothing', new Uint8Array(), 'file-empty'],
    ['blanks', text(' \n;;\n'), 'file-empty'],
    ['a picture', Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1'), 'file-kind-unknown'],
    ['a former Excel file', Buffer.from('d0cf11e0a1b11ae100000000', 'hex'), 'file-kind-unknown'],
    ['a quote that never closes', text('a;b\n"1;2\n'), 'file-unreadable'],
    ['a header of a whole book', text(`${'x'.repeat(2000)};b\n1;2\n`), 'file-kind-unknown'],
    ['201 columns', text(`${'a;'.repeat(200)}a\n1\n`), 'file-too-large'],
    ['half a million lines', text(`a;b\n${'1;2\n'.repeat(500_000)}`), 'file-too-large'],
    ['UTF-16 cut in the middle', Buffer.from('\ufeffa;b\n1', 'utf16le').subarray(0, -1), 'file-unreadable'],
  ])('%s is refused', async (_, bytes, code) => {
    expect(await codeOf(readTable(bytes))).toBe(code);
  });

  test('a file that is not there', async () => {
    expect(await codeOf(readTableFile('/nowhere/patients.csv'))).toBe('file-unreadable');
  });
});

describe('XLSX', () => {
  test('texts, numbers, dates, booleans and the last result of formulas', async () => {
    const bytes = workbook([
      ['Nom', 'Naissance', 'Téléphone', 'Fumeur', 'Âge', 'Heure'],
      [
        ' Le Goff & fils',
        { attributes: 's="1"', content: '<v>31118</v>' },
        { content: '<v>612345678</v>' },
        { attributes: 't="b"', content: '<v>1</v>' },
        { attributes: 't="str"', content: '<f>CONCAT("4",1)</f><v>41</v>' },
        { attributes: 's="1"', content: '<v>43891.4375</v>' },
      ],
    ]);
    const { headers, rows } = await readTable(bytes);
    expect(headers).toEqual(['Nom', 'Naissance', 'Téléphone', 'Fumeur', 'Âge', 'Heure']);
    expect(rows[0]?.cells).toEqual([' Le Goff & fils', '12/03/1985', '612345678', 'True', '41', '01/03/2020 10:30']);
  });

  test('a zip bomb is refused before it is inflated', async () => {
    const bytes = workbook([['Nom'], ['x']], { 'xl/worksheets/sheet2.xml': new Uint8Array(1_000_003) });
    const bomb = withDeclaredSize(bytes, 1_000_003, 300 * 1024 * 1024);
    expect(await codeOf(readTable(bomb))).toBe('file-too-large');
  });

  test('a bomb that lies about its size inflates to no more than it declares', async () => {
    const bomb = workbook([['Nom'], ['x']], { 'xl/worksheets/sheet2.xml': new Uint8Array(16 * 1024 * 1024) });
    const lying = withDeclaredSize(bomb, 16 * 1024 * 1024, 1000);
    const before = process.memoryUsage().arrayBuffers;
    expect(await codeOf(readTable(lying))).toBe('read');
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(8 * 1024 * 1024);
  });

  test('one cell in the last row does not fill a million rows', async () => {
    const far = {
      'xl/worksheets/sheet1.xml': strToU8(
        '<worksheet><sheetData><row r="1048576"><c r="A1048576"><v>1</v></c></row></sheetData></worksheet>',
      ),
    };
    expect(await codeOf(readTable(workbook([], far)))).toBe('file-too-large');
    const wide = {
      'xl/worksheets/sheet1.xml': strToU8(
        '<worksheet><sheetData><row r="1"><c r="XFD1"><v>1</v></c></row></sheetData></worksheet>',
      ),
    };
    expect(await codeOf(readTable(workbook([], wide)))).toBe('file-too-large');
  });

  test.each([
    ['cut in the middle', workbook([['Nom'], ['x']]).subarray(0, 400)],
    ['a zip that is no workbook', zipSync({ 'a.txt': strToU8('a') })],
    ['broken XML', workbook([], { 'xl/worksheets/sheet1.xml': strToU8('<worksheet><sheetData><row r="1"><c r="A1"') })],
  ])('%s is refused', async (_, bytes) => {
    expect(['file-unreadable', 'file-empty']).toContain(await codeOf(readTable(bytes)));
  });

  test('any byte flipped: read or refused, never a fault', async () => {
    const whole = workbook([
      ['Nom', 'Prénom'],
      ['Le Goff', 'Anne'],
    ]);
    for (let index = 0; index < whole.length; index += 7) {
      const flipped = Uint8Array.from(whole);
      flipped[index] = (flipped[index] ?? 0) ^ 0xff;
      expect(typeof (await codeOf(readTable(flipped)))).toBe('string');
    }
  });
});

/** Replaces a size in the archive's headers, which nothing proves. */
function withDeclaredSize(archive: Uint8Array, from: number, to: number): Uint8Array {
  const bytes = Buffer.from(archive);
  const [wanted, replacement] = [from, to].map((size) => {
    const four = Buffer.alloc(4);
    four.writeUInt32LE(size);
    return four;
  });
  if (wanted === undefined || replacement === undefined) throw new Error('two sizes');
  for (let at = bytes.indexOf(wanted); at >= 0; at = bytes.indexOf(wanted, at + 4)) replacement.copy(bytes, at);
  return bytes;
}
