import type { FileRetention, RetentionState } from '../../../shared/contract/retention.ts';
import { legalDay } from '../../../shared/domain/legalDay.ts';
import { displayName } from '../../../shared/domain/name.ts';
import { retentionOf, type Retention, type RetentionRule } from '../../../shared/domain/retention.ts';
import { refuse } from '../../vault/refusal.ts';
import { readPractice } from '../../vault/settings.ts';
import { statement } from '../../vault/statements.ts';
import type { Vault } from '../../vault/vault.ts';
import { readRetentionRule } from './retentionRule.ts';

/** The dates of one file, in the archive or not. Refuses `not-found`. */
export function readFileRetention(vault: Vault, patientId: string): FileRetention {
  const row = statement<[string], StoredFile>(vault.db, `${SELECT_FILE} WHERE file.id = ?`).get(patientId);
  return row === undefined ? refuse({ code: 'not-found', what: 'patient' }) : reckoner(vault)(row);
}

/** Every file that is kept, with its dates, by name. */
export function listFileRetentions(vault: Vault): FileRetention[] {
  return statement<[], StoredFile>(vault.db, `${SELECT_FILE} ORDER BY name_key`).all().map(reckoner(vault));
}

/**
 * Files that may be due to be archived or destroyed, with their dates: those of a recent visit are not even read, since
 * the navigation asks at each opening. A death may end a file sooner than its visit does.
 */
export function listFilesNearTheirTerm(vault: Vault): FileRetention[] {
  const youngest = vault.now() - readRetentionRule(vault).activeYears * SHORTEST_YEAR_MS;
  return statement<[number], StoredFile>(
    vault.db,
    `${SELECT_FILE} WHERE coalesce(last_consultation_at, created_at) <= ? OR death_date IS NOT NULL`,
  )
    .all(youngest)
    .map(reckoner(vault));
}

const SHORTEST_YEAR_MS = 365 * 86_400_000;

/** Files in the archive whose name begins with a folded text, by name. */
export function listArchivedFiles(vault: Vault, beginning: string, limit: number): FileRetention[] {
  return statement<[{ beginning: string; limit: number }], StoredFile>(
    vault.db,
    `${SELECT_FILE} WHERE archived_at IS NOT NULL AND substr(name_key, 1, length(@beginning)) = @beginning
     ORDER BY name_key LIMIT @limit`,
  )
    .all({ beginning, limit })
    .map(reckoner(vault));
}

interface StoredFile {
  readonly patientId: string;
  readonly familyName: string;
  readonly givenName: string;
  readonly birthDate: string | null;
  readonly deathDate: string | null;
  /** The last consultation; the file's creation where there is none. */
  readonly lastVisitAt: number;
  readonly archivedAt: number | null;
  readonly holdReason: string | null;
}

const SELECT_FILE = `SELECT file.id AS patientId, family_name AS familyName, given_name AS givenName,
    birth_date AS birthDate, death_date AS deathDate, coalesce(last_consultation_at, created_at) AS lastVisitAt,
    archived_at AS archivedAt,
    (SELECT reason FROM litigation_hold WHERE patient_number = file.number AND ended_at IS NULL LIMIT 1) AS holdReason
  FROM (SELECT * FROM visible_patient UNION ALL SELECT * FROM archived_patient) AS file`;

function reckoner(vault: Vault): (file: StoredFile) => FileRetention {
  const { timeZone } = readPractice(vault);
  const today = legalDay(vault.now(), timeZone);
  const rule = readRetentionRule(vault);
  return (file) => reckon(file, rule, timeZone, today);
}

function reckon(file: StoredFile, rule: RetentionRule, timeZone: string, today: string): FileRetention {
  const { birthDate, deathDate, archivedAt, holdReason } = file;
  const lastVisit = legalDay(file.lastVisitAt, timeZone);
  const kept = retentionOf({ lastVisit, birthDate, deathDate, isHeld: holdReason !== null }, rule);
  return {
    patientId: file.patientId,
    displayName: displayName(file),
    lastVisit,
    birthDate,
    deathDate,
    ...kept,
    state: stateOn(kept, archivedAt !== null, today),
    archivedAt,
    holdReason,
  };
}

function stateOn({ archiveOn, purgeOn }: Retention, isArchived: boolean, today: string): RetentionState {
  if (purgeOn !== null && purgeOn <= today) return 'to-purge';
  if (isArchived) return 'archived';
  // A litigation suspends the destruction, not the archiving.
  if (archiveOn <= today) return 'to-archive';
  return purgeOn === null ? 'held' : 'active';
}
