import { CsvError, parse } from 'csv-parse/sync';
import { refuse } from '../vault/refusal.ts';
import { decodeText } from './decodeText.ts';
import { tableOf, type SourceTable } from './sourceTable.ts';

const DELIMITERS = [';', ',', '\t', '|'] as const;

/**
 * Reads a CSV file whose encoding, line ends and delimiter are unknown. Cells come back exactly as written: nothing is
 * trimmed, no number or date is read. Refuses `file-kind-unknown`, `file-unreadable` (a quote that never closes),
 * `file-empty`, `file-too-large`.
 */
export function readCsv(bytes: Uint8Array): SourceTable {
  const { text, announced } = takeExcelHint(decodeText(bytes));
  if (text.trim() === '') return refuse({ code: 'file-empty' });
  return tableOf(parseLines(text, announced ?? likeliestDelimiter(text)));
}

/** Excel announces its delimiter in a first line of its own, `sep=;`. */
function takeExcelHint(text: string): { text: string; announced: string | null } {
  const hint = /^sep=(.)\r?\n/i.exec(text);
  const announced = hint?.[1];
  if (hint === null || announced === undefined) return { text, announced: null };
  // The line break stays, so that the numbers of the lines are those of the file.
  return { text: text.slice(hint[0].trimEnd().length), announced };
}

/** The delimiter that cuts the header into the most columns. */
function likeliestDelimiter(text: string): string {
  const widths = DELIMITERS.map((delimiter) => ({ delimiter, width: headerWidth(text, delimiter) }));
  return widths.reduce((best, candidate) => (candidate.width > best.width ? candidate : best)).delimiter;
}

/** Count outside quotes on the first line that is not blank. */
function headerWidth(text: string, delimiter: string): number {
  let width = 0;
  let quoted = false;
  for (const character of text.trimStart()) {
    if (character === '"') quoted = !quoted;
    else if (!quoted && character === delimiter) width += 1;
    else if (!quoted && (character === '\n' || character === '\r')) break;
  }
  return width;
}

function parseLines(text: string, delimiter: string): string[][] {
  try {
    return parse(text, {
      delimiter,
      // Mixed ends happen where a cell was pasted from elsewhere; \r alone is an old Mac's.
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      // A quote in the middle of a bare cell is a character like another (12" de laine).
      relax_quotes: true,
      skip_empty_lines: false,
      max_record_size: 16 * 1024 * 1024,
    });
  } catch (error) {
    if (error instanceof CsvError) return refuse({ code: 'file-unreadable' });
    throw error;
  }
}
