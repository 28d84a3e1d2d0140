import { z } from 'zod';
import type { importBatch } from '../../shared/contract/imports.ts';
import type { Vault } from '../vault/vault.ts';

type ImportBatch = z.infer<typeof importBatch>;

const fileNames = z.array(z.string());

/** Former imports, newest first, with what is left of them in the vault. */
export function listImports(vault: Vault): ImportBatch[] {
  return vault.db
    .prepare<[], Omit<ImportBatch, 'fileNames'> & { fileNames: string }>(
      `SELECT
         import_batch.id AS batchId,
         at,
         file_names AS fileNames,
         undone_at AS undoneAt,
         count(patient_id) FILTER (WHERE former IS NULL) AS patients,
         count(consultation_id) FILTER (WHERE former IS NULL) AS consultations
       FROM import_batch LEFT JOIN import_row ON import_row.batch_id = import_batch.id
       GROUP BY import_batch.id ORDER BY at DESC`,
    )
    .all()
    .map((row) => ({ ...row, fileNames: fileNames.parse(JSON.parse(row.fileNames)) }));
}
