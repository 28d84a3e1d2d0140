import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, jest, test } from '@jest/globals';
import type { Bringing } from '../../src/shared/contract/bringBack.ts';
import { emptyExpiredBin } from '../../src/main/records/bin.ts';
import { ask, practiceCores } from '../fixtures/practiceCores.ts';
import { PASSPHRASE } from '../fixtures/templateVault.ts';
import { type TestCore } from '../fixtures/testCore.ts';

const DAY = 24 * 60 * 60_000;

// Copies are cut in a process of their own, which takes its time on a machine that does other things.
jest.setTimeout(180_000);

const cores = practiceCores();

interface Practice {
  readonly core: TestCore;
  readonly key: string;
  readonly marie: string;
  readonly consultation: string;
  readonly moment: { readonly repository: string; readonly snapshotId: string };
}

/** Marie with one finished consultation, copied to a key. */
async function practiceOnAKey(): Promise<Practice> {
  const core = cores.start();
  await ask(core, 'vault.unlock', { passphrase: PASSPHRASE });
  const fields = { familyName: 'Lefebvre', givenName: 'Marie', mobile: '06 12 34 56 78', medicalHistory: 'Migraines' };
  const { id: marie } = await ask(core, 'patients.create', { fields });
  const consultation = await consult(core, marie, 'Cervicalgie');
  const key = mkdtempSync(join(cores.scratch, 'clé-'));
  core.chosen.folder = key;
  await ask(core, 'snapshots.choosePlace', {});
  await ask(core, 'snapshots.add', { label: 'CLÉ BLEUE' });
  const moment = await newestMoment(core);
  core.pass(DAY);
  return { core, key, marie, consultation, moment };
}

async function consult(core: TestCore, patientId: string, motive: string): Promise<string> {
  const { id, version } = await ask(core, 'consultations.start', { patientId });
  const saved = await ask(core, 'consultations.save', {
    consultationId: id,
    version,
    changes: { motive, advice: 'Repos' },
  });
  core.pass(60_000);
  const endedAt = core.core.session.vault?.now() ?? 0;
  const end = { consultationId: id, version: saved.version, endedAt, painAfter: null };
  await ask(core, 'consultations.finish', end);
  return id;
}

async function newestMoment(core: TestCore) {
  const { moments } = await ask(core, 'snapshots.list', { asksHost: false });
  const [moment] = moments;
  const [target] = moment?.targets ?? [];
  if (moment === undefined || target === undefined) throw new Error('no copy');
  return { repository: target.repository, snapshotId: moment.snapshotId };
}

const nothing = { consultations: [], texts: [], values: [], acceptsErased: false } satisfies Partial<Bringing>;

function trialsIn(core: TestCore): string[] {
  const folder = join(core.vaultFolder, 'recherche');
  return existsSync(folder) ? readdirSync(folder) : [];
}

/** Erased for good: the bin lets go of it after 30 days, and of its consultations. */
async function purge(core: TestCore, patientId: string): Promise<void> {
  const { consultations } = await ask(core, 'patients.open', { patientId });
  for (const { id: consultationId } of consultations)
    await ask(core, 'consultations.remove', { consultationId, reason: 'Erreur' });
  await ask(core, 'patients.remove', { patientId, reason: 'Erreur' });
  core.pass(31 * DAY);
  const { vault } = core.core.session;
  if (vault === null) throw new Error('locked');
  expect((await emptyExpiredBin(vault)).patients).toBe(1);
}

describe('what a snapshot holds', () => {
  test('is compared with today: values, texts, consultations', async () => {
    const { core, marie, consultation, moment } = await practiceOnAKey();
    const changes = { mobile: '07 00 00 00 00', medicalHistory: 'Migraines, traitées' };
    await ask(core, 'patients.update', { patientId: marie, version: 1, changes });
    const { version } = await ask(core, 'consultations.get', { consultationId: consultation });
    await ask(core, 'consultations.save', { consultationId: consultation, version, changes: { advice: 'Marche' } });
    await consult(core, marie, 'Lombalgie');
    expect(await ask(core, 'bringBack.open', moment)).toMatchObject({ label: 'CLÉ BLEUE', patients: 1, absent: 0 });
    expect(await ask(core, 'bringBack.search', { text: 'lefe' })).toMatchObject({
      patients: [{ patientId: marie, displayName: 'Marie Lefebvre', consultations: 1, presence: 'present' }],
    });
    expect(await ask(core, 'bringBack.compare', { patientId: marie })).toMatchObject({
      presence: 'present',
      values: [{ subject: marie, field: 'mobile', now: '07 00 00 00 00', then: '06 12 34 56 78' }],
      texts: [{ subject: marie, field: 'medicalHistory', then: 'Migraines', isKept: true }],
      consultations: [
        { consultationId: consultation, state: 'different', texts: [{ field: 'advice', then: 'Repos', isKept: true }] },
      ],
      same: 0,
      newer: 1,
    });
    expect(core.faults).toEqual([]);
  });

  test('lies encrypted beside the vault and ends with the lock, with another one, at the start after a crash', async () => {
    const { core, marie, moment } = await practiceOnAKey();
    await ask(core, 'bringBack.open', moment);
    const [first] = trialsIn(core);
    const file = join(core.vaultFolder, 'recherche', first ?? '', 'coffre.db');
    expect(readFileSync(file).includes('SQLite format 3')).toBe(false);
    expect(readFileSync(file).includes('Lefebvre')).toBe(false);
    await ask(core, 'bringBack.open', moment);
    expect(trialsIn(core)).toHaveLength(1);
    expect(trialsIn(core)).not.toEqual([first]);
    await ask(core, 'vault.lock', {});
    expect(trialsIn(core)).toEqual([]);
    await ask(core, 'vault.unlock', { passphrase: PASSPHRASE });
    expect(await core.call('bringBack.compare', { patientId: marie })).toBe('nothing-prepared');
    await ask(core, 'bringBack.open', moment);
    await ask(core, 'bringBack.close', {});
    expect(trialsIn(core)).toEqual([]);
    await ask(core, 'vault.lock', {});

    mkdirSync(join(core.vaultFolder, 'recherche', 'abcd1234'), { recursive: true });
    writeFileSync(join(core.vaultFolder, 'recherche', 'abcd1234', 'coffre.db'), 'what a crash left');
    cores.restart(core);
    expect(existsSync(join(core.vaultFolder, 'recherche'))).toBe(false);
  });
});

describe('brought back', () => {
  test('a text beside the present one, then in its place: both keep their trace, and it can be taken back', async () => {
    const { core, marie, moment } = await practiceOnAKey();
    // Typed and replaced in one run of edits: no version of "Migraines" would be kept by a new run alone.
    await ask(core, 'patients.update', { patientId: marie, version: 1, changes: { medicalHistory: 'Rien' } });
    await ask(core, 'bringBack.open', moment);
    const text = { subject: marie, field: 'medicalHistory' };
    const historyOf = async () => {
      const { versions } = await ask(core, 'patients.textHistory', { patientId: marie, field: 'medicalHistory' });
      return versions.map((version) => version.text);
    };
    const before = await historyOf();
    const inPlace = { ...nothing, patientId: marie, texts: [{ ...text, as: 'present' as const }] };
    expect(await ask(core, 'bringBack.bring', inPlace)).toMatchObject({ isNewFile: false, texts: 1 });
    const file = await ask(core, 'patients.open', { patientId: marie });
    expect(file.patient.medicalHistory).toBe('Migraines');
    expect(await historyOf()).toEqual(['Rien', ...before]);
    await ask(core, 'bringBack.undo', {});
    expect((await ask(core, 'patients.open', { patientId: marie })).patient.medicalHistory).toBe('Rien');
    expect(await historyOf()).toEqual(['Migraines', 'Rien', ...before]);
    expect(await core.call('bringBack.undo', {})).toBe('nothing-prepared');
    // It is among the former versions already: no second one.
    const length = (await historyOf()).length;
    await ask(core, 'bringBack.bring', { ...inPlace, texts: [{ ...text, as: 'former' as const }] });
    expect(await historyOf()).toHaveLength(length);
  });

  test('a former text that no version keeps goes beside the present one', async () => {
    const { core, marie, consultation, moment } = await practiceOnAKey();
    const { vault } = core.core.session;
    vault?.db.prepare("UPDATE consultation SET advice = 'Perdu' WHERE id = ?").run(consultation);
    await ask(core, 'bringBack.open', moment);
    const text = { subject: consultation, field: 'advice', as: 'former' as const };
    await ask(core, 'bringBack.bring', { ...nothing, patientId: marie, texts: [text] });
    const history = () => ask(core, 'consultations.textHistory', { consultationId: consultation, field: 'advice' });
    expect((await history()).versions.map((version) => version.text)).toEqual(['Repos']);
    expect((await ask(core, 'consultations.get', { consultationId: consultation })).advice).toBe('Perdu');
    await ask(core, 'bringBack.undo', {});
    expect((await history()).versions).toEqual([]);
  });

  test('a value takes the place of today’s, which is kept as well', async () => {
    const { core, marie, moment } = await practiceOnAKey();
    await ask(core, 'patients.update', { patientId: marie, version: 1, changes: { mobile: '07 00 00 00 00' } });
    await ask(core, 'bringBack.open', moment);
    await ask(core, 'bringBack.bring', { ...nothing, patientId: marie, values: [{ subject: marie, field: 'mobile' }] });
    expect((await ask(core, 'patients.open', { patientId: marie })).patient.mobile).toBe('06 12 34 56 78');
    const { vault } = core.core.session;
    const kept = vault?.db.prepare("SELECT text FROM text_version WHERE field = 'mobile'").pluck().all();
    expect(kept).toEqual(['07 00 00 00 00']);
    const found = await ask(core, 'search.everywhere', { text: '0612345678', limit: 5 });
    expect(found.patients).toHaveLength(1);
  });

  test('a name that comes back keeps today’s once', async () => {
    const { core, marie, moment } = await practiceOnAKey();
    await ask(core, 'patients.update', { patientId: marie, version: 1, changes: { familyName: 'Lefèvre' } });
    await ask(core, 'bringBack.open', moment);
    const values = [{ subject: marie, field: 'familyName' }];
    await ask(core, 'bringBack.bring', { ...nothing, patientId: marie, values });
    const formerValues = await ask(core, 'patients.formerValues', { patientId: marie });
    expect(formerValues.values.map(({ field, value }) => [field, value])).toEqual([
      ['familyName', 'Lefèvre'],
      ['familyName', 'Lefebvre'],
    ]);
  });

  test('a consultation that is missing comes back with its author, its dates and its histories; one in the bin does not', async () => {
    const { core, marie, consultation, moment } = await practiceOnAKey();
    await ask(core, 'consultations.remove', { consultationId: consultation, reason: 'Erreur' });
    await ask(core, 'bringBack.open', moment);
    const chosen = { ...nothing, patientId: marie, consultations: [consultation] };
    expect(await ask(core, 'bringBack.compare', { patientId: marie })).toMatchObject({
      consultations: [{ state: 'in-bin' }],
    });
    expect(await core.call('bringBack.bring', chosen)).toBe('in-the-bin');
    core.pass(31 * DAY);
    const { vault } = core.core.session;
    if (vault === null) throw new Error('locked');
    expect((await emptyExpiredBin(vault)).consultations).toBe(1);
    expect(await ask(core, 'bringBack.compare', { patientId: marie })).toMatchObject({
      consultations: [{ state: 'erased', texts: [{ field: 'motive', then: 'Cervicalgie' }, { field: 'advice' }] }],
    });
    expect(await core.call('bringBack.bring', chosen)).toBe('erased-since');
    expect(await ask(core, 'bringBack.bring', { ...chosen, acceptsErased: true })).toMatchObject({ consultations: 1 });
    const { consultations } = await ask(core, 'patients.open', { patientId: marie });
    expect(consultations).toMatchObject([
      { id: consultation, motive: 'Cervicalgie', practitionerName: 'Camille Martin' },
    ]);
    expect(consultations[0]?.endedAt).not.toBeNull();
    expect((await ask(core, 'search.everywhere', { text: 'cervicalgie', limit: 5 })).consultations).toHaveLength(1);
    await ask(core, 'bringBack.undo', {});
    expect((await ask(core, 'patients.open', { patientId: marie })).consultations).toEqual([]);
    const log = await ask(core, 'accessLog.list', { patientId: marie, by: null, before: null, limit: 50 });
    expect(log.entries.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['patient-brought-back', 'bringing-undone', 'consultation-removed']),
    );
    expect(core.faults).toEqual([]);
  });

  test('a whole file that a purge erased: said first, then it is there as it was', async () => {
    const { core, marie, consultation, moment } = await practiceOnAKey();
    await purge(core, marie);
    expect(await ask(core, 'bringBack.open', moment)).toMatchObject({ patients: 1, absent: 1 });
    expect(await ask(core, 'bringBack.search', { text: '' })).toMatchObject({
      patients: [{ patientId: marie, presence: 'erased' }],
    });
    const compared = await ask(core, 'bringBack.compare', { patientId: marie });
    expect(compared.erasedAt).not.toBeNull();
    const whole = { ...nothing, patientId: marie, consultations: [consultation] };
    expect(await core.call('bringBack.bring', whole)).toBe('erased-since');
    expect(await core.call('patients.open', { patientId: marie })).toBe('not-found');
    expect(await ask(core, 'bringBack.bring', { ...whole, acceptsErased: true })).toMatchObject({ isNewFile: true });
    const file = await ask(core, 'patients.open', { patientId: marie });
    expect(file.patient).toMatchObject({ familyName: 'Lefebvre', medicalHistory: 'Migraines' });
    expect(file.consultations).toHaveLength(1);
    expect((await ask(core, 'search.everywhere', { text: 'lefe mar', limit: 5 })).patients).toHaveLength(1);
    // Twice is once.
    expect(await ask(core, 'bringBack.compare', { patientId: marie })).toMatchObject({ consultations: [], same: 1 });
    await ask(core, 'bringBack.undo', {});
    expect(await ask(core, 'patients.bin', {})).toMatchObject({ patients: [{ id: marie }] });
    expect(await core.call('bringBack.bring', { ...whole, acceptsErased: true })).toBe('in-the-bin');
    expect(core.faults).toEqual([]);
  });

  test('nothing of another file comes by this one, and a refusal leaves nothing half done', async () => {
    const { core, marie, consultation, moment } = await practiceOnAKey();
    const { id: other } = await ask(core, 'patients.create', { fields: { familyName: 'Girard', givenName: 'Anne' } });
    await ask(core, 'patients.update', { patientId: marie, version: 1, changes: { mobile: '' } });
    await ask(core, 'bringBack.open', moment);
    const values = [{ subject: marie, field: 'mobile' }];
    const wrong = { ...nothing, patientId: marie, values: [...values, { subject: consultation, field: 'mobile' }] };
    expect(await core.call('bringBack.bring', wrong)).toBe('not-found');
    expect((await ask(core, 'patients.open', { patientId: marie })).patient.mobile).toBe('');
    expect(await core.call('bringBack.bring', { ...nothing, patientId: other, values })).toBe('not-found');
  });
});

test('a file that comes back whole brings what lies beside it: objections, consents with their papers, the NIR', async () => {
  const core = cores.start();
  await ask(core, 'vault.unlock', { passphrase: PASSPHRASE });
  const { id: marie } = await ask(core, 'patients.create', { fields: { familyName: 'Lefebvre', givenName: 'Marie' } });
  const account = await ask(core, 'practitioners.create', {
    name: 'Jeanne Petit',
    role: 'replacement',
    mayWrite: true,
    mayExport: true,
    lastDay: null,
    passphrase: 'sabot lunaire violon cactus ruche papaye tambour',
  });
  const recipient = { kind: 'account', accountId: account.id } as const;
  await ask(core, 'oppositions.record', { patientId: marie, recipient, channel: 'spoken', note: 'Ma voisine' });
  const { purposeId } = await ask(core, 'consents.addPurpose', {
    kind: 'newsletter',
    name: 'Lettre',
    body: 'Une par an',
  });
  const { purposes } = await ask(core, 'consents.purposes', {});
  const given = { givenOn: '2026-11-20', channel: 'form', givenAs: 'patient', givenBy: '', signature: null } as const;
  const textId = purposes[0]?.texts[0]?.id ?? '';
  const { consentId } = await ask(core, 'consents.give', { patientId: marie, textId, ...given });
  const scan = Buffer.concat([Buffer.from('%PDF-1.7'), Buffer.alloc(600_000, 7)]);
  core.chosen.files = [join(mkdtempSync(join(cores.scratch, 'scan-')), 'accord.pdf')];
  writeFileSync(core.chosen.files[0] ?? '', scan);
  await ask(core, 'consents.attachScan', { consentId });
  await ask(core, 'nir.start', {});
  await ask(core, 'nir.set', { patientId: marie, nir: '2 85 03 44 109 123 45' });
  const key = mkdtempSync(join(cores.scratch, 'clé-'));
  core.chosen.folder = key;
  await ask(core, 'snapshots.choosePlace', {});
  await ask(core, 'snapshots.add', { label: 'CLÉ BLEUE' });
  const nir = await ask(core, 'nir.ofPatient', { patientId: marie });
  await purge(core, marie);

  await ask(core, 'bringBack.open', await newestMoment(core));
  expect(await ask(core, 'bringBack.compare', { patientId: marie })).toMatchObject({
    presence: 'erased',
    belongings: { oppositions: 1, consents: 1, documents: 1, nir: 'comes' },
  });
  await ask(core, 'bringBack.bring', { ...nothing, patientId: marie, acceptsErased: true });
  expect(await ask(core, 'oppositions.list', { patientId: marie })).toMatchObject({
    oppositions: [{ recipient, note: 'Ma voisine' }],
  });
  const { consents } = await ask(core, 'consents.ofPatient', { patientId: marie });
  expect(consents).toMatchObject([{ purposeId, text: 'Une par an' }]);
  const { base64 } = await ask(core, 'documents.read', { documentId: consents[0]?.documentIds[0] ?? '' });
  expect(Buffer.from(base64, 'base64').equals(scan)).toBe(true);
  expect(await ask(core, 'nir.ofPatient', { patientId: marie })).toEqual(nir);
});
