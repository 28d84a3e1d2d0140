import { accessAnchor, accessLogHead } from './accessLog.ts';
import { statement } from './statements.ts';
import type { Vault } from './vault.ts';

interface ExportedRow {
  readonly number: number;
  readonly at: number;
  readonly practitioner_id: string;
  readonly practitioner_name: string;
  readonly action: string;
  readonly patient_alias: string | null;
  readonly object_id: string | null;
  readonly facts: string;
  readonly hash: Buffer;
}

/**
 * The whole log as JSON lines: a first line with anchor and head, then one an entry, oldest first, with all that its
 * hash is made of, so that anybody can verify the chain without this program (docs/formats.md). Patients stand in it by
 * their alias alone.
 */
export function exportAccessLog(vault: Vault): { readonly text: string; readonly entries: number } {
  const rows = statement<[], ExportedRow>(
    vault.db,
    `SELECT number, at, practitioner_id, practitioner_name, action, patient_alias, object_id, facts, hash
     FROM access_entry ORDER BY number`,
  ).all();
  const anchor = accessAnchor(vault.db);
  const first = {
    format: 'osteocoffre-access-log',
    version: 1,
    exportedAt: vault.now(),
    anchor: anchor === null ? null : { number: anchor.number, hash: anchor.hash.toString('hex') },
    head: accessLogHead(vault.db),
    entries: rows.length,
  };
  const lines = rows.map(({ hash, ...row }) => JSON.stringify({ ...row, hash: hash.toString('hex') }));
  return { text: `${[JSON.stringify(first), ...lines].join('\n')}\n`, entries: rows.length };
}
