import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startTestCore, type TestCore } from '../fixtures/testCore.ts';
import { makeTemplateVault, PASSPHRASE, type TemplateVault } from '../fixtures/templateVault.ts';

let template: TemplateVault;
let core: TestCore;

beforeAll(async () => {
  template = await makeTemplateVault();
  core = startTestCore(template);
  await core.call('vault.unlock', { passphrase: PASSPHRASE });
});
afterAll(async () => {
  await core.end();
  template.remove();
});

/** Areas told as changed since the last question, each once. */
function changedAreas(): string[] {
  const areas = core.events.flatMap((event) => (event.type === 'changed' ? event.areas : []));
  core.events.length = 0;
  return [...new Set(areas)].sort();
}

/** The value, where a refusal fails the test. */
function value<Value>(answer: Value | string): Value {
  if (typeof answer === 'string') throw new Error(answer);
  return answer;
}

test('a day of records through the door: every answer fits the contract, every write tells what it makes stale', async () => {
  const RECORDS = ['accessLog', 'consultations', 'patients'];
  changedAreas();
  const fields = { familyName: 'Lefe\u0300vre', givenName: 'Éléonore', birthDate: '1984-03-07' };
  const patient = value(await core.call('patients.create', { fields }));
  expect([patient.familyName, changedAreas()]).toEqual(['Lefèvre', RECORDS]);
  const patientId = patient.id;
  value(await core.call('patients.update', { patientId, version: 1, changes: { alerts: 'Latex' } }));
  expect(changedAreas()).toEqual(RECORDS);
  const other = value(await core.call('patients.create', { fields: { familyName: 'Roy', givenName: 'Ed' } })).id;
  const consultation = value(await core.call('consultations.start', { patientId }));
  const consultationId = consultation.id;
  changedAreas();
  value(await core.call('consultations.save', { consultationId, version: 1, changes: { motive: 'Lombalgie' } }));
  expect(changedAreas()).toEqual(RECORDS);
  const end = { endedAt: consultation.startedAt + 60_000, painAfter: 2 };
  value(await core.call('consultations.finish', { consultationId, version: 2, ...end }));
  value(await core.call('consultations.reopen', { consultationId }));
  expect(value(await core.call('consultations.today', {})).leftOpen).toHaveLength(1);
  value(await core.call('consultations.move', { consultationId, toPatientId: other, reason: '' }));
  value(await core.call('consultations.remove', { consultationId, reason: 'Erreur' }));
  expect(value(await core.call('consultations.bin', {})).consultations).toHaveLength(1);
  value(await core.call('consultations.restore', { consultationId }));
  expect(value(await core.call('consultations.get', { consultationId })).patientId).toBe(other);
  expect(value(await core.call('patients.open', { patientId: other })).consultations).toHaveLength(1);
  value(await core.call('patients.preview', { patientId }));
  expect(value(await core.call('search.everywhere', { text: 'lefe 07/03', limit: 5 })).patientTotal).toBe(1);
  changedAreas();
  value(await core.call('patients.remove', { patientId, reason: 'Erreur' }));
  expect(changedAreas()).toEqual(RECORDS);
  expect(value(await core.call('patients.bin', {})).patients).toHaveLength(1);
  expect(value(await core.call('patients.list', { offset: 0, limit: 10 })).total).toBe(1);
  value(await core.call('patients.restore', { patientId }));
  expect(value(await core.call('patients.recent', { limit: 5 })).rows.length).toBe(2);
  expect(value(await core.call('patients.communes', { postcode: '44000' })).communes).toHaveLength(1);
  const newcomer = { ...fields, birthName: '', phones: [], email: '', exceptPatientId: null };
  expect(value(await core.call('patients.likelyDuplicates', newcomer)).duplicates).toHaveLength(1);
  value(await core.call('patients.textHistory', { patientId, field: 'alerts' }));
  value(await core.call('consultations.textHistory', { consultationId, field: 'motive' }));
  expect(core.faults).toEqual([]);
});

test('refusals come as data and change nothing', async () => {
  const patientId = 'f'.repeat(32);
  expect([
    await core.call('patients.open', { patientId }),
    await core.call('consultations.start', { patientId }),
    await core.call('patients.remove', { patientId, reason: 'x' }),
    await core.call('consultations.get', { consultationId: patientId }),
  ]).toEqual(['not-found', 'not-found', 'not-found', 'not-found']);
  expect(core.faults).toEqual([]);
});
