import { strFromU8, unzipSync, zipSync, type UnzipFileFilter } from 'fflate';
import { refuse } from '../vault/refusal.ts';
import { MAX_COLUMNS, MAX_ROWS, tableOf, type SourceTable } from './sourceTable.ts';

/** What the parts of a workbook may inflate to; a practice of a lifetime stays under a quarter of it. */
const MAX_INFLATED = 256 * 1024 * 1024;

/**
 * Reads the first sheet of an XLSX workbook. Formulas are never run: their last result counts. A date cell comes as
 * DD/MM/YYYY, with the time where it has one; a number as it is stored. Refuses `file-unreadable`, `file-too-large` (zip
 * bombs included), `file-empty`.
 */
export async function readXlsx(bytes: Uint8Array): Promise<SourceTable> {
  const parts = inflateBounded(bytes);
  refuseVastSheets(parts);
  return tableOf(await readCells(parts));
}

/**
 * Inflates the XML parts. fflate writes each into a buffer of the size that the archive declares and drops what goes
 * beyond, so that the sum of the declared sizes bounds the memory also where they lie.
 */
function inflateBounded(bytes: Uint8Array): Record<string, Uint8Array> {
  const budget = { left: MAX_INFLATED };
  const parts = unzip(bytes, ({ name, originalSize }) => {
    if (!/\.(xml|xml\.rels)$/.test(name)) return false;
    budget.left -= originalSize;
    return budget.left >= 0;
  });
  if (budget.left < 0) refuse({ code: 'file-too-large' });
  return parts;
}

function unzip(bytes: Uint8Array, filter: UnzipFileFilter): Record<string, Uint8Array> {
  try {
    return unzipSync(bytes, { filter });
  } catch {
    return refuse({ code: 'file-unreadable' }); // fflate's errors say only that the archive is not one.
  }
}

/** A single cell in row 1,048,576 would make the reader fill all the rows before it. */
function refuseVastSheets(parts: Record<string, Uint8Array>): void {
  for (const [name, bytes] of Object.entries(parts)) {
    if (!/worksheets\/[^/]+\.xml$/.test(name)) continue;
    for (const [, column = '', row] of strFromU8(bytes).matchAll(/\sr=["']([A-Z]*)(\d+)["']/g)) {
      if (Number(row) > MAX_ROWS || columnNumber(column) > MAX_COLUMNS) refuse({ code: 'file-too-large' });
    }
  }
}

/** A is 1, AA is 27. */
function columnNumber(letters: string): number {
  return Array.from(letters).reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0);
}

async function readCells(parts: Record<string, Uint8Array>): Promise<string[][]> {
  // Loaded at the first workbook: few starts of the program ever read one.
  const { readSheet } = await import('read-excel-file/universal');
  // The library takes archives alone; stored and not deflated, it has nothing left to inflate.
  const archive = Uint8Array.from(zipSync(parts, { level: 0 }));
  try {
    // Its types say DateConstructor where it gives a Date, hence `unknown`.
    const rows: readonly (readonly unknown[])[] = await readSheet(archive.buffer, {
      trim: false,
      parseNumber: (digits) => digits,
    });
    return rows.map((cells) => cells.map(textOfCell));
  } catch {
    return refuse({ code: 'file-unreadable' }); // Its errors quote cells, which belong to patients.
  }
}

function textOfCell(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return textOfDate(cell);
  if (typeof cell === 'boolean') return cell ? 'True' : 'False';
  // XML lets escapes through that no text may hold: a lone surrogate, a NUL.
  if (typeof cell === 'string') return cell.toWellFormed().replaceAll('\0', '\ufffd');
  throw new TypeError(`unforeseen cell of type ${typeof cell}`);
}

/** A workbook's dates have no time zone; the library gives them as if they were UTC. */
function textOfDate(date: Date): string {
  const [day, time = ''] = date.toISOString().split('T');
  const civil = day?.split('-').reverse().join('/') ?? '';
  return time.startsWith('00:00:00') ? civil : `${civil} ${time.slice(0, 5)}`;
}
