import { z } from 'zod';
import { patientFields } from './patients.ts';
import { consultationFields } from './consultations.ts';
import { method } from './method.ts';
import { id, instant, nothing, shortText } from './values.ts';

export const importKind = z.enum(['libreosteo', 'table']);

/** What may be doubtful in a cell. */
export const questionCode = z.enum([
  'date-unreadable',
  'date-in-the-future',
  'sex-unreadable',
  'smoker-unreadable',
  'laterality-unreadable',
  'name-missing',
  'patient-number-unknown',
  'patient-number-twice',
  'row-too-short',
  'row-too-long',
  'text-too-long',
  'number-unreadable',
  'date-missing',
]);
export type QuestionCode = z.infer<typeof questionCode>;

export const importRows = z.enum(['patients', 'consultations']);
export type ImportRows = z.infer<typeof importRows>;

export const importQuestion = z.strictObject({
  file: importRows,
  /** Line as a spreadsheet numbers it: 1 is the header, and a cell of several lines is one line. */
  line: z.int(),
  /** Header of the column; empty where the question is about the whole line. */
  column: z.string(),
  value: z.string(),
  code: questionCode,
});
export type ImportQuestion = z.infer<typeof importQuestion>;

/**
 * The person's choice for a question. Without one the cell is left empty and the question stays listed; a consultation
 * without a date or without a patient can't stand, so that its line is left out.
 */
export const importAnswer = z.strictObject({
  file: importRows,
  line: z.int(),
  column: z.string().max(520),
  choice: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('leave-empty') }),
    z.strictObject({ kind: z.literal('correct'), value: shortText }),
    z.strictObject({ kind: z.literal('leave-out') }),
  ]),
});
export type ImportAnswer = z.infer<typeof importAnswer>;

export const importColumn = z.strictObject({ header: z.string(), samples: z.array(z.string()) });

const patientTarget = patientFields.keyof();
const consultationTarget = consultationFields.keyof();

/** A field of a patient or of a consultation, or the other program's number of the patient, which ties both files. */
export const columnTarget = z.union([patientTarget, consultationTarget, z.literal('number')]);
export type ColumnTarget = z.infer<typeof columnTarget>;

/** Which field each column feeds, in the order of the file; a column without one is kept as it is. */
export const columnMatch = z.strictObject({
  rows: importRows,
  columns: z.array(z.strictObject({ header: z.string().max(520), target: columnTarget.nullable() })).max(200),
});
export type ColumnMatch = z.infer<typeof columnMatch>;

export const chosenFile = z.strictObject({
  fileId: id,
  name: z.string(),
  kind: importKind,
  holds: importRows.nullable(),
  rowCount: z.int(),
  columns: z.array(importColumn),
  /** A match remembered from a former import of a file with the same headers, or proposed from their names. */
  match: columnMatch.nullable(),
});
export type ChosenFile = z.infer<typeof chosenFile>;

export const changedRow = z.strictObject({
  file: importRows,
  line: z.int(),
  patientId: id,
  displayName: z.string(),
  /** `field` is a field's name, or the header of a column that feeds none. */
  differences: z.array(z.strictObject({ field: z.string(), present: z.string(), inFile: z.string() })),
});
export type ChangedRow = z.infer<typeof changedRow>;

export const frozenRow = changedRow.omit({ differences: true });
export type FrozenRow = z.infer<typeof frozenRow>;

export const importReport = z.strictObject({
  created: z.strictObject({ patients: z.int(), consultations: z.int() }),
  /** Lines left out, those that are known from a former import included. */
  skipped: z.int(),
  /** Lines of a former import that were written over, as asked. */
  overwritten: z.int(),
  questions: z.array(importQuestion),
  /** Rows of a former import that have changed since; nothing of them is written unasked. */
  changed: z.array(changedRow),
  /** Rows that would change a file under limitation (art. 18 RGPD): nothing of them is written, asked or not. */
  frozen: z.array(frozenRow),
  /** The first rows as they will be. */
  preview: z.array(
    z.strictObject({
      line: z.int(),
      familyName: z.string(),
      givenName: z.string(),
      birthDate: z.string().nullable(),
      city: z.string(),
    }),
  ),
});
export type ImportReport = z.infer<typeof importReport>;

const plan = z.strictObject({
  files: z
    .array(z.strictObject({ fileId: id, match: columnMatch.nullable() }))
    .min(1)
    .max(2),
  answers: z.array(importAnswer).max(20_000),
  /** Lines whose differences are to be written over what is there. */
  overwrite: z.array(z.strictObject({ file: importRows, line: z.int() })).max(20_000),
});
export type ImportPlan = z.infer<typeof plan>;

export const importBatch = z.strictObject({
  batchId: id,
  at: instant,
  fileNames: z.array(z.string()),
  patients: z.int(),
  consultations: z.int(),
  undoneAt: instant.nullable(),
});

export const imports = {
  /** The host asks for files (CSV or XLSX); they are read into memory, nothing is written. */
  'imports.chooseFiles': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({}),
    output: z.strictObject({ files: z.array(chosenFile) }),
  }),
  'imports.dryRun': method({ access: 'unlocked', titularOnly: true, input: plan, output: importReport }),
  /** One transaction, with progress; cancelled, it leaves nothing. Long work. */
  'imports.run': method({
    access: 'unlocked',
    titularOnly: true,
    input: plan,
    output: importReport.extend({ batchId: id }),
  }),
  'imports.list': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({}),
    output: z.strictObject({ batches: z.array(importBatch) }),
  }),
  /** Takes a whole import back; files changed since, and those under limitation, are kept and named. */
  'imports.undo': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({ batchId: id }),
    output: z.strictObject({
      removed: z.strictObject({ patients: z.int(), consultations: z.int() }),
      /** Values written over by this import that were put back. */
      putBack: z.int(),
      kept: z.array(z.strictObject({ patientId: id, displayName: z.string() })),
    }),
  }),
  /** Lets go of a file that was read into memory. */
  'imports.forget': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({ fileId: id }),
    output: nothing,
  }),
};
