import { z } from 'zod';
import { breachContent, formSection, type BreachContent } from '../../../shared/contract/breaches.ts';
import { registerSheet } from '../../../shared/contract/register.ts';
import { statement } from '../../vault/statements.ts';
import type { Vault } from '../../vault/vault.ts';
import { dropVaultValue, writeVaultValue } from '../../vault/vaultValue.ts';
import { namesOfFilesTakenOut, type NamesOfFiles, type WithoutNames } from '../withoutNames.ts';

/**
 * A column of typed texts that outlive the files which they may name. `where` leaves out what goes with the files (@gone, a
 * JSON list of ids) and what a limitation freezes.
 */
interface TypedColumn {
  readonly table: string;
  readonly column: string;
  readonly where: string;
  readonly names: keyof NamesOfFiles;
  readonly rewrite: (stored: string, withoutNames: WithoutNames) => string;
}

const GONE = '(SELECT number FROM patient WHERE id IN (SELECT value FROM json_each(@gone)))';
const FROZEN = '(SELECT patient_number FROM frozen_file)';
const OF_OTHERS = `patient_number NOT IN ${GONE}`;
const OF_OTHERS_OR_NOBODY = `(patient_number IS NULL OR ${OF_OTHERS})`;

/**
 * All of them. Left as they are: who acts for somebody else or is objected to (`requester_name`, `given_by`, `person_name`),
 * since these are the other file's own facts; and the clinical texts of other files, which are records of care.
 */
const TYPED_COLUMNS: readonly TypedColumn[] = [
  { ...typed('breach', 'content', 'true'), rewrite: rewriteBreach },
  typed('breach', 'conclusion', 'true'),
  { ...typed('breach_notice', 'form', 'true'), rewrite: rewriteForm },
  { ...typed('register_text', 'text', 'true'), names: 'whole' },
  { ...typed('register_activity', 'title', 'true'), names: 'whole' },
  { ...typed('register_version', 'content', 'true'), names: 'whole', rewrite: rewriteRegister },
  ...['wish', 'identity_proof', 'extension_reason', 'answer', 'proof_of_sending'].map((column) =>
    typed('person_request', column, OF_OTHERS_OR_NOBODY),
  ),
  typed('person_request', 'requester_name', 'patient_number IS NULL'),
  typed(
    'person_request_event',
    'detail',
    `request_number IN (SELECT number FROM person_request WHERE ${OF_OTHERS_OR_NOBODY})`,
  ),
  typed('opposition', 'note', OF_OTHERS),
  typed('opposition', 'verdict_reason', OF_OTHERS),
  typed('opposition_lift', 'reason', OF_OTHERS),
  typed('litigation_hold', 'reason', OF_OTHERS),
  typed('file_freeze', 'end_reason', OF_OTHERS),
  typed('file_taken_back', 'reason', OF_OTHERS),
  typed('patient', 'removal_reason', `removed_at IS NOT NULL AND number NOT IN ${GONE} AND number NOT IN ${FROZEN}`),
  typed(
    'consultation',
    'removal_reason',
    `removed_at IS NOT NULL AND ${OF_OTHERS} AND patient_number NOT IN ${FROZEN}`,
  ),
  typed(
    'consultation_move',
    'reason',
    `consultation_id NOT IN (SELECT id FROM consultation WHERE patient_number IN ${GONE})
       AND from_patient_id NOT IN (SELECT value FROM json_each(@gone))
       AND to_patient_id NOT IN (SELECT value FROM json_each(@gone))`,
  ),
  { ...typed('import_batch', 'file_names', 'true'), rewrite: rewriteList },
  typed('kept_document', 'title', 'patient_number IS NULL'),
];

function typed(table: string, column: string, where: string): TypedColumn {
  return { table, column, where, names: 'each', rewrite: (stored, withoutNames) => withoutNames(stored) };
}

interface NamedText extends TypedColumn {
  readonly former: string;
  readonly next: string;
}

/** How many typed texts of the practice, or of other files, hold a name of these files. */
export function countNamedTexts(vault: Vault, patientIds: readonly string[]): number {
  return namedTexts(vault, patientIds).length;
}

/**
 * Puts `[nom]` in the place of every name of these files in what is typed elsewhere; call it inside the transaction that destroys
 * them, while they are still there.
 */
export function takeNamesOutOfTexts(vault: Vault, patientIds: readonly string[]): void {
  writeVaultValue(vault.db, 'names-go-out', '1');
  for (const { table, column, where, former, next } of namedTexts(vault, patientIds))
    statement(vault.db, `UPDATE ${table} SET ${column} = @next WHERE ${column} = @former AND ${where}`).run({
      next,
      former,
      ...(where.includes('@gone') ? { gone: JSON.stringify(patientIds) } : {}),
    });
  dropVaultValue(vault.db, 'names-go-out');
}

/** The same words in two rows are one text. */
function namedTexts(vault: Vault, patientIds: readonly string[]): NamedText[] {
  const names = namesOfFilesTakenOut(vault, patientIds);
  return TYPED_COLUMNS.flatMap((typedColumn) => {
    const { table, column, where } = typedColumn;
    return statement<[Record<string, string>], { text: string }>(
      vault.db,
      `SELECT DISTINCT ${column} AS text FROM ${table} WHERE ${column} <> '' AND ${where}`,
    )
      .all(where.includes('@gone') ? { gone: JSON.stringify(patientIds) } : {})
      .map(({ text }) => ({
        ...typedColumn,
        former: text,
        next: typedColumn.rewrite(text, names[typedColumn.names]),
      }))
      .filter(({ former, next }) => typedColumn.rewrite(former, asItIs) !== next);
  });
}

/** JSON may be stored with its fields in another order. */
function asItIs(text: string): string {
  return text;
}

/** What the practitioner wrote of a breach; the rest of it are answers by name, which stay. */
const BREACH_TEXTS = [
  'title',
  'facts',
  'learntHow',
  'ownRiskReason',
  'exemptionReason',
  'consequences',
  'measuresBefore',
  'measuresTaken',
  'advice',
  'delayReason',
  'lessons',
] as const satisfies readonly (keyof BreachContent)[];

function rewriteBreach(stored: string, withoutNames: WithoutNames): string {
  const content = breachContent.parse(JSON.parse(stored));
  for (const field of BREACH_TEXTS) content[field] = withoutNames(content[field]);
  return JSON.stringify(content);
}

function rewriteForm(stored: string, withoutNames: WithoutNames): string {
  const sections = z.array(formSection).parse(JSON.parse(stored));
  return JSON.stringify(
    sections.map(({ title, fields }) => ({
      title,
      fields: fields.map(({ label, value }) => ({ label, value: withoutNames(value) })),
    })),
  );
}

const registerContent = z.looseObject({ sheets: z.array(registerSheet) });

function rewriteRegister(stored: string, withoutNames: WithoutNames): string {
  const content = registerContent.parse(JSON.parse(stored));
  return JSON.stringify({
    ...content,
    sheets: content.sheets.map((sheet) => ({
      ...sheet,
      title: withoutNames(sheet.title),
      entries: sheet.entries.map((entry) => ({
        ...entry,
        computed: entry.computed.map(withoutNames),
        own: withoutNames(entry.own),
      })),
    })),
  });
}

function rewriteList(stored: string, withoutNames: WithoutNames): string {
  return JSON.stringify(z.array(z.string()).parse(JSON.parse(stored)).map(withoutNames));
}
