import { pcCheckDone, type PcCheckDone, type PcFinding } from '../../../shared/contract/pcCheck.ts';
import { PC_QUESTIONS, type PcAnswer, type PcReading, type PcSystem } from '../../../shared/domain/pcCheck.ts';
import { logAccess } from '../../vault/accessLog.ts';
import { newId } from '../../vault/identifier.ts';
import { statement } from '../../vault/statements.ts';
import { liesInCloudFolder } from '../../vault/vaultPlace.ts';
import type { Vault } from '../../vault/vault.ts';

/** Every question in its order, with what the system told of it and what the vault knows of its own place. */
export function findingsOf(vault: Pick<Vault, 'folder'>, readings: readonly PcReading[]): PcFinding[] {
  const cloud: PcAnswer = liesInCloudFolder(vault.folder) ? 'bad' : 'unknown';
  const read = new Map<string, PcAnswer>([
    ...readings.map(({ question, answer }) => [question, answer] as const),
    ['cloud-folders', cloud],
  ]);
  return PC_QUESTIONS.map((question) => {
    const answer = read.get(question) ?? 'unknown';
    return { question, answer, isRead: answer !== 'unknown' };
  });
}

/** Keeps a check of now and returns its id. */
export function keepPcCheck(vault: Vault, system: PcSystem, findings: readonly PcFinding[]): string {
  const id = newId();
  vault.db.transaction(() => {
    statement(vault.db, 'INSERT INTO pc_check (id, at, system, findings, practitioner_id) VALUES (?, ?, ?, ?, ?)').run(
      id,
      vault.now(),
      system,
      JSON.stringify(findings),
      vault.practitioner.id,
    );
    logAccess(vault, { action: 'pc-checked', objectId: id });
  })();
  return id;
}

/** Newest first. */
export function listPcChecks(vault: Pick<Vault, 'db'>): PcCheckDone[] {
  return statement<[], { id: string; at: number; system: string; findings: string }>(
    vault.db,
    'SELECT id, at, system, findings FROM pc_check ORDER BY number DESC',
  )
    .all()
    .map(({ findings, ...row }) => pcCheckDone.parse({ ...row, findings: parseStored(findings) }));
}

/** Written by `keepPcCheck` alone. */
function parseStored(text: string): unknown {
  return JSON.parse(text);
}
