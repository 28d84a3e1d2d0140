import { statement } from '../../vault/statements.ts';
import type { Vault } from '../../vault/vault.ts';

/** Kinds of data about patients, each with what makes it used in one row. */
const PATIENT_KINDS = {
  identity: 'TRUE',
  contact: "phone <> '' OR mobile <> '' OR email <> '' OR city <> '' OR postcode <> '' OR street <> ''",
  doctor: "doctor <> ''",
  personalLife: "occupation <> '' OR hobbies <> ''",
  habits: 'smoker IS NOT NULL OR laterality IS NOT NULL',
  death: 'death_date IS NOT NULL',
  alerts: "alerts <> ''",
  currentTreatment: "current_treatment <> ''",
  antecedents: "medical_history <> '' OR surgical_history <> '' OR trauma_history <> ''",
  relatives: "family_history <> ''",
  reports: "medical_reports <> ''",
  imported: "imported <> '[]'",
} as const;

const CONSULTATION_KINDS = {
  consultation: 'TRUE',
  reason: "motive <> '' OR history <> ''",
  examination: `examination <> '' OR orl <> '' OR visceral <> '' OR cardio_pulmonary <> ''
    OR uro_gynaecological <> '' OR peripheral <> '' OR general_state <> ''`,
  diagnosis: "diagnosis <> ''",
  care: "treatment <> '' OR advice <> ''",
  pain: 'pain_before IS NOT NULL OR pain_after IS NOT NULL',
} as const;

export type DataKind = keyof typeof PATIENT_KINDS | keyof typeof CONSULTATION_KINDS | 'document';

/** How many files or consultations have something of each kind; only the kinds in use. */
export type Usage = Readonly<Partial<Record<DataKind, number>>>;

/**
 * Counts what is really filled in, in every file that the vault holds: bin and archive too, since they are processed as
 * well. Reads every file: some seconds in a practice of a lifetime.
 */
export function readUsage(vault: Vault): Usage {
  return usageFrom(vault, {
    patients: 'patient JOIN patient_detail USING (number)',
    consultations: 'consultation',
  });
}

/** So many of the latest files tell that a kind has come into use; by their indexes. */
const RECENT = 500;

/** The kinds in use in the files of late, at the cost of a few milliseconds: a kind that comes into use is among them. */
export function readRecentUsage(vault: Vault): Usage {
  return usageFrom(vault, {
    patients: `(SELECT patient_number AS number FROM patient_touch ORDER BY touched_at DESC LIMIT ${RECENT})
      JOIN patient USING (number) JOIN patient_detail USING (number)`,
    consultations: `(SELECT * FROM consultation ORDER BY started_at DESC LIMIT ${RECENT})`,
  });
}

function usageFrom(vault: Vault, sources: { readonly patients: string; readonly consultations: string }): Usage {
  return inUse({
    ...counts(vault, PATIENT_KINDS, sources.patients),
    ...counts(vault, CONSULTATION_KINDS, sources.consultations),
    ...counts(vault, { document: 'patient_number IS NOT NULL' }, 'kept_document'),
  });
}

function counts<Kind extends DataKind>(
  vault: Vault,
  kinds: Readonly<Record<Kind, string>>,
  source: string,
): Partial<Record<DataKind, number>> {
  const sums = Object.entries<string>(kinds).map(([kind, isUsed]) => `coalesce(sum(${isUsed}), 0) AS ${kind}`);
  return (
    statement<[], Partial<Record<DataKind, number>>>(vault.db, `SELECT ${sums.join(', ')} FROM ${source}`).get() ?? {}
  );
}

function inUse(counted: Partial<Record<DataKind, number>>): Usage {
  return Object.fromEntries(Object.entries(counted).filter(([, count]) => count > 0));
}
