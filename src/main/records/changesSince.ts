import type { Vault } from '../vault/vault.ts';
import { statement } from '../vault/statements.ts';

export interface ChangesSince {
  readonly newPatients: number;
  readonly newConsultations: number;
  readonly changedConsultations: number;
}

/** What the vault has, and shows, beyond a moment: a restore of that moment would take it away. */
export function changesSince(vault: Vault, time: number): ChangesSince {
  const count = (sql: string): number =>
    statement<{ time: number }[], { count: number }>(vault.db, `SELECT count(*) AS count FROM ${sql}`).get({ time })
      ?.count ?? 0;
  return {
    newPatients: count('visible_patient WHERE created_at > :time'),
    newConsultations: count('visible_consultation WHERE started_at > :time'),
    changedConsultations: count('visible_consultation WHERE updated_at > :time AND started_at <= :time'),
  };
}
