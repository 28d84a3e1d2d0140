import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { openTestVault, type TestVault } from '../../../test/fixtures/testVault.ts';
import {
  accessLogHead,
  forgetAlias,
  hasWaitingEntries,
  listAccess,
  logAccess,
  verifyAccessChain,
  verifyAccessChainInBackground,
} from './accessLog.ts';
import { newId } from './identifier.ts';

const MINUTE = 60_000;
const EVERYBODY = { patientId: null, by: null, before: null, limit: 100 };

let vault: TestVault;
beforeEach(() => {
  vault = openTestVault();
});
afterEach(() => vault.close());

describe('one entry for one run of edits on one object', () => {
  const patientId = newId();
  const edit = (objectId: string) => logAccess(vault, { action: 'consultation-changed', patientId, objectId });

  test('forty autosaves, also through a pause of a quarter of an hour', () => {
    const start = vault.now();
    const consultation = newId();
    for (let minute = 0; minute < 40; minute += 1) {
      vault.at(start + minute * 15 * MINUTE);
      edit(consultation);
    }
    expect(listAccess(vault, EVERYBODY)).toMatchObject({ total: 1, entries: [{ at: start, patientId }] });
  });

  test('a pause of half an hour ends the run, another object is another run', () => {
    const [one, other] = [newId(), newId()];
    const start = vault.now();
    edit(one);
    edit(other);
    edit(one);
    vault.at(start + 30 * MINUTE);
    edit(one);
    expect(listAccess(vault, EVERYBODY).total).toBe(3);
  });

  test('an entry that was rolled back is written again, whatever took its number', () => {
    const consultation = newId();
    const failing = vault.db.transaction(() => {
      edit(consultation);
      throw new Error('rolled back');
    });
    expect(failing).toThrow('rolled back');
    expect(listAccess(vault, EVERYBODY).total).toBe(0);
    logAccess(vault, { action: 'consultation-created', patientId, objectId: consultation });
    edit(consultation);
    edit(consultation);
    expect(listAccess(vault, EVERYBODY).entries.map(({ action }) => action)).toEqual([
      'consultation-changed',
      'consultation-created',
    ]);
  });

  test('what is no run is told each time', () => {
    for (let times = 0; times < 3; times += 1) logAccess(vault, { action: 'patient-printed', patientId });
    expect(listAccess(vault, EVERYBODY).total).toBe(3);
  });
});

describe('the chain', () => {
  beforeEach(() => {
    vault.db.transaction(() => {
      for (let number = 1; number <= 2_500; number += 1)
        logAccess(vault, { action: 'patient-printed', patientId: newId(), facts: { number } });
    })();
  });

  test('holds, at once and in the background', async () => {
    expect(verifyAccessChain(vault.db)).toEqual({ entries: 2_500, brokenAt: null });
    expect(await verifyAccessChainInBackground(vault.db)).toEqual({ entries: 2_500, brokenAt: null });
    expect(accessLogHead(vault.db)).toMatchObject({ number: 2_500 });
  });

  test.each([
    ['another time', 'UPDATE access_entry SET at = at + 1 WHERE number = 1200', 1_200],
    ['another person', "UPDATE access_entry SET practitioner_name = 'X' WHERE number = 1200", 1_200],
    ['other facts', "UPDATE access_entry SET facts = '{}' WHERE number = 1200", 1_200],
    ['another patient', 'UPDATE access_entry SET patient_alias = NULL WHERE number = 1200', 1_200],
    ['an entry taken out', 'DELETE FROM access_entry WHERE number = 1200', 1_200],
    ['the first entries taken out', 'DELETE FROM access_entry WHERE number < 3', 1],
    [
      'two entries swapped',
      'UPDATE access_entry SET number = CASE number WHEN 1200 THEN -1 ELSE 1200 END WHERE number IN (1200, 1201);' +
        'UPDATE access_entry SET number = 1201 WHERE number = -1',
      1_200,
    ],
  ])('breaks at %s', (_, sql, brokenAt) => {
    vault.db.exec(sql);
    expect(verifyAccessChain(vault.db).brokenAt).toBe(brokenAt);
  });

  test('stands a purge, which leaves the entry without a name', () => {
    const patientId = newId();
    logAccess(vault, { action: 'patient-opened', patientId });
    forgetAlias(vault, patientId);
    expect(listAccess(vault, { ...EVERYBODY, limit: 1 }).entries).toMatchObject([
      { patientId: null, aboutSomebody: true },
    ]);
    expect(verifyAccessChain(vault.db).brokenAt).toBeNull();
  });

  test('a walk ends with the vault', async () => {
    const walk = verifyAccessChainInBackground(vault.db);
    vault.db.close();
    expect(await walk).toBeNull();
  });
});

test('lists by patient, newest first, in pages', () => {
  const patientId = newId();
  for (let times = 0; times < 5; times += 1) {
    logAccess(vault, { action: 'patient-printed', patientId });
    logAccess(vault, { action: 'patient-printed', patientId: newId() });
  }
  const first = listAccess(vault, { ...EVERYBODY, patientId, limit: 3 });
  expect(first.total).toBe(5);
  expect(first.entries.map(({ number }) => number)).toEqual([9, 7, 5]);
  const second = listAccess(vault, { ...EVERYBODY, patientId, before: 5, limit: 3 });
  expect(second.entries.map(({ number }) => number)).toEqual([3, 1]);
});

test('a full disk lets a file be read, and the entry comes later with its own time', () => {
  const patientId = newId();
  const opened = vault.now();
  const pages = Number(vault.db.pragma('page_count', { simple: true }));
  vault.db.pragma(`max_page_count=${pages}`);
  fillFreePages(vault);
  logAccess(vault, { action: 'patient-opened', patientId });
  expect(hasWaitingEntries(vault)).toBe(true);
  expect(listAccess(vault, { ...EVERYBODY, patientId }).total).toBe(0);
  vault.db.pragma('max_page_count=1000000');
  vault.at(opened + MINUTE);
  logAccess(vault, { action: 'patient-opened', patientId: newId() });
  expect(hasWaitingEntries(vault)).toBe(false);
  expect(listAccess(vault, { ...EVERYBODY, patientId }).entries).toMatchObject([{ at: opened, facts: { late: 1 } }]);
  expect(verifyAccessChain(vault.db).brokenAt).toBeNull();
});

/** Writes until SQLite itself says that the disk is full, so that not even one entry fits. */
function fillFreePages(target: TestVault): void {
  for (let times = 0; times < 10_000; times += 1) {
    try {
      logAccess(target, { action: 'vault-checked', facts: { filler: 'x'.repeat(50) } });
    } catch {
      return;
    }
  }
  throw new Error('it never filled up');
}
