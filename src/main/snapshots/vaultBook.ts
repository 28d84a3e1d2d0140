import type Database from 'better-sqlite3-multiple-ciphers';
import { newId } from '../vault/identifier.ts';
import { refuse } from '../vault/refusal.ts';
import type { Vault } from '../vault/vault.ts';
import type { KnownHead, KnownTarget, SnapshotBook } from './book.ts';

interface HeadRow {
  readonly snapshot: string | null;
  readonly sha256: string | null;
  readonly sequence: number | null;
  readonly time: number | null;
  readonly logNumber: number | null;
}

/** The book that lies in the vault itself, and so in every copy of it. */
export function openBook(vault: Pick<Vault, 'db' | 'now'>): SnapshotBook {
  const { db } = vault;
  return {
    presentWriter: () => presentWriter(db, vault.now()),
    writers: () => {
      presentWriter(db, vault.now());
      return new Set(db.prepare<[], string>('SELECT id FROM snapshot_writer').pluck().all());
    },
    head: (repository) => readHead(db, repository, 'head'),
    expected: (repository) => readHead(db, repository, 'expected'),
    nextSequence: (atLeast) => nextSequence(db, atLeast),
    expect: (target, head) => {
      // Locked before the file was read: without this note the next run would take its own snapshot for a stranger's.
      if (!db.open) refuse({ code: 'vault-locked' });
      db.transaction(() => {
        introduce(db, target, vault.now());
        writeHead(db, target.repository, 'expected', head);
      })();
    },
    remember: (target, head, readBack) => {
      // A run that outlived the lock ends without the vault: `expected` tells the next one that the head is ours.
      if (!db.open) return;
      db.transaction(() => {
        introduce(db, target, vault.now());
        writeHead(db, target.repository, 'head', head);
        db.prepare(
          'UPDATE snapshot_target SET read_back = ?, last_failure = NULL, last_failure_at = NULL WHERE repository_id = ?',
        ).run(readBack ? 1 : 0, target.repository);
      })();
    },
    adopt: (target, writers, head) => {
      db.transaction(() => {
        introduce(db, target, vault.now());
        // The present writer stays the last one, which is what makes it the present one.
        for (const writer of writers) addAncestor(db, writer, vault.now());
        writeHead(db, target.repository, 'head', head);
        writeHead(db, target.repository, 'expected', null);
      })();
    },
  };
}

/** A restored vault becomes a writer of its own, after those that it comes from. */
export function becomeNewWriter(db: Database.Database, ancestor: string, now: number): void {
  presentWriter(db, now);
  addAncestor(db, ancestor, now);
  insertWriter(db, newId(), now);
}

function presentWriter(db: Database.Database, now: number): string {
  const known = db.prepare<[], string>('SELECT id FROM snapshot_writer ORDER BY place DESC LIMIT 1').pluck().get();
  if (known !== undefined) return known;
  const drawn = newId();
  insertWriter(db, drawn, now);
  return drawn;
}

function insertWriter(db: Database.Database, id: string, now: number): void {
  db.prepare(
    'INSERT INTO snapshot_writer (place, id, since) SELECT coalesce(max(place), 0) + 1, ?, ? FROM snapshot_writer',
  ).run(id, now);
}

/** Ancestors go before the present writer, at places below zero and up: the present one keeps the highest. */
function addAncestor(db: Database.Database, id: string, now: number): void {
  db.prepare(
    `INSERT INTO snapshot_writer (place, id, since) SELECT coalesce(min(place), 1) - 1, ?, ? FROM snapshot_writer
     WHERE true ON CONFLICT (id) DO NOTHING`,
  ).run(id, now);
}

function nextSequence(db: Database.Database, atLeast: number): number {
  const next = db
    .prepare<[number, number], number>(
      `INSERT INTO snapshot_counter (one, last) VALUES (1, ? + 1)
       ON CONFLICT (one) DO UPDATE SET last = max(last, ?) + 1 RETURNING last`,
    )
    .pluck()
    .get(atLeast, atLeast);
  if (next === undefined) throw new Error('the counter of snapshots gave no number');
  return next;
}

function introduce(db: Database.Database, target: KnownTarget, now: number): void {
  db.prepare(
    `INSERT INTO snapshot_target (repository_id, label, kind, place, added_at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (repository_id) DO UPDATE SET place = excluded.place, removed_at = NULL`,
  ).run(target.repository, target.label, target.kind, target.place, now);
}

function readHead(db: Database.Database, repository: string, which: 'head' | 'expected'): KnownHead | null {
  const row = db
    .prepare<[string], HeadRow>(
      `SELECT ${which}_snapshot AS snapshot, ${which}_sha256 AS sha256, ${which}_sequence AS sequence,
              ${which}_time AS time, ${which}_log_number AS logNumber
       FROM snapshot_target WHERE repository_id = ?`,
    )
    .get(repository);
  if (row === undefined || row.snapshot === null || row.sha256 === null || row.sequence === null || row.time === null)
    return null;
  return {
    snapshotId: row.snapshot,
    sha256: row.sha256,
    sequence: row.sequence,
    time: row.time,
    logNumber: row.logNumber ?? 0,
  };
}

function writeHead(
  db: Database.Database,
  repository: string,
  which: 'head' | 'expected',
  head: KnownHead | null,
): void {
  db.prepare(
    `UPDATE snapshot_target SET ${which}_snapshot = ?, ${which}_sha256 = ?, ${which}_sequence = ?, ${which}_time = ?,
       ${which}_log_number = ? WHERE repository_id = ?`,
  ).run(
    head?.snapshotId ?? null,
    head?.sha256 ?? null,
    head?.sequence ?? null,
    head?.time ?? null,
    head?.logNumber ?? null,
    repository,
  );
}
