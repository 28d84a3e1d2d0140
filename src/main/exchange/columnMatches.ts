import { createHash } from 'node:crypto';
import { columnMatch, type ColumnMatch, type ImportRows } from '../../shared/contract/imports.ts';
import type { Vault } from '../vault/vault.ts';
import { proposeColumns, recogniseColumns } from './recogniseColumns.ts';

/** The match of the last file with these very headers in this very order; null where none was brought over yet. */
export function rememberedMatch(vault: Vault, headers: readonly string[]): ColumnMatch | null {
  const row = vault.db
    .prepare<[string], { match: string }>('SELECT match FROM import_match WHERE headers_fingerprint = ?')
    .get(fingerprintOf(headers));
  return row === undefined ? null : columnMatch.parse(JSON.parse(row.match));
}

/** What feeds which field where nobody can be asked: LibreOsteo's own, the remembered match, else by the names. */
export function matchOf(vault: Vault, headers: readonly string[], rows: ImportRows): ColumnMatch {
  const { kind, match } = recogniseColumns(headers);
  if (kind === 'libreosteo' && match !== null) return match;
  return rememberedMatch(vault, headers) ?? proposeColumns(rows, headers);
}

/** To be called inside the import's transaction: a match that imported nothing is not worth remembering. */
export function rememberMatch(vault: Vault, match: ColumnMatch): void {
  vault.db
    .prepare(
      `INSERT INTO import_match (headers_fingerprint, match, used_at) VALUES (?, ?, ?)
       ON CONFLICT DO UPDATE SET match = excluded.match, used_at = excluded.used_at`,
    )
    .run(fingerprintOf(match.columns.map(({ header }) => header)), JSON.stringify(match), vault.now());
}

function fingerprintOf(headers: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(headers)).digest('hex');
}
