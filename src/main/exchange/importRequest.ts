import type { ColumnMatch, ImportAnswer, ImportRows } from '../../shared/contract/imports.ts';
import type { SourceTable } from './sourceTable.ts';

/** A file in memory, with what its columns feed. */
export interface ImportFile {
  readonly name: string;
  readonly table: SourceTable;
  readonly match: ColumnMatch;
}

/** What is to be brought over, with the person's choices so far. At most one file of each kind of rows. */
export interface ImportRequest {
  readonly files: readonly ImportFile[];
  readonly answers: readonly ImportAnswer[];
  /** Lines whose differences are to be written over what is in the vault. */
  readonly overwrite: readonly { readonly file: ImportRows; readonly line: number }[];
}

/** Lines of one file that are to be written over. */
export type Overwrites = ReadonlySet<number>;
