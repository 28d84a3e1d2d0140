import type Database from 'better-sqlite3-multiple-ciphers';
import { refuse } from './refusal.ts';
import type { Slot } from './keyring.ts';
import type { Practitioner } from './vault.ts';

/** The vault's own list of living slots: a slot of the key file that is not on it opens nothing. */
export interface LivingSlot {
  readonly id: string;
  readonly kind: 'passphrase' | 'recovery';
  readonly practitionerId: string;
  readonly createdAt: number;
}

export function listLivingSlots(db: Database.Database): LivingSlot[] {
  return db
    .prepare<[], LivingSlot>(
      'SELECT id, kind, practitioner_id AS practitionerId, created_at AS createdAt FROM slot ORDER BY created_at, id',
    )
    .all();
}

export function addLivingSlots(db: Database.Database, slots: readonly Slot[], practitionerId: string): void {
  const insert = db.prepare('INSERT INTO slot (id, kind, practitioner_id, created_at) VALUES (?, ?, ?, ?)');
  for (const { header } of slots) insert.run(header.id, header.kind, practitionerId, header.createdAt);
}

export function removeLivingSlots(db: Database.Database, ids: readonly string[]): void {
  const remove = db.prepare('DELETE FROM slot WHERE id = ?');
  for (const id of ids) remove.run(id);
}

/** Whose slot it is. Refuses `slot-expired` for one that is not living, or whose person's time is over. */
export function practitionerOfSlot(db: Database.Database, slotId: string, now: number): Practitioner {
  const row = db
    .prepare<[string], StoredPractitioner>(
      `SELECT practitioner.id, name, role, may_write AS mayWrite, may_export AS mayExport, expires_at AS expiresAt
       FROM slot JOIN practitioner ON practitioner.id = practitioner_id WHERE slot.id = ?`,
    )
    .get(slotId);
  if (row === undefined || (row.expiresAt !== null && row.expiresAt <= now)) return refuse({ code: 'slot-expired' });
  const { id, name, role, mayWrite, mayExport, expiresAt } = row;
  if (role === 'titular') return { id, name, role };
  return { id, name, role, rights: { mayWrite: mayWrite === 1, mayExport: mayExport === 1, expiresAt } };
}

interface StoredPractitioner extends Pick<Practitioner, 'id' | 'name' | 'role'> {
  readonly mayWrite: number;
  readonly mayExport: number;
  readonly expiresAt: number | null;
}
