/**
 * A table as spreadsheet programs of a French PC open it: UTF-8 with BOM, `;`, CRLF, every cell in quotes.
 *
 * A text that begins with a sign of a formula is shown as text, not run: an apostrophe goes before it.
 * https://owasp.org/www-community/attacks/CSV_Injection
 */
export function writeCsv(rows: readonly (readonly string[])[]): Buffer {
  const lines = rows.map((cells) => cells.map(quoted).join(';'));
  return Buffer.from(`\ufeff${lines.join('\r\n')}\r\n`, 'utf8');
}

const FORMULA_SIGNS = /^[=+\-@\t\r]/;

function quoted(cell: string): string {
  const guarded = FORMULA_SIGNS.test(cell) ? `'${cell}` : cell;
  return `"${guarded.replaceAll('"', '""')}"`;
}
