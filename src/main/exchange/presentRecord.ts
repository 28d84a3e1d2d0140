import { z } from 'zod';
import { consultationFields } from '../../shared/contract/consultations.ts';
import { patientFields } from '../../shared/contract/patients.ts';
import { displayName } from '../../shared/domain/name.ts';
import { readConsultation } from '../records/consultations.ts';
import { readPatient } from '../records/patients.ts';
import { Refusal } from '../vault/refusal.ts';
import type { Vault } from '../vault/vault.ts';
import type { FieldValue, ImportedCell } from './readRow.ts';

/** A patient or a consultation as the vault has it now, to be compared with a line of a file. */
export interface PresentRecord {
  readonly patientId: string;
  readonly displayName: string;
  readonly version: number;
  readonly values: Readonly<Record<string, FieldValue>>;
  readonly imported: readonly ImportedCell[];
}

/** Null where it lies in the bin. */
export function presentPatient(vault: Vault, patientId: string): PresentRecord | null {
  return unlessRemoved(() => {
    const patient = readPatient(vault, patientId);
    const { version, imported } = patient;
    return { patientId, displayName: displayName(patient), version, values: patientValues.parse(patient), imported };
  });
}

/** Null where it, or its patient, lies in the bin. */
export function presentConsultation(vault: Vault, consultationId: string): PresentRecord | null {
  return unlessRemoved(() => {
    const consultation = readConsultation(vault, consultationId);
    const { patientId, version, imported } = consultation;
    const name = displayName(readPatient(vault, patientId));
    return { patientId, displayName: name, version, values: consultationValues.parse(consultation), imported };
  });
}

/** The fields alone, without ids and times: zod's plain objects drop what they do not know. */
const patientValues = z.object(patientFields.shape);
const consultationValues = z.object(consultationFields.shape);

function unlessRemoved(read: () => PresentRecord): PresentRecord | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof Refusal && error.error.code === 'not-found') return null;
    throw error;
  }
}
