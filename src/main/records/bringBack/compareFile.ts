import type {
  FileComparison,
  FormerConsultation,
  TextDifference,
  ValueDifference,
} from '../../../shared/contract/bringBack.ts';
import type { Consultation } from '../../../shared/contract/consultations.ts';
import type { Patient } from '../../../shared/contract/patients.ts';
import { displayName } from '../../../shared/domain/name.ts';
import type { Vault } from '../../vault/vault.ts';
import { statement } from '../../vault/statements.ts';
import { TEXT_FIELDS } from '../consultationColumns.ts';
import { CLINICAL_TEXTS, DETAIL_COLUMNS, IDENTITY_COLUMNS } from '../patientColumns.ts';
import { readPatientFile } from '../patients.ts';
import { listTextVersions } from '../textHistory.ts';
import { belongingsOf } from './belongings.ts';
import { consultationErasure, presenceOf } from './presence.ts';

/** Fields of a patient that are no clinical text. */
export const PATIENT_VALUES = Object.keys({ ...IDENTITY_COLUMNS, ...DETAIL_COLUMNS }).filter(
  (field) => !CLINICAL_TEXTS.some((text) => text === field),
  // `keys` of objects written out in patientColumns.ts: exactly the fields of the contract.
) as Exclude<keyof typeof IDENTITY_COLUMNS | keyof typeof DETAIL_COLUMNS, (typeof CLINICAL_TEXTS)[number]>[];

export const CONSULTATION_VALUES = ['startedAt', 'painBefore', 'painAfter'] as const;

/**
 * A file as a snapshot holds it, beside the file of today: what is missing, what is another, what a purge erased. Reads
 * only. Refuses `not-found` where the snapshot has no such file.
 */
export function compareFile(vault: Vault, former: Vault, patientId: string): FileComparison {
  const then = readPatientFile(former, patientId);
  const { presence, erasedAt } = presenceOf(vault, former, patientId);
  // In the bin it lies as it was when it went there: it is taken back from there, and nothing is compared.
  if (presence === 'in-bin') return withoutDifferences(then.patient, { presence, erasedAt });
  const now = presence === 'present' ? readPatientFile(vault, patientId) : null;
  const compared = then.consultations.map((one) => compareConsultation(vault, one, now?.consultations ?? []));
  const thenIds = new Set(then.consultations.map(({ id }) => id));
  const changed = compared.filter((one) => one !== null);
  return {
    ...withoutDifferences(then.patient, { presence, erasedAt }),
    values: now === null ? [] : differingValues(patientId, now.patient, then.patient, PATIENT_VALUES),
    texts: differingTexts(vault, patientId, now?.patient ?? null, then.patient, CLINICAL_TEXTS),
    consultations: changed,
    belongings: now === null ? belongingsOf(vault, former, patientId) : null,
    same: compared.length - changed.length,
    newer: (now?.consultations ?? []).filter(({ id }) => !thenIds.has(id)).length,
  };
}

function withoutDifferences(patient: Patient, standing: Pick<FileComparison, 'presence' | 'erasedAt'>): FileComparison {
  const { id: patientId, birthDate } = patient;
  const nothing = { belongings: null, values: [], texts: [], consultations: [], same: 0, newer: 0 };
  return { patientId, displayName: displayName(patient), birthDate, ...standing, ...nothing };
}

/** Null where nothing of it is another today. */
function compareConsultation(
  vault: Vault,
  then: Consultation,
  present: readonly Consultation[],
): FormerConsultation | null {
  const now = present.find(({ id }) => id === then.id);
  const known = { consultationId: then.id, startedAt: then.startedAt, motive: then.motive };
  if (now === undefined) {
    const texts = differingTexts(vault, then.id, null, then, TEXT_FIELDS);
    return { ...known, state: absenceOf(vault, then.id), texts, values: [] };
  }
  const texts = differingTexts(vault, then.id, now, then, TEXT_FIELDS);
  const values = differingValues(then.id, now, then, CONSULTATION_VALUES);
  return texts.length + values.length === 0 ? null : { ...known, state: 'different', texts, values };
}

function absenceOf(vault: Vault, consultationId: string): FormerConsultation['state'] {
  const row = statement<[string], { removed: number }>(
    vault.db,
    'SELECT removed_at IS NOT NULL AS removed FROM consultation WHERE id = ?',
  ).get(consultationId);
  if (row !== undefined) return row.removed === 1 ? 'in-bin' : 'moved';
  return consultationErasure(vault, consultationId) === null ? 'missing' : 'erased';
}

type TextsOf<Field extends string> = Readonly<Record<Field, string>>;

/** Texts that say something then and something else today; where there is no today, all that say something. */
function differingTexts<Field extends string>(
  vault: Vault,
  subject: string,
  now: TextsOf<Field> | null,
  then: TextsOf<Field>,
  fields: readonly Field[],
): TextDifference[] {
  return fields
    .filter((field) => then[field] !== '' && then[field] !== now?.[field])
    .map((field) => ({
      subject,
      field,
      now: now?.[field] ?? '',
      then: then[field],
      isKept: listTextVersions(vault, subject, field).some(({ text }) => text === then[field]),
    }));
}

type StoredValues<Field extends string> = Readonly<Record<Field, string | number | boolean | null>>;

function differingValues<Field extends keyof Patient | keyof Consultation>(
  subject: string,
  now: StoredValues<Field>,
  then: StoredValues<Field>,
  fields: readonly Field[],
): ValueDifference[] {
  return fields
    .filter((field) => then[field] !== now[field] && then[field] !== null && then[field] !== '')
    .map((field) => ({ subject, field, now: now[field], then: then[field] }));
}
