import type { ImportReport } from '../../shared/contract/imports.ts';
import { readPractice } from '../vault/settings.ts';
import { legalDay } from '../../shared/domain/legalDay.ts';
import { refuse } from '../vault/refusal.ts';
import type { Vault } from '../vault/vault.ts';
import { draftConsultations, emptyConsultationsDraft, type ConsultationsDraft } from './draftConsultations.ts';
import { draftPatients, emptyPatientsDraft, type PatientsDraft } from './draftPatients.ts';
import type { ImportFile, ImportRequest } from './importRequest.ts';
import { answersOf } from './readRow.ts';

/** All that an import would write, decided line by line. */
export interface ImportDraft {
  readonly patients: PatientsDraft;
  readonly consultations: ConsultationsDraft;
}

/** How the report begins: enough to see whether columns and accents are right. */
const PREVIEW_ROWS = 8;

/**
 * The dry run: reads every line, compares it with former imports, writes nothing. `breathe` gives the thread back now
 * and then, and throws where the person stopped it.
 */
export async function draftImport(
  vault: Vault,
  request: ImportRequest,
  breathe: () => Promise<void>,
): Promise<ImportDraft> {
  const { timeZone } = readPractice(vault);
  const rules = { timeZone, today: legalDay(vault.now(), timeZone) };
  const patientsFile = only(request, 'patients');
  const patients =
    patientsFile === null
      ? emptyPatientsDraft()
      : await draftPatients(
          vault,
          patientsFile,
          answersOf('patients', request.answers),
          overwritesOf(request, 'patients'),
          rules,
          breathe,
        );
  const consultationsFile = only(request, 'consultations');
  const consultations =
    consultationsFile === null
      ? emptyConsultationsDraft()
      : await draftConsultations(
          vault,
          consultationsFile,
          patients.owners,
          answersOf('consultations', request.answers),
          overwritesOf(request, 'consultations'),
          rules,
          breathe,
        );
  return { patients, consultations };
}

/** The file that holds such rows; two of them would leave it open which line an answer is about. */
function only(request: ImportRequest, rows: ImportFile['match']['rows']): ImportFile | null {
  const [file, ...others] = request.files.filter(({ match }) => match.rows === rows);
  if (others.length > 0) refuse({ code: 'invalid-input', fields: ['files'] });
  return file ?? null;
}

function overwritesOf(request: ImportRequest, rows: ImportFile['match']['rows']): ReadonlySet<number> {
  return new Set(request.overwrite.filter(({ file }) => file === rows).map(({ line }) => line));
}

/** What the person reads before, and after, anything is written. */
export function reportOf({ patients, consultations }: ImportDraft): ImportReport {
  return {
    created: { patients: patients.created.length, consultations: consultations.created.length },
    skipped: patients.skipped + consultations.skipped,
    overwritten: patients.overwritten.length + consultations.overwritten.length,
    questions: [...patients.questions, ...consultations.questions],
    changed: [...patients.changed, ...consultations.changed],
    frozen: [...patients.frozen, ...consultations.frozen],
    preview: patients.created.slice(0, PREVIEW_ROWS).map(({ reading: { line }, values }) => ({
      line,
      familyName: textAt(values, 'familyName'),
      givenName: textAt(values, 'givenName'),
      birthDate: textAt(values, 'birthDate') || null,
      city: textAt(values, 'city'),
    })),
  };
}

function textAt(values: ReadonlyMap<string, unknown>, field: string): string {
  const value = values.get(field);
  return typeof value === 'string' ? value : '';
}
