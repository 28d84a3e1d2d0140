import {
  consentKind,
  type ConsentKind,
  type ConsentPurpose,
  type ConsentText,
} from '../../../shared/contract/consents.ts';
import { logAccess } from '../../vault/accessLog.ts';
import { newId } from '../../vault/identifier.ts';
import { refuse } from '../../vault/refusal.ts';
import { statement } from '../../vault/statements.ts';
import type { Vault } from '../../vault/vault.ts';
import { listConsenting } from './consenting.ts';

/** What consents are asked for, those that are still asked first, then by age. */
export function listPurposes(vault: Vault): ConsentPurpose[] {
  const rows = statement<[], { id: string; kind: string; name: string; endedAt: number | null }>(
    vault.db,
    'SELECT id, kind, name, ended_at AS endedAt FROM consent_purpose ORDER BY ended_at IS NOT NULL, number',
  ).all();
  return rows.map(({ id, kind, name, endedAt }) => ({
    id,
    kind: consentKind.parse(kind),
    name,
    isOpen: endedAt === null,
    texts: listTexts(vault, id),
    consenting: listConsenting(vault, id).length,
  }));
}

export interface NewPurpose {
  readonly kind: ConsentKind;
  readonly name: string;
  /** The first text that patients are shown. */
  readonly body: string;
}

/** A new purpose with its first text; returns its id. */
export function addPurpose(vault: Vault, { kind, name, body }: NewPurpose): string {
  return vault.db.transaction(() => {
    const id = newId();
    const { lastInsertRowid } = statement(
      vault.db,
      'INSERT INTO consent_purpose (id, kind, name) VALUES (?, ?, ?)',
    ).run(id, kind, name);
    insertText(vault, Number(lastInsertRowid), 1, body);
    logAccess(vault, { action: 'consent-purpose-changed', objectId: id });
    return id;
  })();
}

/** Corrects the last text while nobody consented to it, else writes the next version. Refuses `not-found`. */
export function writeText(vault: Vault, purposeId: string, body: string): void {
  vault.db.transaction(() => {
    const purposeNumber = requirePurpose(vault, purposeId);
    const last = listTexts(vault, purposeId)[0];
    if (last?.body === body) return;
    if (last === undefined || last.isUsed) insertText(vault, purposeNumber, (last?.version ?? 0) + 1, body);
    else
      statement(vault.db, 'UPDATE consent_text SET body = ?, written_at = ? WHERE id = ?').run(
        body,
        vault.now(),
        last.id,
      );
    logAccess(vault, { action: 'consent-purpose-changed', objectId: purposeId });
  })();
}

/** Asks for it again, or nobody any more. Refuses `not-found`. */
export function setPurposeOpen(vault: Vault, purposeId: string, isOpen: boolean): void {
  vault.db.transaction(() => {
    requirePurpose(vault, purposeId);
    statement(vault.db, 'UPDATE consent_purpose SET ended_at = ? WHERE id = ?').run(
      isOpen ? null : vault.now(),
      purposeId,
    );
    logAccess(vault, { action: 'consent-purpose-changed', objectId: purposeId });
  })();
}

/** The internal number of a purpose; refuses `not-found`. */
export function requirePurpose(vault: Vault, purposeId: string): number {
  const row = statement<[string], { number: number }>(vault.db, 'SELECT number FROM consent_purpose WHERE id = ?').get(
    purposeId,
  );
  return row?.number ?? refuse({ code: 'not-found', what: 'purpose' });
}

/** Newest first. */
function listTexts(vault: Vault, purposeId: string): ConsentText[] {
  return statement<[string], Omit<ConsentText, 'isUsed'> & { usedAt: number | null }>(
    vault.db,
    `SELECT consent_text.id, version, body, written_at AS writtenAt, first_used_at AS usedAt
     FROM consent_text JOIN consent_purpose ON consent_purpose.number = purpose_number
     WHERE consent_purpose.id = ? ORDER BY version DESC`,
  )
    .all(purposeId)
    .map(({ usedAt, ...text }) => ({ ...text, isUsed: usedAt !== null }));
}

function insertText(vault: Vault, purposeNumber: number, version: number, body: string): void {
  statement(
    vault.db,
    `INSERT INTO consent_text (id, purpose_number, version, body, written_at, practitioner_id)
     VALUES (?, ?, ?, ?, ?, ?)`,
  ).run(newId(), purposeNumber, version, body, vault.now(), vault.practitioner.id);
}
