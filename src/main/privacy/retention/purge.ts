import type { PersonRequest } from '../../../shared/contract/requests.ts';
import { erasePatient } from '../../records/erasure.ts';
import { forgetAlias, logAccess } from '../../vault/accessLog.ts';
import { refuse } from '../../vault/refusal.ts';
import { statement } from '../../vault/statements.ts';
import type { Vault } from '../../vault/vault.ts';
import { answerRequest } from '../requests/requestDesk.ts';
import { listRequests, openRequest } from '../requests/storedRequest.ts';
import { readFileRetention } from './fileRetention.ts';
import { countNamedTexts, takeNamesOutOfTexts } from './namesInTexts.ts';

export interface Destroyed {
  readonly files: number;
  readonly consultations: number;
  /** Earliest and latest of the last visits, for the certificate. */
  readonly lastVisits: readonly [string, string];
  /** Texts elsewhere that held a name of theirs. */
  readonly namedTexts: number;
}

/**
 * What a destruction of these files will be. Refuses `not-due` unless the time of each has come, `request-unanswered` where a
 * copy was asked for that is not answered yet, and `not-found`.
 */
export function measureDestruction(vault: Vault, patientIds: readonly string[]): Destroyed {
  const files = patientIds.map((patientId) => readFileRetention(vault, patientId));
  if (files.some(({ state }) => state !== 'to-purge')) refuse({ code: 'not-due' });
  if (unanswered(vault, patientIds).some(asksForCopy)) refuse({ code: 'request-unanswered' });
  const lastVisits = files.map(({ lastVisit }) => lastVisit).sort();
  const consultations = patientIds.map((patientId) => countConsultations(vault, patientId));
  return {
    files: files.length,
    consultations: consultations.reduce((sum, count) => sum + count, 0),
    lastVisits: [lastVisits[0] ?? '', lastVisits.at(-1) ?? ''],
    namedTexts: countNamedTexts(vault, patientIds),
  };
}

/**
 * Deletes files whose time has come with all that hangs on them, and takes their names out of what stays; call it inside the
 * transaction that keeps the certificate, then `clearTraces` outside of it: only with its end no byte is left. It answers the
 * erasure that the person asked for; that this was told is still to be noted. The access log keeps that something was
 * destroyed, and not whose. Refuses as {@link measureDestruction}.
 */
export function destroyFiles(vault: Vault, patientIds: readonly string[]): Destroyed {
  const destroyed = measureDestruction(vault, patientIds);
  for (const { id, kind } of unanswered(vault, patientIds))
    if (kind === 'erasure') answerRequest(vault, openRequest(vault, id), 'granted', '');
  takeNamesOutOfTexts(vault, patientIds);
  for (const patientId of patientIds) {
    erasePatient(vault, patientId);
    logAccess(vault, { action: 'patient-purged', patientId });
    forgetAlias(vault, patientId);
  }
  return destroyed;
}

/** The certificate of a destruction, by the document that it is. */
export function recordDestruction(vault: Vault, documentId: string, { files, consultations }: Destroyed): void {
  statement(
    vault.db,
    'INSERT INTO destruction (document_id, at, files, consultations, practitioner_id) VALUES (?, ?, ?, ?, ?)',
  ).run(documentId, vault.now(), files, consultations, vault.practitioner.id);
}

function unanswered(vault: Vault, patientIds: readonly string[]): PersonRequest[] {
  const files = new Set(patientIds);
  return listRequests(vault, null).filter(
    ({ patientId, answer }) => answer === null && patientId !== null && files.has(patientId),
  );
}

function asksForCopy({ kind }: PersonRequest): boolean {
  return kind === 'access' || kind === 'portability';
}

function countConsultations(vault: Vault, patientId: string): number {
  const row = statement<[string], { count: number }>(
    vault.db,
    'SELECT count(*) AS count FROM consultation WHERE patient_number = (SELECT number FROM patient WHERE id = ?)',
  ).get(patientId);
  return row?.count ?? 0;
}
