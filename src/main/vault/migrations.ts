import type Database from 'better-sqlite3-multiple-ciphers';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { refuse } from './refusal.ts';

export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
  /** SHA-256 of the file, in hexadecimal: a landed migration is never edited. */
  readonly checksum: string;
}

/** Reads `NNNN_name.sql` files, in order; throws where a number is missing or stands twice. */
export function readMigrations(folder: string): Migration[] {
  const migrations = readdirSync(folder)
    .filter((file) => /^\d{4}_[a-z_]+\.sql$/.test(file))
    .sort()
    .map((file) => {
      const sql = readFileSync(join(folder, file), 'utf8');
      const checksum = createHash('sha256').update(sql).digest('hex');
      return { number: Number(file.slice(0, 4)), name: file, sql, checksum };
    });
  migrations.forEach((migration, index) => {
    if (migration.number !== index + 1) throw new Error(`migration ${index + 1} is missing or stands twice`);
  });
  return migrations;
}

/** Number of the last migration that the database has; 0 for a new one. */
export function schemaVersion(db: Database.Database): number {
  return Number(db.pragma('user_version', { simple: true }));
}

/**
 * Brings the database to the newest schema, each migration in a transaction of its own.
 * Refuses `vault-newer-than-program` and `migration-altered` before anything is written.
 */
export function migrate(db: Database.Database, migrations: readonly Migration[], now: number): void {
  requireKnownSchema(db, migrations);
  for (const migration of migrations.slice(schemaVersion(db))) {
    db.transaction(() => {
      db.exec(migration.sql);
      db.prepare('INSERT INTO migration (number, name, checksum, applied_at) VALUES (?, ?, ?, ?)').run(
        migration.number,
        migration.name,
        migration.checksum,
        now,
      );
      db.pragma(`user_version=${migration.number}`);
    })();
  }
}

/** Refuses `vault-newer-than-program` and `migration-altered`; writes nothing. */
export function requireKnownSchema(db: Database.Database, migrations: readonly Migration[]): void {
  const version = schemaVersion(db);
  if (version > migrations.length) refuse({ code: 'vault-newer-than-program' });
  if (version > 0) verifyChecksums(db, migrations);
}

function verifyChecksums(db: Database.Database, migrations: readonly Migration[]): void {
  const applied = db.prepare<[], { number: number; checksum: string }>('SELECT number, checksum FROM migration').all();
  const altered = applied.some(({ number, checksum }) => migrations[number - 1]?.checksum !== checksum);
  if (altered) refuse({ code: 'migration-altered' });
}
