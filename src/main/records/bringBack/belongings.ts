import type { FileBelongings } from '../../../shared/contract/bringBack.ts';
import { isNirUsed } from '../../privacy/nir.ts';
import type { Vault } from '../../vault/vault.ts';
import { requirePatient } from '../visiblePatient.ts';
import { bringPractitioner, insertRow, rowsOf, withoutNumber, type CopiedTable, type Row } from './formerRows.ts';

/*
 * What lies beside a file and is not written in it: it comes back with a file that comes back whole. What is left is the
 * affair of its time: requests with their limitation, and emergencies for which an objection was lifted.
 */

/** Rows of their own, of which nothing else speaks. */
const OWN_ROWS: readonly CopiedTable[] = ['litigation_hold', 'patient_information'];

/** How much of it a snapshot holds of a file. Refuses `not-found` where it has no such file. */
export function belongingsOf(vault: Vault, former: Vault, patientId: string): FileBelongings {
  const number = requirePatient(former, patientId);
  const count = (table: CopiedTable): number => rowsOf(former.db, table, 'patient_number', number).length;
  return {
    oppositions: count('opposition'),
    consents: count('consent'),
    documents: count('kept_document'),
    nir: count('patient_nir') === 0 ? 'none' : isNirUsed(vault) ? 'comes' : 'stays',
  };
}

/** Brings it to the file that was brought; inside its transaction. */
export function bringBelongings(vault: Vault, former: Vault, patientId: string): void {
  const number = requirePatient(former, patientId);
  const brought = requirePatient(vault, patientId);
  const bring = (table: CopiedTable, row: Row): number => {
    bringPractitioner(vault, former, row['practitioner_id'] ?? null);
    return insertRow(vault.db, table, { ...withoutNumber(row), patient_number: brought });
  };
  for (const row of rowsOf(former.db, 'opposition', 'patient_number', number))
    bring('opposition', { ...row, account_id: accountToday(vault, former, row['account_id'] ?? null) });
  for (const table of OWN_ROWS) for (const row of rowsOf(former.db, table, 'patient_number', number)) bring(table, row);
  for (const row of rowsOf(former.db, 'consent', 'patient_number', number))
    bring('consent', { ...row, text_number: bringText(vault, former, row['text_number'] ?? null) });
  for (const row of rowsOf(former.db, 'kept_document', 'patient_number', number)) {
    const document = bring('kept_document', row);
    for (const part of rowsOf(former.db, 'kept_document_part', 'document_number', row['number'] ?? null))
      insertRow(vault.db, 'kept_document_part', { ...part, document_number: document });
  }
  if (!isNirUsed(vault)) return;
  for (const row of rowsOf(former.db, 'patient_nir', 'patient_number', number)) bring('patient_nir', row);
}

/**
 * The account that an objection is about: the same, or that of the same name, which was made anew since. Unknown today it
 * comes along without any access, so that the objection goes on saying whom it is about.
 */
function accountToday(vault: Vault, former: Vault, id: Row[string]): Row[string] {
  if (id === null || rowsOf(vault.db, 'practitioner', 'id', id).length > 0) return id;
  const [account] = rowsOf(former.db, 'practitioner', 'id', id);
  const [namesake] = rowsOf(vault.db, 'practitioner', 'name', account?.['name'] ?? null);
  if (namesake !== undefined && namesake['role'] !== 'titular') return namesake['id'] ?? null;
  bringPractitioner(vault, former, id);
  return id;
}

/** The number of the text that was consented to, word for word; it comes along, with its purpose, where it is unknown today. */
function bringText(vault: Vault, former: Vault, formerNumber: Row[string]): number {
  const [text] = rowsOf(former.db, 'consent_text', 'number', formerNumber);
  if (text === undefined) throw new Error('a consent speaks of a text');
  const known = numberOf(vault, 'consent_text', text);
  if (known !== null) return known;
  const [purpose] = rowsOf(former.db, 'consent_purpose', 'number', text['purpose_number'] ?? null);
  if (purpose === undefined) throw new Error('a text has a purpose');
  const purposeNumber =
    numberOf(vault, 'consent_purpose', purpose) ?? insertRow(vault.db, 'consent_purpose', withoutNumber(purpose));
  bringPractitioner(vault, former, text['practitioner_id'] ?? null);
  const row = {
    ...withoutNumber(text),
    purpose_number: purposeNumber,
    version: freeVersion(vault, purposeNumber, text),
  };
  return insertRow(vault.db, 'consent_text', row);
}

function numberOf(vault: Vault, table: 'consent_text' | 'consent_purpose', { id = null }: Row): number | null {
  const [row] = rowsOf(vault.db, table, 'id', id);
  return row === undefined ? null : Number(row['number']);
}

/** Its own version, or the next one where another text has taken it since. */
function freeVersion(vault: Vault, purposeNumber: number, { version = null }: Row): Row[string] {
  const taken = rowsOf(vault.db, 'consent_text', 'purpose_number', purposeNumber).map((row) => Number(row['version']));
  return taken.includes(Number(version)) ? Math.max(...taken) + 1 : version;
}
