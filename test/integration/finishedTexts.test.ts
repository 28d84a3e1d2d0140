import { expect, test } from '@jest/globals';
import { readConsultation } from '../../src/main/records/consultations.ts';
import { logAccess } from '../../src/main/vault/accessLog.ts';
import { migrate, readMigrations } from '../../src/main/vault/migrations.ts';
import { OLD_PATIENT, writeOldConsultation, writeOldPatient, writeRow } from '../fixtures/oldRows.ts';
import { MIGRATIONS, openTestVault, type TestVault } from '../fixtures/testVault.ts';

test('in a vault from before, a former text counts as corrected where the log, or the import, shows that it was', () => {
  const vault = openTestVault({ schema: 4 });
  try {
    writeOldPatient(vault);
    const now = vault.now();
    const rewrittenAt = now + 15;
    const ids = {
      'never finished': writeEnded(vault, { endedAt: null, loggedEnd: null, rewrittenAt }),
      'finished, rewritten before': writeEnded(vault, { endedAt: now, loggedEnd: now + 20, rewrittenAt }),
      'finished, rewritten after': writeEnded(vault, { endedAt: now, loggedEnd: now + 10, rewrittenAt }),
      'opened again, rewritten after': writeEnded(vault, { endedAt: null, loggedEnd: now + 10, rewrittenAt }),
      'came finished': writeEnded(vault, { endedAt: now, loggedEnd: null, rewrittenAt }),
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
    writeOldPatient(vault);
    const now = vault.now();
    const reopened = writeEnded(vault, { endedAt: null, loggedEnd: now, rewrittenAt: null });
    const open = writeEnded(vault, { endedAt: null, loggedEnd: null, rewrittenAt: null });
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

function writeEnded(
  vault: TestVault,
  { endedAt, loggedEnd, rewrittenAt }: { endedAt: number | null; loggedEnd: number | null; rewrittenAt: number | null },
): string {
  const id = writeOldConsultation(vault, { ended_at: endedAt });
  if (rewrittenAt !== null)
    writeRow(vault, 'text_version', {
      subject: id,
      field: 'motive',
      text: 'Avant',
      replaced_at: rewrittenAt,
      practitioner_id: vault.practitioner.id,
    });
  if (loggedEnd !== null)
    logAccess(
      { ...vault, now: () => loggedEnd },
      { action: 'consultation-finished', patientId: OLD_PATIENT, objectId: id },
    );
  return id;
}
