import { requestEventKind, type RequestEvent, type RequestEventKind } from '../../../shared/contract/requests.ts';
import type { AccessAction } from '../../../shared/contract/accessLog.ts';
import { logAccess } from '../../vault/accessLog.ts';
import { statement } from '../../vault/statements.ts';
import type { Vault } from '../../vault/vault.ts';
import type { StoredRequest } from './storedRequest.ts';

/** Writes a step of a request, and its entry in the access log; inside the transaction of what it tells. */
export function tellRequest(
  vault: Vault,
  request: Pick<StoredRequest, 'id' | 'number' | 'patientId'>,
  what: RequestEventKind,
  detail: string,
  action: AccessAction = 'request-changed',
): void {
  statement(
    vault.db,
    'INSERT INTO person_request_event (request_number, at, what, detail, practitioner_id) VALUES (?, ?, ?, ?, ?)',
  ).run(request.number, vault.now(), what, detail, vault.practitioner.id);
  const { patientId } = request;
  logAccess(vault, { action, objectId: request.id, ...(patientId === null ? {} : { patientId }) });
}

/** The steps of a request, from the first to the last. */
export function listRequestEvents(vault: Vault, { number }: Pick<StoredRequest, 'number'>): RequestEvent[] {
  return statement<[number], Omit<RequestEvent, 'what'> & { what: string }>(
    vault.db,
    `SELECT at, practitioner.name AS "by", what, detail
     FROM person_request_event JOIN practitioner ON practitioner.id = practitioner_id
     WHERE request_number = ? ORDER BY number`,
  )
    .all(number)
    .map((event) => ({ ...event, what: requestEventKind.parse(event.what) }));
}
