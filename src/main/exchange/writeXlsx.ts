/** One sheet of a workbook; the first row holds the headings. */
export interface WorkbookSheet {
  readonly name: string;
  readonly rows: readonly (readonly string[])[];
  /** Of the columns, in characters. */
  readonly widths: readonly number[];
}

/** A workbook of texts: every cell is a text, so that nothing in it is ever run as a formula. */
export async function writeXlsx(sheets: readonly WorkbookSheet[]): Promise<Buffer> {
  // Loaded at the first export: few starts of the program ever write one.
  const { default: writeExcelFile } = await import('write-excel-file/node');
  const names = sheetNames(sheets.map(({ name }) => name));
  return writeExcelFile(
    sheets.map(({ rows, widths }, index) => ({
      sheet: names[index] ?? '',
      columns: widths.map((width) => ({ width })),
      stickyRowsCount: 1,
      data: rows.map((cells, row) =>
        cells.map((value) => ({
          value,
          type: String,
          wrap: true,
          alignVertical: 'top' as const,
          ...(row === 0 ? { fontWeight: 'bold' as const } : {}),
        })),
      ),
    })),
  ).toBuffer();
}

/** Excel takes 31 characters, some signs never, and no name twice whatever its case. */
const NAME_LENGTH = 31;

function sheetNames(titles: readonly string[]): string[] {
  const names: string[] = [];
  for (const title of titles) {
    const plain =
      title
        .replace(/[\\/?*[\]:']/g, ' ')
        .replace(/\s+/g, ' ')
        .trim() || 'Fiche';
    names.push(freeName(plain, names));
  }
  return names;
}

function freeName(plain: string, taken: readonly string[]): string {
  const isTaken = (name: string): boolean => taken.some((other) => other.toLowerCase() === name.toLowerCase());
  let name = plain.slice(0, NAME_LENGTH).trim();
  for (let number = 2; isTaken(name); number += 1) {
    const mark = ` ${number}`;
    name = plain.slice(0, NAME_LENGTH - mark.length).trim() + mark;
  }
  return name;
}
