import { requestKind } from '../../../shared/contract/requests.ts';
import { legalDay } from '../../../shared/domain/legalDay.ts';
import { readPractice } from '../../vault/settings.ts';
import type { Vault } from '../../vault/vault.ts';
import { addresseeOf } from '../addressee.ts';
import type { LetterFacts } from './requestLetter.ts';
import { readRequest, type StoredRequest } from './storedRequest.ts';

/** To whom the answer to this request goes, as the vault knows it today. */
export function letterFacts(vault: Vault, request: StoredRequest): LetterFacts {
  const practice = readPractice(vault);
  const { timeZone } = practice;
  const { displayName, quality, requesterName } = readRequest(vault, request.id);
  const isPatient = quality === 'person' && request.patientId !== null;
  return {
    practice,
    kind: requestKind.parse(request.kind),
    to: isPatient || requesterName === '' ? (displayName ?? '') : requesterName,
    about: isPatient || request.patientId === null ? null : displayName,
    address: isPatient ? addresseeOf(vault, request.patientId).lines : [],
    received: legalDay(request.receivedAt, timeZone),
    day: legalDay(vault.now(), timeZone),
  };
}
