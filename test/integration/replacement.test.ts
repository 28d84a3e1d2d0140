import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { contract, isMethodName, type MethodName } from '../../src/shared/contract/index.ts';
import type { Account } from '../../src/shared/contract/practitioners.ts';
import { keepDocument } from '../../src/main/privacy/keptDocuments.ts';
import { newId } from '../../src/main/vault/identifier.ts';
import { inputsOf } from '../fixtures/contractInput.ts';
import { PASSPHRASE, makeTemplateVault, type TemplateVault } from '../fixtures/templateVault.ts';
import { startTestCore, type TestCore } from '../fixtures/testCore.ts';

/** In every field of the hidden patient; no word of it occurs anywhere else. */
const CANARY = 'Zyxaquil';
const COLLEAGUE = 'sabot lunaire violon cactus ruche papaye tambour';
const methods = Object.keys(contract).filter(isMethodName);

let template: TemplateVault;
let core: TestCore;
let account: Account;
/** Ids of what is hidden, by what it is. */
let hidden: Readonly<Record<'patient' | 'consultation' | 'document', string>>;

beforeAll(async () => {
  template = await makeTemplateVault();
  core = startTestCore(template);
  await core.call('vault.unlock', { passphrase: PASSPHRASE });
  const created = await core.call('practitioners.create', {
    name: 'Jeanne Petit',
    role: 'replacement',
    mayWrite: true,
    mayExport: true,
    lastDay: '2026-12-31',
    passphrase: COLLEAGUE,
  });
  if (typeof created === 'string') throw new Error(created);
  account = created;
  await core.call('patients.create', { fields: { familyName: 'Morel', givenName: 'Paul' } });
  hidden = await hidePatient();
  await unlockAs(COLLEAGUE);
}, 120_000);
afterAll(async () => {
  await core.end();
  template.remove();
});

/** A file with the canary everywhere, whose patient objects to this colleague. */
async function hidePatient(): Promise<typeof hidden> {
  const texts = { alerts: CANARY, medicalHistory: CANARY, doctor: CANARY, street: CANARY, occupation: CANARY };
  const patient = await core.call('patients.create', {
    fields: { familyName: CANARY, givenName: CANARY, birthDate: '1985-03-12', mobile: '0698765432', ...texts },
  });
  if (typeof patient === 'string') throw new Error(patient);
  await core.call('patients.update', { patientId: patient.id, version: 1, changes: { givenName: `${CANARY}e` } });
  const consultation = await core.call('consultations.start', { patientId: patient.id });
  if (typeof consultation === 'string') throw new Error(consultation);
  await core.call('consultations.save', {
    consultationId: consultation.id,
    version: consultation.version,
    changes: { motive: CANARY, diagnosis: CANARY },
  });
  await core.call('drafts.put', { key: 'new-patient', value: CANARY });
  await core.call('drafts.put', { key: `identity:${patient.id}`, value: CANARY });
  const { vault } = core.session;
  if (vault === null) throw new Error('the vault is open');
  const document = keepDocument(vault, {
    kind: 'consent',
    title: CANARY,
    mediaType: 'image/png',
    bytes: Buffer.from(CANARY),
    patientId: patient.id,
  });
  const opposed = await core.call('oppositions.record', {
    patientId: patient.id,
    recipient: { kind: 'account', accountId: account.id },
    channel: 'spoken',
    note: CANARY,
  });
  if (typeof opposed === 'string') throw new Error(opposed);
  return { patient: patient.id, consultation: consultation.id, document };
}

async function unlockAs(passphrase: string): Promise<void> {
  await core.session.lock();
  core.pass(120_000);
  expect(await core.call('vault.unlock', { passphrase })).toEqual({});
}

/** What comes back for an input, without what differs from one call to the next: the codes, and every text. */
async function answer(method: MethodName, input: unknown): Promise<{ code: string; text: string }> {
  if (core.session.phase !== 'open') await unlockAs(COLLEAGUE);
  const result = await core.door(method, input);
  return { code: result.ok ? 'ok' : result.error.code, text: JSON.stringify(result) };
}

test('what belongs to the titular is refused, whatever is asked', async () => {
  const open = methods.filter(
    (method) => contract[method].titularOnly !== true && contract[method].access === 'unlocked',
  );
  // Everybody's work: files, consultations, the search, papers, drafts, telling a patient, the clock of the session, the evening's copy, and
  // a copy that only consults, which is brought up to date with all objections.
  expect(
    open
      .filter((method) => !/^(patients|consultations|search|printing|documents|drafts|nir|information)\./.test(method))
      .sort(),
  ).toEqual([
    'oppositions.reminders',
    'readingCopy.changePreferences',
    'readingCopy.update',
    'requests.freezeOf',
    'settings.get',
    'snapshots.create',
    'snapshots.eject',
    'snapshots.remindTomorrow',
    'snapshots.settings',
    'snapshots.status',
    'snapshots.targets',
    'vault.changePassphrase',
    'vault.choosePassphrase',
    'vault.setPin',
    'vault.touch',
  ]);
  for (const method of methods.filter((name) => contract[name].titularOnly === true))
    expect([method, (await answer(method, inputsOf(method, { id: newId(), text: 'x' })[0])).code]).toEqual([
      method,
      'titular-only',
    ]);
});

test('counts do not count the hidden file', async () => {
  await unlockAs(COLLEAGUE);
  expect(await core.call('patients.list', { offset: 0, limit: 50 })).toMatchObject({ total: 1 });
  expect(await core.call('snapshots.status', {})).toMatchObject({ patients: 1 });
  expect(await core.call('consultations.today', {})).toMatchObject({ today: [], leftOpen: [] });
});

test('a second file of the same person is made without any warning', async () => {
  const twin = await core.call('patients.likelyDuplicates', {
    familyName: CANARY,
    givenName: CANARY,
    birthName: '',
    birthDate: '1985-03-12',
    phones: ['0698765432'],
    email: '',
    exceptPatientId: null,
  });
  expect(twin).toEqual({ duplicates: [], archived: [] });
});

/** Their answers hang on how often a passphrase was tried, or they close the vault; none has an id or a name in it. */
const TRIES_AND_ENDS: ReadonlySet<MethodName> = new Set<MethodName>([
  'application.quit',
  'vault.discover',
  'vault.changePassphrase',
  'vault.lock',
  'vault.setPin',
  'vault.unlock',
  'vault.unlockWithRecovery',
  'vault.unveil',
  'vault.veil',
]);
/** What the titular alone may is refused before its input is looked at: the test below. */
const asked = methods.filter((method) => contract[method].titularOnly !== true && !TRIES_AND_ENDS.has(method));

test('by no method of the contract does the replacement learn that the patient exists', async () => {
  const betrayals: string[] = [];
  for (const method of asked) {
    for (const [what, id] of Object.entries(hidden)) {
      const inputs = inputsOf(method, { id, text: CANARY.toLowerCase() });
      const unknown = inputsOf(method, { id: newId(), text: 'wvutsrqp' });
      for (const [index, input] of inputs.entries()) {
        const told = await answer(method, input);
        const other = await answer(method, unknown[index]);
        const isNamed =
          told.text.includes(CANARY) || told.text.includes('698765432') || told.text.includes(hidden.patient);
        if (isNamed || told.code !== other.code)
          betrayals.push(`${method} with the ${what}: ${told.code}/${other.code}`);
      }
    }
  }
  expect(betrayals).toEqual([]);
}, 240_000);

test('an account without a right is refused what needs it, and one whose last day has passed opens nothing', async () => {
  await unlockAs(PASSPHRASE);
  const terms = { role: 'replacement' as const, mayWrite: false, mayExport: false, lastDay: '2026-12-31' };
  await core.call('practitioners.change', { accountId: account.id, ...terms });
  await unlockAs(COLLEAGUE);
  expect(await core.call('patients.create', { fields: { familyName: 'A', givenName: 'B' } })).toBe('may-not-write');
  const { rows } = (await core.call('patients.list', { offset: 0, limit: 1 })) as { rows: { id: string }[] };
  const document = { kind: 'patient' as const, patientId: rows[0]?.id ?? '' };
  expect(await core.call('printing.print', { document })).toBe('may-not-export');
  core.setWallClock(Date.UTC(2026, 11, 31, 22, 59));
  await core.session.tick();
  await unlockAs(PASSPHRASE);
  core.setWallClock(Date.UTC(2027, 0, 1, 9));
  await core.session.lock();
  expect(await core.call('vault.unlock', { passphrase: COLLEAGUE })).toBe('slot-expired');
});

test('an account that ends opens nothing, and opens again once it is renewed', async () => {
  await core.session.lock();
  core.pass(120_000);
  await core.call('vault.unlock', { passphrase: PASSPHRASE });
  await core.call('practitioners.change', {
    accountId: account.id,
    role: 'associate',
    mayWrite: true,
    mayExport: false,
    lastDay: null,
  });
  expect(await core.call('practitioners.end', { accountId: account.id })).toEqual({});
  expect(await core.call('practitioners.list', {})).toMatchObject({ accounts: [{ isOpen: false }] });
  await core.session.lock();
  expect(await core.call('vault.unlock', { passphrase: COLLEAGUE })).toBe('wrong-passphrase');
  await unlockAs(PASSPHRASE);
  const renewed = 'pelote sifflet anguille mortier verger cachette bougie';
  expect(await core.call('practitioners.renew', { accountId: account.id, passphrase: renewed })).toMatchObject({
    isOpen: true,
  });
  await unlockAs(renewed);
  expect(await core.call('application.status', {})).toMatchObject({
    person: { name: 'Jeanne Petit', role: 'associate' },
  });
});
