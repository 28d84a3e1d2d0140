import { columnTarget, type ColumnTarget } from '../../shared/contract/imports.ts';
import type { FormerRow } from './formerRows.ts';
import type { PresentRecord } from './presentRecord.ts';
import { keyOfColumn, type ColumnPlan, type FieldValue, type ImportedCell, type RowReading } from './readRow.ts';

/** A cell that a newer file has otherwise than the vault. */
export interface Difference {
  /** The field, or the header of a column that feeds none. */
  readonly field: string;
  readonly present: string;
  readonly inFile: string;
}

/** What writing the differences over would change. */
export interface Changes {
  readonly values: ReadonlyMap<ColumnTarget, FieldValue>;
  readonly imported: readonly ImportedCell[];
}

/**
 * The cells that the file itself changed since it was last brought over, where the vault does not have the new value
 * already. What was typed in the vault meanwhile is no difference as long as the file's cell stayed.
 * A cell that can't be read changes nothing: it is a question.
 */
export function differencesOf(
  reading: RowReading,
  columns: readonly ColumnPlan[],
  former: FormerRow,
  present: PresentRecord,
): Difference[] {
  return columns
    .filter(({ label, target }) => {
      if (target === 'number' || reading.questions.some(({ column }) => column === label)) return false;
      const key = target ?? keyOfColumn(label);
      return former.digests[key] !== reading.digests[key];
    })
    .map(({ label, target }) => difference(reading, label, target, present))
    .filter((found) => found.present !== found.inFile);
}

function difference(
  reading: RowReading,
  label: string,
  target: ColumnTarget | null,
  present: PresentRecord,
): Difference {
  if (target === null)
    return { field: label, present: cellNamed(present.imported, label), inFile: cellNamed(reading.imported, label) };
  const { [target]: before = null } = present.values;
  return { field: target, present: textOf(before), inFile: textOf(reading.values.get(target) ?? null) };
}

/** The values to be written where the person wants the file's. */
export function changesOf(reading: RowReading, differences: readonly Difference[]): Changes {
  const values = new Map<ColumnTarget, FieldValue>();
  for (const { field } of differences) {
    const target = columnTarget.safeParse(field);
    if (target.success) values.set(target.data, reading.values.get(target.data) ?? null);
  }
  return { values, imported: reading.imported };
}

function cellNamed(imported: readonly ImportedCell[], name: string): string {
  return imported.find(({ label }) => label === name)?.value ?? '';
}

function textOf(value: FieldValue): string {
  return value === null ? '' : String(value);
}
