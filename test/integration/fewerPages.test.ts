import { expect, test } from '@jest/globals';
import { saveConsultation, startConsultation } from '../../src/main/records/consultations.ts';
import { listRecentPatients } from '../../src/main/records/patientRows.ts';
import { createPatient, openPatientFile } from '../../src/main/records/patients.ts';
import { migrate, readMigrations } from '../../src/main/vault/migrations.ts';
import { writeOldConsultation, writeOldPatient } from '../fixtures/oldRows.ts';
import { MIGRATIONS, openTestVault } from '../fixtures/testVault.ts';

test('a vault from before keeps the order of its recent files, and the last visit of each', () => {
  const vault = openTestVault({ schema: 16 });
  try {
    writeOldPatient(vault, { touched_at: 10 });
    writeOldPatient(vault, { number: 2, id: 'b'.repeat(32), family_name: 'Récent', touched_at: 40 });
    writeOldPatient(vault, { number: 3, id: 'c'.repeat(32), family_name: 'Importé' });
    writeOldConsultation(vault, { started_at: 20 });
    writeOldConsultation(vault, { started_at: 30, removed_at: 35 });
    migrate(vault.db, readMigrations(MIGRATIONS), vault.now());
    const recent = listRecentPatients(vault, 5).map(({ familyName, lastConsultationAt, consultationCount }) => ({
      familyName,
      lastConsultationAt,
      consultationCount,
    }));
    expect(recent).toEqual([
      { familyName: 'Récent', lastConsultationAt: null, consultationCount: 0 },
      { familyName: 'Lefèvre', lastConsultationAt: 20, consultationCount: 1 },
    ]);
  } finally {
    vault.close();
  }
});

test('a visit leaves the row of the patient as it is, so that no snapshot has to copy its block', () => {
  const vault = openTestVault();
  try {
    const { id } = createPatient(vault, { familyName: 'Lefèvre', givenName: 'Éléonore' });
    const row = () => vault.db.prepare('SELECT * FROM patient WHERE id = ?').get(id);
    const before = row();
    vault.at(vault.now() + 60_000);
    openPatientFile(vault, id);
    const consultation = startConsultation(vault, id);
    saveConsultation(vault, consultation.id, consultation.version, { motive: 'Lombalgie' });
    expect(row()).toEqual(before);
    expect(listRecentPatients(vault, 1)[0]?.lastConsultationAt).toBe(consultation.startedAt);
  } finally {
    vault.close();
  }
});

test('the last visit and the count of visits of a row are read from one index alone', () => {
  const vault = openTestVault();
  try {
    const plan = vault.db
      .prepare<[], { detail: string }>(
        `EXPLAIN QUERY PLAN SELECT last_consultation_at, (
           SELECT count(*) FROM kept_consultation WHERE patient_number = visible_patient.number
         ) FROM visible_patient ORDER BY name_key LIMIT 5`,
      )
      .all()
      .map(({ detail }) => detail);
    const reads = plan.filter((detail) => detail.includes('consultation'));
    expect(reads).toHaveLength(2);
    for (const read of reads) expect(read).toContain('USING COVERING INDEX consultation_of_patient');
  } finally {
    vault.close();
  }
});
