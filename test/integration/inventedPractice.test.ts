import { expect, test } from '@jest/globals';
import { fillPractice } from '../../src/main/records/inventedPractice/fillPractice.ts';
import { normalisePhone } from '../../src/shared/domain/phone.ts';
import { legalDay, legalTime } from '../../src/shared/domain/legalDay.ts';
import { openTestVault, type TestVault } from '../fixtures/testVault.ts';

/** A vault with an invented practice, for as long as `use` runs. */
async function practice<Value>(seed: number, use: (vault: TestVault) => Value): Promise<Value> {
  const vault = openTestVault();
  try {
    await fillPractice(vault, { patients: 80, consultations: 400, seed });
    return use(vault);
  } finally {
    vault.close();
  }
}

function everything({ db }: TestVault): unknown[] {
  return ['patient', 'patient_detail', 'consultation'].map((table) => {
    const rows = db.prepare<[], Record<string, unknown>>(`SELECT * FROM ${table}`).all();
    // The practitioner is each vault's own.
    return rows.map((row) => ({ ...row, practitioner_id: null }));
  });
}

test('the same seed gives the same practice, ids included; another seed another one', async () => {
  const [one, again, other] = [
    await practice(7, everything),
    await practice(7, everything),
    await practice(8, everything),
  ];
  expect(again).toEqual(one);
  expect(other).not.toEqual(one);
});

test('it is as large as asked, believable, and calls nobody', async () => {
  await practice(9, (vault) => {
    const patients = vault.db
      .prepare<[], { mobile: string; phone: string; email: string; birth_date: string; city: string }>(
        'SELECT * FROM patient',
      )
      .all();
    const consultations = vault.db
      .prepare<[], { started_at: number; ended_at: number; motive: string }>(
        'SELECT * FROM consultation ORDER BY number',
      )
      .all();
    expect([patients.length, consultations.length]).toEqual([80, 400]);
    for (const { mobile, phone, email, birth_date, city } of patients) {
      for (const number of [mobile, phone].filter((each) => each !== ''))
        expect(normalisePhone(number)).toMatch(/^0(63998|26191)\d{4}$/);
      expect(email).toMatch(/^$|@example\.org$/);
      expect(birth_date).toMatch(/^\d{4}-\d\d-\d\d$/);
      expect(city).not.toBe('');
    }
    for (const { started_at, ended_at, motive } of consultations) {
      expect(new Date(`${legalDay(started_at, 'Europe/Paris')}T00:00:00Z`).getUTCDay()).not.toBe(0);
      expect(legalTime(started_at, 'Europe/Paris') >= '08:30').toBe(true);
      expect(legalTime(ended_at, 'Europe/Paris') <= '19:15').toBe(true);
      expect(ended_at <= vault.now()).toBe(true);
      expect(motive).not.toMatch(/^$|[{}]/);
    }
    const times = consultations.map(({ started_at }) => started_at);
    expect(times).toEqual(times.toSorted((one, other) => one - other));
    expect(new Set(consultations.map(({ motive }) => motive)).size).toBeGreaterThan(40);
  });
});

test('progress goes up to the whole, and a stop leaves whole batches', async () => {
  const vault = openTestVault();
  const told: number[] = [];
  await expect(
    fillPractice(vault, { patients: 1500, consultations: 0, seed: 1 }, (done, total) => {
      expect(total).toBe(1500);
      told.push(done);
      throw new Error('stopped');
    }),
  ).rejects.toThrow('stopped');
  expect(told).toEqual([1000]);
  expect(vault.db.prepare('SELECT count(*) AS n FROM patient').get()).toEqual({ n: 1000 });
  vault.close();
});
