import { createHash } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { accessLogHead, listAccess, logAccess, verifyAccessChain } from '../../src/main/vault/accessLog.ts';
import { compareSealedHead, readLogContradiction } from '../../src/main/vault/accessLogContradiction.ts';
import { changeLogMonths, expireAccessLog, readLogMonths } from '../../src/main/vault/accessLogExpiry.ts';
import { exportAccessLog } from '../../src/main/vault/accessLogExport.ts';
import { accessLogDuties } from '../../src/main/privacy/accessLogDuties.ts';
import { openTestVault, type TestVault } from '../fixtures/testVault.ts';

const DAY = 24 * 3_600_000;
const EVERYTHING = { patientId: null, by: null, before: null, limit: 500 };

let vault: TestVault;
let start: number;
beforeEach(() => {
  vault = openTestVault();
  start = vault.now();
});
afterEach(() => vault.close());

/** One entry a day from the first day on. */
function useFor(days: number): void {
  for (let day = 0; day < days; day += 1) {
    vault.at(start + day * DAY);
    logAccess(vault, { action: 'vault-opened' });
  }
}

test('entries go after their months, the anchor takes their place and the chain still holds', async () => {
  useFor(400);
  const gone = await expireAccessLog(vault);
  expect(gone).toBeGreaterThan(20);
  expect(gone).toBeLessThan(40);
  const { total, entries } = listAccess(vault, EVERYTHING);
  expect(total).toBe(400 - gone + 1);
  expect(entries[0]).toMatchObject({ action: 'access-log-expired', facts: { through: gone } });
  expect(verifyAccessChain(vault.db)).toEqual({ entries: 401, brokenAt: null });
  expect(await expireAccessLog(vault)).toBe(0);
});

test('a second expiry goes on from the first, and other months are kept', async () => {
  useFor(400);
  await expireAccessLog(vault);
  expect(readLogMonths(vault)).toBe(12);
  changeLogMonths(vault, 6);
  expect(await expireAccessLog(vault)).toBeGreaterThan(150);
  expect(verifyAccessChain(vault.db).brokenAt).toBeNull();
});

test('an anchor that somebody put there by hand is a break, and so is one that was changed', async () => {
  useFor(40);
  vault.db.exec(
    `INSERT INTO access_anchor (number, hash, last_at, expired_at) SELECT number, hash, at, 0 FROM access_entry WHERE number = 10;
     DELETE FROM access_entry WHERE number <= 10`,
  );
  expect(verifyAccessChain(vault.db).brokenAt).toBe(11);
  vault.at(start + 800 * DAY);
  expect(await expireAccessLog(vault)).toBe(0);
});

test('nothing goes while the chain is broken, nor for a colleague, nor at the first opening after a leap of the clock', async () => {
  useFor(400);
  expect(await expireAccessLog(vault.openAs('replacement', 'Jeanne Petit'))).toBe(0);
  vault.at(start + 4_000 * DAY);
  logAccess(vault, { action: 'vault-opened' });
  expect(await expireAccessLog(vault)).toBeLessThan(40);
  vault.db.exec("UPDATE access_entry SET practitioner_name = 'X' WHERE number = 300");
  vault.at(start + 4_010 * DAY);
  expect(await expireAccessLog(vault)).toBe(0);
});

test('the exported lines verify outside of the program, from the anchor to the head', async () => {
  useFor(400);
  await expireAccessLog(vault);
  logAccess(vault, { action: 'patient-opened', patientId: 'a'.repeat(32) });
  const [first, ...lines] = exportAccessLog(vault)
    .text.trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  const anchor = first?.['anchor'] as { number: number; hash: string };
  let hash = anchor.hash;
  for (const entry of lines) {
    const { number, at, practitioner_id, practitioner_name, action, patient_alias, object_id, facts } = entry;
    const content = [number, at, practitioner_id, practitioner_name, action, patient_alias, object_id, facts];
    hash = createHash('sha256').update(Buffer.from(hash, 'hex')).update(JSON.stringify(content)).digest('hex');
    expect(entry['hash']).toBe(hash);
  }
  expect(lines[0]?.['number']).toBe(anchor.number + 1);
  expect(first?.['head']).toEqual({ number: lines.at(-1)?.['number'], hash });
  expect(JSON.stringify(lines)).not.toContain('a'.repeat(32));
});

test('a copy that seals another entry under a number contradicts the log, until one agrees', async () => {
  useFor(400);
  const sealed = accessLogHead(vault.db);
  compareSealedHead(vault, 'CLÉ BLEUE', sealed);
  expect(readLogContradiction(vault)).toBeNull();
  compareSealedHead(vault, 'CLÉ BLEUE', { ...sealed, hash: 'f'.repeat(64) });
  expect(readLogContradiction(vault)).toMatchObject({ label: 'CLÉ BLEUE', number: 400 });
  expect(accessLogDuties(vault)).toMatchObject([{ state: 'late', finding: 'access-log-broken' }, { state: 'fine' }]);
  compareSealedHead(vault, 'CLÉ BLEUE', { number: 999, hash: sealed.hash });
  expect(readLogContradiction(vault)).toMatchObject({ number: 999 });
  await expireAccessLog(vault);
  compareSealedHead(vault, 'CLÉ BLEUE', { number: 3, hash: 'f'.repeat(64) });
  expect(readLogContradiction(vault)).toBeNull();
});
