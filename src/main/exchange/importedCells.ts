import type { Vault } from '../vault/vault.ts';
import type { ImportedCell } from './readRow.ts';

/** Replaces the cells kept beside a record by those of the newer file. */
export function writeImportedCells(
  vault: Vault,
  record: 'patient' | 'consultation',
  id: string,
  cells: readonly ImportedCell[],
): void {
  const sql = {
    patient: 'UPDATE patient_detail SET imported = ? WHERE number = (SELECT number FROM patient WHERE id = ?)',
    consultation: 'UPDATE consultation SET imported = ? WHERE id = ?',
  };
  vault.db.prepare(sql[record]).run(JSON.stringify(cells), id);
}
