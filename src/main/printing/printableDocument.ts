import type { Printable } from '../../shared/contract/printing.ts';
import { displayName } from '../../shared/domain/name.ts';
import { readConsultation } from '../records/consultations.ts';
import { readPatient, readPatientFile } from '../records/patients.ts';
import { readPractice } from '../vault/settings.ts';
import type { Vault } from '../vault/vault.ts';
import { drawConsultation } from './consultationDocument.ts';
import { safeFileName } from './fileName.ts';
import { drawPatient } from './patientDocument.ts';

export interface PrintableDocument {
  readonly html: string;
  readonly patientId: string;
  /** A name for the file where it is saved, without its extension. */
  readonly fileName: string;
}

/** The document that the person asked to print or save, as the vault holds it now. */
export function printableDocument(vault: Vault, printable: Printable): PrintableDocument {
  return printable.kind === 'patient'
    ? patientDocument(vault, printable.patientId)
    : consultationDocument(vault, printable.consultationId);
}

function patientDocument(vault: Vault, patientId: string): PrintableDocument {
  const { patient, consultations } = readPatientFile(vault, patientId);
  const html = drawPatient({ practice: readPractice(vault), patient, consultations, printedAt: vault.now() });
  return { html, patientId, fileName: safeFileName(`${displayName(patient)}, dossier`) };
}

function consultationDocument(vault: Vault, consultationId: string): PrintableDocument {
  const consultation = readConsultation(vault, consultationId);
  const patient = readPatient(vault, consultation.patientId);
  const html = drawConsultation({ practice: readPractice(vault), patient, consultation, printedAt: vault.now() });
  return { html, patientId: patient.id, fileName: safeFileName(`${displayName(patient)}, consultation`) };
}
