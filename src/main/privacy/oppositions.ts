import {
  channel,
  type Channel,
  type Opposition,
  type OppositionLift,
  type OppositionRecipient,
  type SharingReminder,
} from '../../shared/contract/oppositions.ts';
import { displayName } from '../../shared/domain/name.ts';
import { requirePatient } from '../records/visiblePatient.ts';
import { logAccess } from '../vault/accessLog.ts';
import { newId } from '../vault/identifier.ts';
import { refuse } from '../vault/refusal.ts';
import { statement } from '../vault/statements.ts';
import type { Vault } from '../vault/vault.ts';

const HOUR_MS = 3_600_000;

export interface NewOpposition {
  readonly patientId: string;
  readonly recipient: OppositionRecipient;
  readonly channel: Channel;
  readonly note: string;
}

/**
 * Records a patient's objection (L1110-4 CSP; for hosting L1111-8 CSP). A colleague's session has the file no more from
 * its next opening on (src/main/vault/readerViews.ts). Refuses `not-found` for an unknown patient or account.
 */
export function recordOpposition(vault: Vault, { patientId, recipient, channel, note }: NewOpposition): Opposition {
  return vault.db.transaction(() => {
    const patientNumber = requirePatient(vault, patientId);
    if (recipient.kind === 'account') requireAccount(vault, recipient.accountId);
    const id = newId();
    statement(
      vault.db,
      `INSERT INTO opposition
         (id, patient_number, recipient, account_id, person_name, person_profession, channel, note, since, practitioner_id)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ).run(
      id,
      patientNumber,
      recipient.kind,
      recipient.kind === 'account' ? recipient.accountId : null,
      recipient.kind === 'person' ? recipient.name : '',
      recipient.kind === 'person' ? recipient.profession : '',
      channel,
      note,
      vault.now(),
      vault.practitioner.id,
    );
    logAccess(vault, { action: 'opposition-recorded', patientId, objectId: id });
    return readOpposition(vault, id);
  })();
}

/** Ends an objection; its trace stays. Refuses `not-found` for one that is not there or has ended. */
export function revokeOpposition(vault: Vault, oppositionId: string, channel: Channel): void {
  vault.db.transaction(() => {
    const { patientId } = requireHolding(vault, oppositionId);
    statement(vault.db, 'UPDATE opposition SET revoked_at = ?, revoked_channel = ? WHERE id = ?').run(
      vault.now(),
      channel,
      oppositionId,
    );
    logAccess(vault, { action: 'opposition-revoked', patientId, objectId: oppositionId });
  })();
}

/** Answers an objection to external hosting. Refuses `not-found` for any other. */
export function decideOpposition(vault: Vault, oppositionId: string, upheld: boolean, reason: string): void {
  vault.db.transaction(() => {
    const { patientId, recipient } = requireHolding(vault, oppositionId);
    if (recipient.kind !== 'external-hosting') refuse({ code: 'not-found', what: 'opposition' });
    statement(vault.db, 'UPDATE opposition SET verdict = ?, verdict_reason = ?, verdict_at = ? WHERE id = ?').run(
      upheld ? 'upheld' : 'rejected',
      reason,
      vault.now(),
      oppositionId,
    );
    logAccess(vault, { action: 'opposition-decided', patientId, objectId: oppositionId });
  })();
}

/** True while an objection to external hosting holds: not yet examined, or upheld. Nothing is pushed meanwhile. */
export function isHostingOpposed(vault: Vault): boolean {
  return (
    statement(
      vault.db,
      `SELECT 1 FROM opposition
       WHERE recipient = 'external-hosting' AND revoked_at IS NULL AND verdict IS NOT 'rejected' LIMIT 1`,
    ).get() !== undefined
  );
}

export interface NewLift {
  readonly patientId: string;
  readonly accountId: string;
  readonly hours: number;
  readonly reason: string;
}

/** Shows one file to one account for some hours, whatever the patient objected; the log shows the reason. */
export function liftOpposition(vault: Vault, { patientId, accountId, hours, reason }: NewLift): void {
  vault.db.transaction(() => {
    const patientNumber = requirePatient(vault, patientId);
    requireAccount(vault, accountId);
    const now = vault.now();
    statement(
      vault.db,
      'INSERT INTO opposition_lift (patient_number, account_id, reason, since, until) VALUES (?, ?, ?, ?, ?)',
    ).run(patientNumber, accountId, reason, now, now + hours * HOUR_MS);
    logAccess(vault, { action: 'opposition-lifted', patientId, objectId: accountId, facts: { hours } });
  })();
}

/** Ends the lifts of one file for one account now. */
export function endLift(vault: Vault, patientId: string, accountId: string): void {
  vault.db.transaction(() => {
    const patientNumber = requirePatient(vault, patientId);
    const { changes } = statement(
      vault.db,
      `UPDATE opposition_lift SET ended_at = @now
       WHERE patient_number = @patientNumber AND account_id = @accountId AND ended_at IS NULL AND until > @now`,
    ).run({ now: vault.now(), patientNumber, accountId });
    if (changes === 0) refuse({ code: 'not-found', what: 'lift' });
    logAccess(vault, { action: 'opposition-lift-ended', patientId, objectId: accountId });
  })();
}

/** Of one patient or of all: those that hold first, newest first. */
export function listOppositions(vault: Vault, patientId: string | null): Opposition[] {
  return statement<[{ patientId: string | null }], StoredOpposition>(
    vault.db,
    `${SELECT_OPPOSITION} WHERE @patientId IS NULL OR visible_patient.id = @patientId
     ORDER BY revoked_at IS NOT NULL, since DESC, opposition.number DESC`,
  )
    .all({ patientId })
    .map(toOpposition);
}

/** What holds of a file that may be seen, and only a person who hands it over can respect. */
export function sharingReminders(vault: Vault, patientId: string): SharingReminder[] {
  return listOppositions(vault, patientId)
    .filter(({ recipient, revokedAt }) => revokedAt === null && GOES_BY_HAND.has(recipient.kind))
    .map(({ id, recipient, accountName, since }) => ({ id, recipient, accountName, since }));
}

const GOES_BY_HAND: ReadonlySet<OppositionRecipient['kind']> = new Set(['person', 'every-colleague'] as const);

/** Lifts that show a file now. */
export function listLifts(vault: Vault, patientId: string | null): OppositionLift[] {
  return statement<
    [{ patientId: string | null; now: number }],
    Omit<OppositionLift, 'displayName'> & { familyName: string; givenName: string }
  >(
    vault.db,
    `SELECT visible_patient.id AS patientId, family_name AS familyName, given_name AS givenName,
       account_id AS accountId, practitioner.name AS accountName, reason, since, until
     FROM opposition_lift
     JOIN visible_patient ON visible_patient.number = patient_number
     JOIN practitioner ON practitioner.id = account_id
     WHERE ended_at IS NULL AND until > @now AND (@patientId IS NULL OR visible_patient.id = @patientId)
     ORDER BY until`,
  )
    .all({ patientId, now: vault.now() })
    .map(({ familyName, givenName, ...lift }) => ({ ...lift, displayName: displayName({ familyName, givenName }) }));
}

function requireAccount(vault: Vault, accountId: string): void {
  const known = statement(vault.db, "SELECT 1 FROM practitioner WHERE id = ? AND role <> 'titular'").get(accountId);
  if (known === undefined) refuse({ code: 'not-found', what: 'account' });
}

function requireHolding(vault: Vault, oppositionId: string): Opposition {
  const found = readOpposition(vault, oppositionId);
  return found.revokedAt === null ? found : refuse({ code: 'not-found', what: 'opposition' });
}

function readOpposition(vault: Vault, oppositionId: string): Opposition {
  const row = statement<[string], StoredOpposition>(vault.db, `${SELECT_OPPOSITION} WHERE opposition.id = ?`).get(
    oppositionId,
  );
  return row === undefined ? refuse({ code: 'not-found', what: 'opposition' }) : toOpposition(row);
}

interface StoredOpposition {
  readonly id: string;
  readonly patientId: string;
  readonly familyName: string;
  readonly givenName: string;
  readonly recipient: OppositionRecipient['kind'];
  readonly accountId: string | null;
  readonly accountName: string | null;
  readonly personName: string;
  readonly personProfession: string;
  readonly channel: string;
  readonly note: string;
  readonly since: number;
  readonly verdict: 'upheld' | 'rejected' | null;
  readonly verdictReason: string;
  readonly verdictAt: number | null;
  readonly revokedAt: number | null;
  /** Empty while it holds. */
  readonly revokedChannel: string;
}

const SELECT_OPPOSITION = `SELECT opposition.id, visible_patient.id AS patientId, family_name AS familyName,
    given_name AS givenName, recipient, account_id AS accountId, practitioner.name AS accountName,
    person_name AS personName, person_profession AS personProfession, channel, note, since, verdict,
    verdict_reason AS verdictReason, verdict_at AS verdictAt, revoked_at AS revokedAt,
    revoked_channel AS revokedChannel
  FROM opposition
  JOIN visible_patient ON visible_patient.number = patient_number
  LEFT JOIN practitioner ON practitioner.id = account_id`;

function toOpposition(row: StoredOpposition): Opposition {
  return {
    id: row.id,
    patientId: row.patientId,
    displayName: displayName(row),
    recipient: toRecipient(row),
    accountName: row.accountName,
    channel: channel.parse(row.channel),
    note: row.note,
    since: row.since,
    verdict:
      row.verdict === null || row.verdictAt === null
        ? null
        : { upheld: row.verdict === 'upheld', reason: row.verdictReason, at: row.verdictAt },
    revokedAt: row.revokedAt,
    revokedChannel: row.revokedAt === null ? null : channel.parse(row.revokedChannel),
  };
}

function toRecipient(row: StoredOpposition): OppositionRecipient {
  switch (row.recipient) {
    case 'account':
      // The schema's own check: an account's opposition has its id.
      return { kind: 'account', accountId: row.accountId ?? '' };
    case 'person':
      return { kind: 'person', name: row.personName, profession: row.personProfession };
    case 'every-colleague':
    case 'external-hosting':
      return { kind: row.recipient };
  }
}
