import { consultationFields } from '../../../shared/contract/consultations.ts';
import type { ColumnTarget, ImportRows } from '../../../shared/contract/imports.ts';
import { patientFields } from '../../../shared/contract/patients.ts';
import { fieldName } from '../../../shared/french/fieldNames.ts';

/** The number by which the other program ties its two files. */
const NUMBER = { value: 'number', label: 'Numéro de patient' } as const;

/** The fields that a column of such a file may feed, in the order of the contract. */
export function fieldChoices(rows: ImportRows): readonly { readonly value: ColumnTarget; readonly label: string }[] {
  const fields = rows === 'patients' ? patientFields.keyof().options : consultationFields.keyof().options;
  return [NUMBER, ...fields.map((value) => ({ value, label: fieldName(value) }))];
}
