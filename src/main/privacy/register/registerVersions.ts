import { z } from 'zod';
import { registerSheet, type RegisterSheet, type RegisterVersion } from '../../../shared/contract/register.ts';
import { logAccess } from '../../vault/accessLog.ts';
import { refuse } from '../../vault/refusal.ts';
import { statement } from '../../vault/statements.ts';
import type { Vault } from '../../vault/vault.ts';
import type { Usage } from './usage.ts';

/** A version with what it said. */
export interface KeptRegister extends RegisterVersion {
  readonly sheets: RegisterSheet[];
  /** Kinds of data that were in use, and in how many files. */
  readonly usage: Usage;
}

const content = z.strictObject({ sheets: z.array(registerSheet), usage: z.record(z.string(), z.int()) });

interface StoredVersion extends RegisterVersion {
  readonly content: string;
}

const SELECT_VERSION = `SELECT register_version.number, at, practitioner.name AS by, document_id AS documentId, content
  FROM register_version JOIN practitioner ON practitioner.id = practitioner_id`;

/** Newest first, without what they say. */
export function listRegisterVersions(vault: Vault): RegisterVersion[] {
  return statement<[], StoredVersion>(vault.db, `${SELECT_VERSION} ORDER BY register_version.number DESC`)
    .all()
    .map(({ number, at, by, documentId }) => ({ number, at, by, documentId }));
}

/** The newest; null where the register was never kept. */
export function lastRegisterVersion(vault: Vault): KeptRegister | null {
  const row = statement<[], StoredVersion>(
    vault.db,
    `${SELECT_VERSION} ORDER BY register_version.number DESC LIMIT 1`,
  ).get();
  return row === undefined ? null : toKept(row);
}

/** Refuses `not-found`. */
export function readRegisterVersion(vault: Vault, number: number): KeptRegister {
  const row = statement<[number], StoredVersion>(vault.db, `${SELECT_VERSION} WHERE register_version.number = ?`).get(
    number,
  );
  return row === undefined ? refuse({ code: 'not-found', what: 'register version' }) : toKept(row);
}

/** The number that the next version gets. */
export function nextVersionNumber(vault: Vault): number {
  return (lastRegisterVersion(vault)?.number ?? 0) + 1;
}

/** Writes a version down; call it inside the transaction that keeps its document. */
export function recordRegisterVersion(
  vault: Vault,
  version: {
    readonly number: number;
    readonly sheets: readonly RegisterSheet[];
    readonly usage: Usage;
    readonly documentId: string;
  },
): void {
  const { number, sheets, usage, documentId } = version;
  statement(
    vault.db,
    'INSERT INTO register_version (number, at, content, document_id, practitioner_id) VALUES (?, ?, ?, ?, ?)',
  ).run(number, vault.now(), JSON.stringify({ sheets, usage }), documentId, vault.practitioner.id);
  logAccess(vault, { action: 'register-saved', objectId: documentId, facts: { version: number } });
}

function toKept({ content: stored, ...version }: StoredVersion): KeptRegister {
  const { sheets, usage } = content.parse(JSON.parse(stored));
  return { ...version, sheets, usage };
}
