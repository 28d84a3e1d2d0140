import type { Input, Output } from '../../../shared/contract/index.ts';
import { requesterQuality, requestKind, type PersonRequest } from '../../../shared/contract/requests.ts';
import { legalDay } from '../../../shared/domain/legalDay.ts';
import { requesterRight, type RequesterRight } from '../../../shared/domain/requester.ts';
import { readPatient, updatePatient } from '../../records/patients.ts';
import { endTextRuns } from '../../records/textHistory.ts';
import { requirePatient } from '../../records/visiblePatient.ts';
import { newId } from '../../vault/identifier.ts';
import { refuse } from '../../vault/refusal.ts';
import { readPractice } from '../../vault/settings.ts';
import { statement } from '../../vault/statements.ts';
import type { Vault } from '../../vault/vault.ts';
import { readFileRetention } from '../retention/fileRetention.ts';
import { readFreeze } from './fileFreeze.ts';
import { listRequestEvents, tellRequest } from './requestEvents.ts';
import { openRequest, readRequest, storedRequest, termsOf, type StoredRequest } from './storedRequest.ts';

/** Notes a request. Refuses `not-found` for a file that is not there, `invalid-input` where nobody is named. */
export function recordRequest(vault: Vault, input: Input<'requests.record'>): PersonRequest {
  if (input.patientId === null && input.requesterName.trim() === '')
    refuse({ code: 'invalid-input', fields: ['requesterName'] });
  if (input.receivedAt > vault.now()) refuse({ code: 'date-in-the-future' });
  return vault.db.transaction(() => {
    const id = newId();
    const { lastInsertRowid } = statement(
      vault.db,
      `INSERT INTO person_request (id, kind, received_at, channel, patient_number, quality, requester_name, wish, purpose,
         minor_objects, deceased_objected, practitioner_id)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ).run(
      id,
      input.kind,
      input.receivedAt,
      input.channel,
      input.patientId === null ? null : requirePatient(vault, input.patientId),
      input.quality,
      input.requesterName.trim(),
      input.wish.trim(),
      input.purpose,
      Number(input.minorObjects),
      Number(input.deceasedObjected),
      vault.practitioner.id,
    );
    const request = { id, number: Number(lastInsertRowid), patientId: input.patientId };
    tellRequest(vault, request, 'recorded', '', 'request-recorded');
    return readRequest(vault, id);
  })();
}

/** All that the page of one request shows. */
export function viewRequest(vault: Vault, requestId: string): Output<'requests.get'> {
  const stored = storedRequest(vault, requestId);
  const { proofs, against, toAsk } = rightOf(vault, stored);
  return {
    request: readRequest(vault, requestId),
    events: listRequestEvents(vault, stored),
    right: { proofs: [...proofs], against: [...against], toAsk: [...toAsk] },
    freeze: isThere(stored) ? readFreeze(vault, stored.patientId) : null,
    keptUntil: isThere(stored) ? readFileRetention(vault, stored.patientId).purgeOn : null,
  };
}

export function changeRequester(vault: Vault, input: Input<'requests.changeRequester'>): void {
  vault.db.transaction(() => {
    const request = openRequest(vault, input.requestId);
    statement(
      vault.db,
      `UPDATE person_request SET quality = ?, requester_name = ?, purpose = ?, minor_objects = ?, deceased_objected = ?
       WHERE number = ?`,
    ).run(
      input.quality,
      input.requesterName.trim(),
      input.purpose,
      Number(input.minorObjects),
      Number(input.deceasedObjected),
      request.number,
    );
    tellRequest(vault, request, 'recorded', '');
  })();
}

export function checkIdentity(vault: Vault, requestId: string, proof: string): void {
  vault.db.transaction(() => {
    const request = openRequest(vault, requestId);
    statement(vault.db, 'UPDATE person_request SET identity_proof = ?, identity_checked_at = ? WHERE number = ?').run(
      proof,
      vault.now(),
      request.number,
    );
    tellRequest(vault, request, 'identity-checked', proof);
  })();
}

/** Refuses `extension-too-late` after the first month, and for a request that the law does not let be extended. */
export function extendRequest(vault: Vault, requestId: string, reason: string): void {
  vault.db.transaction(() => {
    const request = openRequest(vault, requestId);
    const { timeZone } = readPractice(vault);
    const { extensionBefore } = termsOf(request, timeZone);
    if (extensionBefore === null || legalDay(vault.now(), timeZone) > extensionBefore)
      refuse({ code: 'extension-too-late' });
    statement(vault.db, 'UPDATE person_request SET extension_reason = ?, extended_at = ? WHERE number = ?').run(
      reason,
      vault.now(),
      request.number,
    );
    tellRequest(vault, request, 'extended', reason);
  })();
}

/**
 * Corrects one field of the file; what it was stays in the request, a clinical text and what says who it is also in the
 * file's own history. Refuses as {@link admittedToFile}.
 */
export function rectify(vault: Vault, { requestId, correction: { field, value } }: Input<'requests.rectify'>): void {
  vault.db.transaction(() => {
    const request = admittedToFile(vault, requestId);
    const former = readPatient(vault, request.patientId);
    // Whatever was being typed ends here: a correction that is asked for keeps what it corrects.
    endTextRuns(vault, former.id);
    updatePatient(vault, former.id, former.version, { [field]: value });
    tellRequest(vault, request, 'rectified', JSON.stringify({ field, former: former[field], now: value }));
  })();
}

export function withdrawRequest(vault: Vault, requestId: string, reason: string): void {
  vault.db.transaction(() => answerRequest(vault, openRequest(vault, requestId), 'withdrawn', reason))();
}

/** Writes the answer down; inside a transaction. */
export function answerRequest(
  vault: Vault,
  request: StoredRequest,
  outcome: 'granted' | 'refused' | 'withdrawn',
  text: string,
): void {
  statement(vault.db, 'UPDATE person_request SET outcome = ?, answer = ?, answered_at = ? WHERE number = ?').run(
    outcome,
    text.trim(),
    vault.now(),
    request.number,
  );
  tellRequest(vault, request, outcome, text.trim(), 'request-answered');
}

/** Refuses `answer-missing`, and `too-early` where something is granted before the time of reflection is over. */
export function sendAnswer(vault: Vault, { requestId, manner, sentAt, proof }: Input<'requests.send'>): void {
  vault.db.transaction(() => {
    const request = openRequest(vault, requestId);
    if (request.answeredAt === null) refuse({ code: 'answer-missing' });
    if (sentAt > vault.now()) refuse({ code: 'date-in-the-future' });
    const { notBefore } = termsOf(request, readPractice(vault).timeZone);
    if (notBefore !== null && request.outcome === 'granted' && sentAt < notBefore) refuse({ code: 'too-early' });
    statement(
      vault.db,
      'UPDATE person_request SET sent_by = ?, proof_of_sending = ?, sent_at = ? WHERE number = ?',
    ).run(manner, proof.trim(), sentAt, request.number);
    tellRequest(vault, request, 'sent', proof.trim(), 'request-sent');
  })();
}

/**
 * An open request about a file, of somebody whose identity was checked and who has the right: only then something is
 * handed over, corrected or frozen. Refuses `identity-not-checked`, `requester-without-right`, `not-found`, `in-the-bin`.
 */
export function admitted(vault: Vault, requestId: string): StoredRequest & { readonly patientId: string } {
  const request = openRequest(vault, requestId);
  const { patientId } = request;
  if (patientId === null) return refuse({ code: 'not-found', what: 'patient' });
  requireOutOfBin(request);
  if (request.identityAt === null) refuse({ code: 'identity-not-checked' });
  if (rightOf(vault, request).against.length > 0) refuse({ code: 'requester-without-right' });
  return { ...request, patientId };
}

/**
 * The same where the file itself is opened: copied, corrected. Refuses `in-the-archive` as well, since that one is sealed
 * until it is taken back.
 */
export function admittedToFile(vault: Vault, requestId: string): ReturnType<typeof admitted> {
  const request = admitted(vault, requestId);
  const archived = statement<[string]>(vault.db, 'SELECT 1 FROM archived_patient WHERE id = ?').get(request.patientId);
  return archived === undefined ? request : refuse({ code: 'in-the-archive' });
}

/** What lies in the bin is taken back before anything is answered about it. Refuses `in-the-bin`. */
export function requireOutOfBin({ inBin }: StoredRequest): void {
  if (inBin === 1) refuse({ code: 'in-the-bin' });
}

/** A file that is in no bin: neither limitation nor retention is reckoned for one that is. */
function isThere(stored: StoredRequest): stored is StoredRequest & { readonly patientId: string } {
  return stored.patientId !== null && stored.inBin === 0;
}

function rightOf(vault: Vault, stored: StoredRequest): RequesterRight {
  const { purpose } = readRequest(vault, stored.id);
  return requesterRight({
    kind: requestKind.parse(stored.kind),
    quality: requesterQuality.parse(stored.quality),
    birthDate: stored.birthDate,
    deathDate: stored.deathDate,
    minorObjects: stored.minorObjects === 1,
    deceasedObjected: stored.deceasedObjected === 1,
    purpose,
    day: legalDay(stored.receivedAt, readPractice(vault).timeZone),
  });
}
