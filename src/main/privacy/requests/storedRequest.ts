import { channel } from '../../../shared/contract/oppositions.ts';
import {
  deceasedPurpose,
  requesterQuality,
  requestKind,
  sendingManner,
  type PersonRequest,
} from '../../../shared/contract/requests.ts';
import type { PartialDate } from '../../../shared/domain/civilDate.ts';
import { legalDay } from '../../../shared/domain/legalDay.ts';
import { displayName } from '../../../shared/domain/name.ts';
import { informationAge, requestTerms, termState } from '../../../shared/domain/requestTerms.ts';
import { refuse } from '../../vault/refusal.ts';
import { readPractice } from '../../vault/settings.ts';
import { statement } from '../../vault/statements.ts';
import type { Vault } from '../../vault/vault.ts';

/** A request as its table has it, with what its terms are reckoned from. */
export interface StoredRequest {
  readonly number: number;
  readonly id: string;
  readonly kind: string;
  readonly receivedAt: number;
  readonly channel: string;
  readonly patientId: string | null;
  readonly familyName: string | null;
  readonly givenName: string | null;
  readonly birthDate: PartialDate | null;
  readonly deathDate: PartialDate | null;
  readonly inBin: number;
  /** Oldest and newest consultation that the file holds; null without any. */
  readonly oldestAt: number | null;
  readonly newestAt: number | null;
  readonly unnamed: number;
  readonly quality: string;
  readonly requesterName: string;
  readonly wish: string;
  readonly purpose: string | null;
  readonly minorObjects: number;
  readonly deceasedObjected: number;
  readonly identityProof: string;
  readonly identityAt: number | null;
  readonly extensionReason: string;
  readonly extendedAt: number | null;
  readonly outcome: 'granted' | 'refused' | 'withdrawn' | null;
  readonly answer: string;
  readonly answeredAt: number | null;
  readonly sentBy: string | null;
  readonly proofOfSending: string;
  readonly sentAt: number | null;
}

const FILES = ['visible_patient', 'archived_patient', 'removed_patient'] as const;
const FILE_COLUMNS = 'number, id, family_name, given_name, birth_date, death_date, removed_at';

// A file in the archive, or in the bin, still has its requests: their dates run on. One out of sight has none that are shown.
const SELECT_REQUEST = `SELECT person_request.number, person_request.id, kind, received_at AS receivedAt, channel,
    file.id AS patientId, file.family_name AS familyName, file.given_name AS givenName, file.birth_date AS birthDate,
    file.death_date AS deathDate, file.removed_at IS NOT NULL AS inBin, unnamed, quality, requester_name AS requesterName, wish, purpose,
    (SELECT min(started_at) FROM consultation WHERE consultation.patient_number = file.number) AS oldestAt,
    (SELECT max(started_at) FROM consultation WHERE consultation.patient_number = file.number) AS newestAt,
    minor_objects AS minorObjects, deceased_objected AS deceasedObjected, identity_proof AS identityProof,
    identity_checked_at AS identityAt, extension_reason AS extensionReason, extended_at AS extendedAt, outcome, answer,
    answered_at AS answeredAt, sent_by AS sentBy, proof_of_sending AS proofOfSending, sent_at AS sentAt
  FROM person_request
  LEFT JOIN (${FILES.map((view) => `SELECT ${FILE_COLUMNS} FROM ${view}`).join(' UNION ALL ')}) AS file
    ON file.number = person_request.patient_number
  WHERE (person_request.patient_number IS NULL OR file.number IS NOT NULL)`;

/** Refuses `not-found`. */
export function storedRequest(vault: Vault, requestId: string): StoredRequest {
  return (
    statement<[string], StoredRequest>(vault.db, `${SELECT_REQUEST} AND person_request.id = ?`).get(requestId) ??
    refuse({ code: 'not-found', what: 'request' })
  );
}

/** Refuses `request-closed` as well. */
export function openRequest(vault: Vault, requestId: string): StoredRequest {
  const stored = storedRequest(vault, requestId);
  return isClosed(stored) ? refuse({ code: 'request-closed' }) : stored;
}

export function readRequest(vault: Vault, requestId: string): PersonRequest {
  return toRequest(vault, storedRequest(vault, requestId));
}

/** Of one patient or of all; the open ones by their last day, then the closed ones, newest first. */
export function listRequests(vault: Vault, patientId: string | null): PersonRequest[] {
  const all = statement<[{ patientId: string | null }], StoredRequest>(
    vault.db,
    `${SELECT_REQUEST} AND (@patientId IS NULL OR file.id = @patientId) ORDER BY received_at DESC`,
  )
    .all({ patientId })
    .map((stored) => toRequest(vault, stored));
  const open = all.filter(({ standing }) => standing !== 'closed');
  return [
    ...open.sort((one, other) => one.dueOn.localeCompare(other.dueOn)),
    ...all.filter(({ standing }) => standing === 'closed'),
  ];
}

function isClosed({ sentAt, outcome }: StoredRequest): boolean {
  return sentAt !== null || outcome === 'withdrawn';
}

function toRequest(vault: Vault, stored: StoredRequest): PersonRequest {
  const { timeZone } = readPractice(vault);
  const terms = termsOf(stored, timeZone);
  return {
    id: stored.id,
    kind: requestKind.parse(stored.kind),
    receivedAt: stored.receivedAt,
    channel: channel.parse(stored.channel),
    patientId: stored.patientId,
    displayName: nameOf(stored),
    fileInBin: stored.inBin === 1,
    quality: requesterQuality.parse(stored.quality),
    requesterName: stored.requesterName,
    purpose: deceasedPurpose.nullable().parse(stored.purpose),
    minorObjects: stored.minorObjects === 1,
    deceasedObjected: stored.deceasedObjected === 1,
    wish: stored.wish,
    identity: stored.identityAt === null ? null : { proof: stored.identityProof, at: stored.identityAt },
    extension: stored.extendedAt === null ? null : { reason: stored.extensionReason, at: stored.extendedAt },
    answer: answerOf(stored),
    sending: sendingOf(stored),
    ...terms,
    standing: isClosed(stored) ? 'closed' : termState(terms.dueOn, legalDay(vault.now(), timeZone)),
  };
}

function answerOf({ outcome, answer, answeredAt }: StoredRequest): PersonRequest['answer'] {
  return outcome === null || answeredAt === null ? null : { outcome, text: answer, at: answeredAt };
}

function sendingOf({ sentBy, proofOfSending, sentAt }: StoredRequest): PersonRequest['sending'] {
  return sentBy === null || sentAt === null
    ? null
    : { manner: sendingManner.parse(sentBy), proof: proofOfSending, at: sentAt };
}

/** Of the patient; of who asks where there is no file; null once the file was destroyed. */
function nameOf({ familyName, givenName, requesterName, unnamed }: StoredRequest): string | null {
  if (unnamed === 1) return null;
  return familyName === null || givenName === null ? requesterName : displayName({ familyName, givenName });
}

export function termsOf(stored: StoredRequest, timeZone: string): ReturnType<typeof requestTerms> {
  const received = legalDay(stored.receivedAt, timeZone);
  const day = (instant: number | null): string => (instant === null ? received : legalDay(instant, timeZone));
  return requestTerms({
    kind: requestKind.parse(stored.kind),
    receivedAt: stored.receivedAt,
    timeZone,
    informationAge: informationAge(day(stored.oldestAt), day(stored.newestAt), received),
    isExtended: stored.extendedAt !== null,
  });
}
