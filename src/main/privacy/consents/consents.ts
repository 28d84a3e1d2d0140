import type { Input, Output } from '../../../shared/contract/index.ts';
import { consentChannel, consentGiver, type Consent } from '../../../shared/contract/consents.ts';
import { channel, type Channel } from '../../../shared/contract/oppositions.ts';
import { isMinor, mayBeOfAgeFrom } from '../../../shared/domain/age.ts';
import type { PartialDate } from '../../../shared/domain/civilDate.ts';
import { displayName } from '../../../shared/domain/name.ts';
import { readPatient } from '../../records/patients.ts';
import { practiceToday } from '../../vault/practiceDay.ts';
import { requirePatient } from '../../records/visiblePatient.ts';
import { logAccess } from '../../vault/accessLog.ts';
import { newId } from '../../vault/identifier.ts';
import { refuse } from '../../vault/refusal.ts';
import { statement } from '../../vault/statements.ts';
import type { Vault } from '../../vault/vault.ts';
import { keepDocument } from '../keptDocuments.ts';
import { requirePurpose } from './purposes.ts';
import { scanOf } from '../scan.ts';

/**
 * Notes that a patient consents to the text that was shown, with the signature that was drawn; returns the consent's id.
 * Refuses `not-found` for an unknown patient or a text that is asked for no more, `date-in-the-future`, `giver-missing`
 * where the patient was a minor that day or somebody without a name
 * consented for them, `file-kind-unknown` for a signature that is no PNG.
 */
export function giveConsent(vault: Vault, given: Input<'consents.give'>): string {
  return vault.db.transaction(() => {
    const patientNumber = requirePatient(vault, given.patientId);
    const textNumber = useText(vault, given.textId);
    const giver = giverOf(vault, given);
    if (given.givenOn > practiceToday(vault)) refuse({ code: 'date-in-the-future' });
    const id = newId();
    statement(
      vault.db,
      `INSERT INTO consent
         (id, patient_number, text_number, given_on, channel, given_as, given_by, recorded_at, practitioner_id)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ).run(
      id,
      patientNumber,
      textNumber,
      given.givenOn,
      given.channel,
      given.givenAs,
      giver,
      vault.now(),
      vault.practitioner.id,
    );
    if (given.signature !== null) keepSignature(vault, id, given.patientId, Buffer.from(given.signature, 'base64'));
    logAccess(vault, { action: 'consent-given', patientId: given.patientId, objectId: id });
    return id;
  })();
}

/**
 * Keeps the paper that was signed with its consent; returns the document's id. Refuses `not-found`, and as
 * {@link scanOf} and `keepDocument` for what cannot be kept.
 */
export function attachScan(vault: Vault, consentId: string, bytes: Uint8Array): string {
  return vault.db.transaction(() => {
    const patientId = patientOfConsent(vault, consentId);
    const documentId = keepDocument(vault, {
      kind: 'consent',
      title: 'Accord signé',
      mediaType: scanOf(bytes),
      bytes,
      patientId,
      subject: consentId,
    });
    logAccess(vault, { action: 'consent-scanned', patientId, objectId: consentId });
    return documentId;
  })();
}

/** Refuses `not-found` for a consent that is not there, or whose file may not be seen. */
export function patientOfConsent(vault: Vault, consentId: string): string {
  const row = statement<[string], { patientId: string }>(
    vault.db,
    `SELECT visible_patient.id AS patientId FROM consent
     JOIN visible_patient ON visible_patient.number = patient_number WHERE consent.id = ?`,
  ).get(consentId);
  return row?.patientId ?? refuse({ code: 'not-found', what: 'consent' });
}

/** Ends what the patient consented to for a purpose, whatever the version. Refuses `not-found` where there is nothing. */
export function withdrawConsent(vault: Vault, patientId: string, purposeId: string, said: Channel): void {
  vault.db.transaction(() => {
    const patientNumber = requirePatient(vault, patientId);
    const purposeNumber = requirePurpose(vault, purposeId);
    const { changes } = statement(
      vault.db,
      `UPDATE consent SET withdrawn_at = ?, withdrawn_channel = ?
       WHERE patient_number = ? AND withdrawn_at IS NULL
         AND text_number IN (SELECT number FROM consent_text WHERE purpose_number = ?)`,
    ).run(vault.now(), said, patientNumber, purposeNumber);
    if (changes === 0) refuse({ code: 'not-found', what: 'consent' });
    logAccess(vault, { action: 'consent-withdrawn', patientId, objectId: purposeId });
  })();
}

/** All that a patient ever consented to, newest first. */
export function consentsOfPatient(vault: Vault, patientId: string): Output<'consents.ofPatient'> {
  const patient = readPatient(vault, patientId);
  const ofAge = ofAgeSince(vault, patient.birthDate);
  const rows = statement<[number], StoredConsent>(
    vault.db,
    `SELECT consent.id, consent_purpose.id AS purposeId, version AS textVersion, body AS text, given_on AS givenOn,
       channel, given_as AS givenAs, given_by AS givenBy, withdrawn_at AS withdrawnAt,
       withdrawn_channel AS withdrawnChannel
     FROM consent
     JOIN consent_text ON consent_text.number = text_number
     JOIN consent_purpose ON consent_purpose.number = purpose_number
     WHERE patient_number = ? ORDER BY consent.number DESC`,
  ).all(requirePatient(vault, patientId));
  return {
    displayName: displayName(patient),
    birthDate: patient.birthDate,
    consents: rows.map((row) => toConsent(vault, row, ofAge)),
  };
}

/** The name of who consents for the patient; empty where it is the patient, who must have been of age that day where that is known. */
function giverOf(vault: Vault, { patientId, givenAs, givenBy, givenOn }: Input<'consents.give'>): string {
  if (givenAs !== 'patient') return givenBy.trim() === '' ? refuse({ code: 'giver-missing' }) : givenBy.trim();
  const { birthDate } = readPatient(vault, patientId);
  const isOfMinor = birthDate !== null && isMinor(birthDate, givenOn) === true;
  return isOfMinor ? refuse({ code: 'giver-missing' }) : '';
}

function keepSignature(vault: Vault, consentId: string, patientId: string, bytes: Uint8Array): void {
  if (scanOf(bytes) !== 'image/png') refuse({ code: 'file-kind-unknown' });
  keepDocument(vault, {
    kind: 'consent',
    title: 'Signature à l’écran',
    mediaType: 'image/png',
    bytes,
    patientId,
    subject: consentId,
  });
}

/** The number of a text that is asked for; from now on nobody changes it. */
function useText(vault: Vault, textId: string): number {
  const row = statement<[string], { number: number }>(
    vault.db,
    `SELECT consent_text.number FROM consent_text JOIN consent_purpose ON consent_purpose.number = purpose_number
     WHERE consent_text.id = ? AND ended_at IS NULL`,
  ).get(textId);
  const number = row?.number ?? refuse({ code: 'not-found', what: 'text' });
  statement(vault.db, 'UPDATE consent_text SET first_used_at = coalesce(first_used_at, ?) WHERE number = ?').run(
    vault.now(),
    number,
  );
  return number;
}

interface StoredConsent extends Omit<Consent, 'channel' | 'givenAs' | 'withdrawnChannel' | 'lapsedOn' | 'documentIds'> {
  readonly channel: string;
  readonly givenAs: string;
  readonly withdrawnChannel: string;
}

/** Null for who is a minor, and where the birth date is unknown. */
function ofAgeSince(vault: Vault, birthDate: PartialDate | null): string | null {
  const from = birthDate === null ? null : mayBeOfAgeFrom(birthDate);
  return from !== null && from <= practiceToday(vault) ? from : null;
}

function toConsent(vault: Vault, stored: StoredConsent, ofAge: string | null): Consent {
  const documents = statement<[string], { id: string }>(
    vault.db,
    'SELECT id FROM visible_document WHERE subject = ? ORDER BY number',
  ).all(stored.id);
  return {
    ...stored,
    channel: consentChannel.parse(stored.channel),
    givenAs: consentGiver.parse(stored.givenAs),
    withdrawnChannel: stored.withdrawnChannel === '' ? null : channel.parse(stored.withdrawnChannel),
    lapsedOn: stored.givenAs === 'parent' ? ofAge : null,
    documentIds: documents.map(({ id }) => id),
  };
}
