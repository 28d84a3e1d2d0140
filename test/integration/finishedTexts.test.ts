import { expect, test } from '@jest/globals';
import { readConsultation } from '../../src/main/records/consultations.ts';
import { logAccess } from '../../src/main/vault/accessLog.ts';
import { newId } from '../../src/main/vault/identifier.ts';
import { migrate, readMigrations } from '../../src/main/vault/migrations.ts';
import { MIGRATIONS, openTestVault, type TestVault } from '../fixtures/testVault.ts';

const PATIENT = 'a'.repeat(32);

test('in a vault from before, a former text counts as corrected where the log, or the import, shows that it was', () => {
  const vault = openTestVault({ schema: 4 });
  try {
    writePatient(vault);
    const now = vault.now();
    const rewrittenAt = now + 15;
    const ids = {
      'never finished': writeConsultation(vault, { endedAt: null, loggedEnd: null, rewrittenAt }),
      'finished, rewritten before': writeConsultation(vault, { endedAt: now, loggedEnd: now + 20, rewrittenAt }),
      'finished, rewritten after': writeConsultation(vault, { endedAt: now, loggedEnd: now + 10, rewrittenAt }),
      'opened again, rewritten after': writeConsultation(vault, { endedAt: null, loggedEnd: now + 10, rewrittenAt }),
      'came finished': writeConsultation(vault, { endedAt: now, loggedEnd: null, rewrittenAt }),
    };

    migrate(vault.db, readMigrations(MIGRATIONS), now);

    const amended = Object.entries(ids).map(([what, id]) => [what, readConsultation(vault, id).amendedFields]);
    expect(Object.fromEntries(amended)).toEqual({
      'never finished': [],
      'finished, rewritten before': [],
      'finished, rewritten after': ['motive'],
      'opened again, rewritten after': ['motive'],
      'came finished': ['motive'],
    });
    for (const id of Object.values(ids)) expect(readConsultation(vault, id).rewrittenFields).toEqual(['motive']);
  } finally {
    vault.close();
  }
});

test('in a vault from before, a consultation that is open again is known to have been finished', () => {
  const vault = openTestVault({ schema: 4 });
  try {
    writePatient(vault);
    const now = vault.now();
    const reopened = writeConsultation(vault, { endedAt: null, loggedEnd: now, rewrittenAt: null });
    const open = writeConsultation(vault, { endedAt: null, loggedEnd: null, rewrittenAt: null });
    migrate(vault.db, readMigrations(MIGRATIONS), now);
    const flags = vault.db.prepare('SELECT id, reopened FROM consultation ORDER BY number').all();
    expect(flags).toEqual([
      { id: reopened, reopened: 1 },
      { id: open, reopened: 0 },
    ]);
  } finally {
    vault.close();
  }
});

// Written by hand: the program of today writes today's schema.

function writePatient({ db }: TestVault): void {
  insert(db, 'patient', {
    number: 1,
    id: PATIENT,
    created_at: 0,
    updated_at: 0,
    family_name: 'Lefèvre',
    given_name: 'Éléonore',
    birth_name: '',
    phone: '',
    mobile: '',
    email: '',
    postcode: '',
    city: '',
    alert_count: 0,
    name_key: '',
    search_names: '',
    search_phones: '',
    search_city: '',
    touched_at: 0,
  });
}

function writeConsultation(
  vault: TestVault,
  { endedAt, loggedEnd, rewrittenAt }: { endedAt: number | null; loggedEnd: number | null; rewrittenAt: number | null },
): string {
  const id = newId();
  const texts = [
    ...['motive', 'history', 'examination', 'orl', 'visceral', 'cardio_pulmonary', 'uro_gynaecological'],
    ...['peripheral', 'general_state', 'diagnosis', 'treatment', 'advice'],
  ];
  const by = vault.practitioner.id;
  insert(vault.db, 'consultation', {
    id,
    patient_number: 1,
    practitioner_id: by,
    started_at: 0,
    ended_at: endedAt,
    updated_at: 0,
    imported: '[]',
    ...Object.fromEntries(texts.map((column) => [column, 'Après'])),
  });
  if (rewrittenAt !== null)
    insert(vault.db, 'text_version', {
      subject: id,
      field: 'motive',
      text: 'Avant',
      replaced_at: rewrittenAt,
      practitioner_id: by,
    });
  if (loggedEnd !== null)
    logAccess(
      { ...vault, now: () => loggedEnd },
      { action: 'consultation-finished', patientId: PATIENT, objectId: id },
    );
  return id;
}

function insert(db: TestVault['db'], table: string, row: Record<string, string | number | null>): void {
  const columns = Object.keys(row);
  db.prepare(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`).run(
    ...Object.values(row),
  );
}
