import { refuse } from '../vault/refusal.ts';

/** A line of another program's file. */
export interface SourceRow {
  /** As a spreadsheet numbers it: 1 is the header; a cell of several lines is one line. */
  readonly line: number;
  /** Exactly as they stand in the file, in the order of the columns; '' where the file has none. */
  readonly cells: readonly string[];
  /** How many cells the line itself has. */
  readonly width: number;
}

/** A file of another program, whatever its format was. */
export interface SourceTable {
  /** One name a column, made unique ("Téléphone", "Téléphone (2)", "Colonne 7"). */
  readonly headers: readonly string[];
  /** Columns that the file itself names; a line may have more, which the headers above then count. */
  readonly namedColumns: number;
  readonly rows: readonly SourceRow[];
}

/** A practice of a lifetime has some 20,000 patients and 200,000 consultations. */
export const MAX_ROWS = 500_000;
export const MAX_COLUMNS = 200;
/** Longest header that is taken as one. */
const MAX_HEADER = 500;

/**
 * Makes a table of raw lines, the first of which that is not blank holds the headers.
 * Blank lines count as lines and hold nothing. Refuses `file-empty`, `file-too-large` and, where there is no header
 * that could be one, `file-kind-unknown`.
 */
export function tableOf(lines: readonly (readonly string[])[]): SourceTable {
  const top = lines.findIndex((cells) => !isBlank(cells));
  const header = lines[top];
  if (header === undefined) return refuse({ code: 'file-empty' });
  if (lines.length > MAX_ROWS || header.length > MAX_COLUMNS) return refuse({ code: 'file-too-large' });
  if (header.some((name) => name.length > MAX_HEADER)) return refuse({ code: 'file-kind-unknown' });
  const rows = lines.flatMap((cells, index) => (index > top && !isBlank(cells) ? [rowOf(cells, index + 1)] : []));
  const width = rows.reduce((widest, row) => Math.max(widest, row.width), header.length);
  if (width > MAX_COLUMNS) return refuse({ code: 'file-too-large' });
  return { headers: uniqueHeaders(header, width), namedColumns: header.length, rows };
}

function isBlank(cells: readonly string[]): boolean {
  return cells.every((cell) => cell.trim() === '');
}

function rowOf(cells: readonly string[], line: number): SourceRow {
  return { line, cells, width: cells.length };
}

/** Names for every column that a line fills, also beyond the header. */
function uniqueHeaders(header: readonly string[], width: number): string[] {
  const seen = new Map<string, number>();
  return Array.from({ length: width }, (_, index) => {
    const name = header[index]?.trim() ?? '';
    const label = name === '' ? `Colonne ${index + 1}` : name;
    const times = (seen.get(label) ?? 0) + 1;
    seen.set(label, times);
    return times === 1 ? label : `${label} (${times})`;
  });
}
