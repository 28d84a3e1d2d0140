import { createHash } from 'node:crypto';
import type Database from 'better-sqlite3-multiple-ciphers';
import { newId } from '../vault/identifier.ts';

/** One file of the vault as it is now: its versions, and a digest of what was written there. */
export interface SampledFile {
  readonly id: string;
  /** Where these are the same in a copy, nothing was changed since, and the digest must be the same, too. */
  readonly versions: string;
  readonly digest: string;
}

export interface SampleComparison {
  /** Files of which the copy has the same versions. */
  readonly compared: number;
  readonly differing: number;
}

const SAMPLE = 20;

/** Some files, others each time. */
export function sampleFiles(db: Database.Database): SampledFile[] {
  const from = newId();
  const pick = (comparison: '>=' | '<', limit: number): string[] =>
    db
      .prepare<[string, number], string>(
        `SELECT id FROM patient WHERE removed_at IS NULL AND id ${comparison} ? ORDER BY id LIMIT ?`,
      )
      .pluck()
      .all(from, limit);
  const after = pick('>=', SAMPLE);
  return [...after, ...pick('<', SAMPLE - after.length)].flatMap((id) => readFile(db, id) ?? []);
}

/** Holds the same files of a restored copy against what the vault has. */
export function compareSample(db: Database.Database, sample: readonly SampledFile[]): SampleComparison {
  const pairs = sample.map((inVault) => ({ inVault, inCopy: readFile(db, inVault.id) }));
  const same = pairs.filter(({ inVault, inCopy }) => inCopy?.versions === inVault.versions);
  return {
    compared: same.length,
    differing: same.filter(({ inVault, inCopy }) => inCopy?.digest !== inVault.digest).length,
  };
}

/** Only what a change gives a new version: an opening or an import's leftovers are no sign of damage. */
function readFile(db: Database.Database, id: string): SampledFile | null {
  const patient = db
    .prepare<[string], { readonly number: number; readonly version: number }>(
      `SELECT number, version, family_name, given_name, birth_name, birth_date, phone, mobile, email, alerts,
              current_treatment, medical_history, surgical_history, family_history, trauma_history
       FROM patient JOIN patient_detail USING (number) WHERE id = ?`,
    )
    .get(id);
  if (patient === undefined) return null;
  const consultations = db
    .prepare<[number], { readonly id: string; readonly version: number }>(
      `SELECT id, version, started_at, motive, history, examination, diagnosis, treatment, advice
       FROM consultation WHERE patient_number = ? ORDER BY id`,
    )
    .all(patient.number);
  const versions = [
    patient.version,
    ...consultations.map((consultation) => `${consultation.id}:${consultation.version}`),
  ];
  const digest = createHash('sha256')
    .update(JSON.stringify([patient, consultations]))
    .digest('hex');
  return { id, versions: versions.join(' '), digest };
}
