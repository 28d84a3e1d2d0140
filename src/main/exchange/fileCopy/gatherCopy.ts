import type { ConsultationTexts } from '../../../shared/contract/consultations.ts';
import type { KeptDocument } from '../../../shared/contract/documents.ts';
import { consultation as consultationSchema, consultationTexts } from '../../../shared/contract/consultations.ts';
import { patientFields } from '../../../shared/contract/patients.ts';
import { channel } from '../../../shared/contract/oppositions.ts';
import { readBreach } from '../../privacy/breaches/breachRegister.ts';
import { listDocuments } from '../../privacy/keptDocuments.ts';
import { listOppositions } from '../../privacy/oppositions.ts';
import { TEXT_COLUMNS, TEXT_FIELDS } from '../../records/consultationColumns.ts';
import { readPatient } from '../../records/patients.ts';
import { requirePatient } from '../../records/visiblePatient.ts';
import { listAccess } from '../../vault/accessLog.ts';
import { readPractice } from '../../vault/settings.ts';
import { statement } from '../../vault/statements.ts';
import type { Vault } from '../../vault/vault.ts';
import { patientCopy, type PatientCopy } from './copySchema.ts';

/** All that the vault holds of one patient, validated by the schema that goes with it. Refuses `not-found`. */
export function gatherCopy(vault: Vault, patientId: string): PatientCopy {
  const number = requirePatient(vault, patientId);
  return patientCopy.parse({
    format: 'osteocoffre-patient-copy',
    version: 1,
    madeAt: iso(vault.now()),
    practice: practiceOf(vault),
    patient: patientOf(vault, patientId, number),
    consultations: consultationsOf(vault, number),
    documents: documentsToCopy(vault, patientId).map(({ file, document }) => ({
      file,
      kind: document.kind,
      title: document.title,
      mediaType: document.mediaType,
      keptAt: iso(document.createdAt),
    })),
    oppositions: oppositionsOf(vault, patientId),
    oppositionLifts: liftsOf(vault, number),
    holds: holdsOf(vault, number),
    breaches: breachesOf(vault, number),
    informed: informedOf(vault, number),
    consents: consentsOf(vault, number),
    requests: requestsOf(vault, number),
    accesses: accessesOf(vault, patientId),
  } satisfies PatientCopy);
}

/** A kept document with the neutral name that it has inside the archive. */
export interface DocumentToCopy {
  readonly file: string;
  readonly document: KeptDocument;
}

const EXTENSIONS = { 'application/pdf': 'pdf', 'image/jpeg': 'jpg', 'image/png': 'png' } as const;

export function documentsToCopy(vault: Vault, patientId: string): DocumentToCopy[] {
  return listDocuments(vault, { kind: null, patientId, subject: null }).map((document, index) => ({
    file: `documents/${index + 1}.${EXTENSIONS[document.mediaType]}`,
    document,
  }));
}

function iso(instant: number): string {
  return new Date(instant).toISOString();
}

function isoOrNull(instant: number | null): string | null {
  return instant === null ? null : iso(instant);
}

function practiceOf(vault: Vault): PatientCopy['practice'] {
  const { practitionerName, practiceName, street, addressComplement, postcode, city, phone } = readPractice(vault);
  const lines = [street, addressComplement, `${postcode} ${city}`.trim()].filter((line) => line !== '');
  return { practitioner: practitionerName, name: practiceName, address: lines.join('\n'), phone };
}

function patientOf(vault: Vault, patientId: string, number: number): PatientCopy['patient'] {
  const whole = readPatient(vault, patientId);
  const rest = statement<[number], { deathDate: string | null; nir: string | null }>(
    vault.db,
    `SELECT death_date AS deathDate, (SELECT nir FROM patient_nir WHERE patient_number = number) AS nir
     FROM visible_patient WHERE number = ?`,
  ).get(number);
  return {
    // Without its id and version, which say nothing outside of the vault.
    ...patientFields.strip().parse(whole),
    createdAt: iso(whole.createdAt),
    updatedAt: iso(whole.updatedAt),
    deathDate: rest?.deathDate ?? null,
    socialSecurityNumber: rest?.nir ?? null,
    imported: whole.imported,
    formerTexts: formerTexts(vault, patientId),
  };
}

function formerTexts(vault: Vault, subject: string): PatientCopy['patient']['formerTexts'] {
  return statement<[string], { field: string; text: string; replacedAt: number; by: string }>(
    vault.db,
    `SELECT field, text, replaced_at AS replacedAt, practitioner.name AS "by"
     FROM text_version JOIN practitioner ON practitioner.id = practitioner_id WHERE subject = ? ORDER BY number`,
  )
    .all(subject)
    .map((version) => ({ ...version, replacedAt: iso(version.replacedAt) }));
}

interface StoredConsultation extends ConsultationTexts {
  readonly id: string;
  readonly by: string;
  readonly startedAt: number;
  readonly endedAt: number | null;
  readonly painBefore: number | null;
  readonly painAfter: number | null;
  readonly imported: string;
  readonly removedAt: number | null;
  readonly reason: string | null;
}

/** Those in the bin as well: they are still held. */
function consultationsOf(vault: Vault, number: number): PatientCopy['consultations'] {
  const rows = statement<[number], StoredConsultation>(
    vault.db,
    `SELECT consultation.id, practitioner.name AS "by", started_at AS startedAt, ended_at AS endedAt,
       pain_before AS painBefore, pain_after AS painAfter, imported, removed_at AS removedAt, removal_reason AS reason,
       ${TEXT_FIELDS.map((field) => `${TEXT_COLUMNS[field]} AS ${field}`).join(', ')}
     FROM consultation JOIN practitioner ON practitioner.id = practitioner_id
     WHERE patient_number = ? ORDER BY started_at, number`,
  ).all(number);
  return rows.map(({ id, by, startedAt, endedAt, painBefore, painAfter, imported, removedAt, reason, ...texts }) => ({
    id,
    by,
    startedAt: iso(startedAt),
    endedAt: isoOrNull(endedAt),
    painBefore,
    painAfter,
    texts: consultationTexts.parse(texts),
    imported: consultationSchema.shape.imported.parse(JSON.parse(imported)),
    formerTexts: formerTexts(vault, id),
    removed: removedAt === null ? null : { at: iso(removedAt), reason: reason ?? '' },
  }));
}

function oppositionsOf(vault: Vault, patientId: string): PatientCopy['oppositions'] {
  return listOppositions(vault, patientId).map((opposition) => {
    const { recipient, accountName, since, note, revokedAt, revokedChannel, verdict } = opposition;
    return {
      to:
        recipient.kind === 'person'
          ? `${recipient.name} ${recipient.profession}`.trim()
          : (accountName ?? recipient.kind),
      since: iso(since),
      channel: opposition.channel,
      note,
      endedAt: isoOrNull(revokedAt),
      endChannel: revokedChannel,
      verdict: verdict === null ? '' : verdict.reason,
    };
  });
}

/** Those that are over as well. */
function liftsOf(vault: Vault, number: number): PatientCopy['oppositionLifts'] {
  return statement<[number], { to: string; reason: string; since: number; until: number; endedAt: number | null }>(
    vault.db,
    `SELECT practitioner.name AS "to", reason, since, until, ended_at AS endedAt
     FROM opposition_lift JOIN practitioner ON practitioner.id = account_id WHERE patient_number = ? ORDER BY since`,
  )
    .all(number)
    .map((lift) => ({ ...lift, since: iso(lift.since), until: iso(lift.until), endedAt: isoOrNull(lift.endedAt) }));
}

function holdsOf(vault: Vault, number: number): PatientCopy['holds'] {
  return statement<[number], { reason: string; since: number; endedAt: number | null }>(
    vault.db,
    'SELECT reason, since, ended_at AS endedAt FROM litigation_hold WHERE patient_number = ? ORDER BY since',
  )
    .all(number)
    .map((hold) => ({ ...hold, since: iso(hold.since), endedAt: isoOrNull(hold.endedAt) }));
}

function breachesOf(vault: Vault, number: number): PatientCopy['breaches'] {
  return statement<[number], { id: string; toldAt: number; channel: string }>(
    vault.db,
    `SELECT id, informed_at AS toldAt, channel FROM breach_person JOIN breach ON breach.number = breach_number
     WHERE patient_number = ? AND informed_at IS NOT NULL ORDER BY informed_at`,
  )
    .all(number)
    .map(({ id, toldAt, channel: told }) => {
      const { content } = readBreach(vault, id);
      return {
        knownAt: iso(content.awareAt),
        of: (['confidentiality', 'integrity', 'availability'] as const).filter((loss) => content[loss]),
        toldAt: iso(toldAt),
        channel: channel.parse(told),
      };
    });
}

function informedOf(vault: Vault, number: number): PatientCopy['informed'] {
  return statement<[number], PatientCopy['informed'][number]>(
    vault.db,
    'SELECT informed_on AS "on", manner FROM patient_information WHERE patient_number = ? ORDER BY informed_on',
  ).all(number);
}

function consentsOf(vault: Vault, number: number): PatientCopy['consents'] {
  return statement<[number], Omit<PatientCopy['consents'][number], 'withdrawnAt'> & { withdrawnAt: number | null }>(
    vault.db,
    `SELECT consent_purpose.name AS purpose, body AS text, version, given_on AS givenOn, given_by AS givenBy,
       withdrawn_at AS withdrawnAt
     FROM consent JOIN consent_text ON consent_text.number = text_number
     JOIN consent_purpose ON consent_purpose.number = purpose_number
     WHERE patient_number = ? ORDER BY consent.number`,
  )
    .all(number)
    .map((consent) => ({ ...consent, withdrawnAt: isoOrNull(consent.withdrawnAt) }));
}

function requestsOf(vault: Vault, number: number): PatientCopy['requests'] {
  return statement<[number], { kind: string; receivedAt: number; answer: string }>(
    vault.db,
    `SELECT kind, received_at AS receivedAt, answer FROM person_request WHERE patient_number = ? ORDER BY received_at`,
  )
    .all(number)
    .map((request) => ({ ...request, receivedAt: iso(request.receivedAt) }));
}

/** The whole log of one file, from its first entry on. */
function accessesOf(vault: Vault, patientId: string): PatientCopy['accesses'] {
  const { entries } = listAccess(vault, { patientId, by: null, before: null, limit: Number.MAX_SAFE_INTEGER });
  return entries.map(({ at, by, action }) => ({ at: iso(at), by, action })).reverse();
}
