import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { contract, isMethodName, type MethodName } from '../../src/shared/contract/index.ts';
import { keepDocument } from '../../src/main/privacy/keptDocuments.ts';
import { accessLogHead, endRuns, listAccess } from '../../src/main/vault/accessLog.ts';
import type { Vault } from '../../src/main/vault/vault.ts';
import { inputsOf } from '../fixtures/contractInput.ts';
import { PASSPHRASE, makeTemplateVault, type TemplateVault } from '../fixtures/templateVault.ts';
import { startTestCore, type TestCore } from '../fixtures/testCore.ts';

// "A patient's file shows who opened it": by whatever method.

/** In every text of the file but its name, which lists show. */
const CANARY = 'zyxaquil';

/** What shows something of a file without an entry about it, each with its reason (docs/threat-model.md, Who read what). */
const WITHOUT_AN_ENTRY: ReadonlyMap<MethodName, string> = new Map<MethodName, string>([
  ['search.everywhere', 'one entry tells that the notes were searched; which hit is read is told once it is opened'],
  ['consultations.today', 'the motive of who comes today stands on the home page: opening the vault tells it'],
  ['consultations.bin', 'the motive alone, by which one takes back what one removed; both are told'],
  ['documents.list', 'titles alone'],
  ['oppositions.list', 'asked of no file it is the list of objections, which the titular must keep'],
  ['requests.list', 'the desk of requests: each step of one is told'],
  ['retention.calendar', 'dates, and why a file is held, of all files: noting it is told'],
]);

/** Of the vault, its copies and this PC, and of no patient; some of them close the vault. */
const OF_NO_PATIENT =
  /^(application|vault|snapshots|hosting|readingCopy|imports|practitioners|lostKeys|pcCheck|settings|bringBack)\./;

let template: TemplateVault;
let core: TestCore;
let vault: Vault;
let ids: readonly string[];
let patientId: string;

beforeAll(async () => {
  template = await makeTemplateVault();
  core = startTestCore(template);
  await core.call('vault.unlock', { passphrase: PASSPHRASE });
  if (core.session.vault === null) throw new Error('it was unlocked');
  vault = core.session.vault;
  const texts = { alerts: CANARY, medicalHistory: CANARY, doctor: CANARY, occupation: CANARY };
  const patient = value(
    await core.call('patients.create', { fields: { familyName: 'Roy', givenName: 'Ed', ...texts } }),
  );
  patientId = patient.id;
  value(await core.call('patients.update', { patientId, version: 1, changes: { alerts: `${CANARY} encore` } }));
  const { id: consultationId } = value(await core.call('consultations.start', { patientId }));
  const changes = { motive: CANARY, diagnosis: CANARY };
  const saved = value(await core.call('consultations.save', { consultationId, version: 1, changes }));
  const end = { endedAt: vault.now(), painAfter: null };
  const { version } = value(
    await core.call('consultations.finish', { consultationId, version: saved.version, ...end }),
  );
  value(await core.call('consultations.save', { consultationId, version, changes: { motive: `${CANARY} encore` } }));
  const { id: removed } = value(await core.call('consultations.start', { patientId }));
  value(await core.call('consultations.save', { consultationId: removed, version: 1, changes: { motive: CANARY } }));
  value(await core.call('consultations.remove', { consultationId: removed, reason: 'En double' }));
  value(await core.call('retention.hold', { patientId, reason: CANARY }));
  const request = value(
    await core.call('requests.record', {
      kind: 'access',
      receivedAt: vault.now(),
      channel: 'letter',
      patientId,
      quality: 'person',
      requesterName: '',
      wish: CANARY,
      purpose: null,
      minorObjects: false,
      deceasedObjected: false,
    }),
  );
  const recipient = { kind: 'person', name: 'Jean Petit', profession: '' } as const;
  await core.call('oppositions.record', { patientId, recipient, channel: 'spoken', note: CANARY });
  const scan = { title: CANARY, mediaType: 'image/png', bytes: Buffer.from(CANARY) } as const;
  const documentId = keepDocument(vault, { kind: 'consent', patientId, ...scan });
  ids = [patientId, consultationId, documentId, request.id];
}, 120_000);
afterAll(async () => {
  await core.end();
  template.remove();
});

function value<Answer>(answered: Answer | string): Answer {
  if (typeof answered === 'string') throw new Error(answered);
  return answered;
}

/** Calls, takes back what it changed, and says whether words of the file came back and whether the log says so. */
async function look(method: MethodName, input: unknown): Promise<{ shows: boolean; isTold: boolean }> {
  endRuns(vault.db);
  vault.db.exec('BEGIN');
  try {
    const before = accessLogHead(vault.db).number;
    const answered = await core.door(method, input);
    const { entries } = listAccess(vault, { patientId, by: null, before: null, limit: 1 });
    const text = JSON.stringify(answered);
    const shows = text.includes(CANARY) || text.includes(Buffer.from(CANARY).toString('base64'));
    return { shows: answered.ok && shows, isTold: (entries[0]?.number ?? 0) > before };
  } finally {
    vault.db.exec('ROLLBACK');
  }
}

test('every method that shows something of a file leaves an entry about it within the call, or stands here with its reason', async () => {
  const shown = new Set<MethodName>();
  const untold = new Set<MethodName>();
  for (const method of Object.keys(contract).filter(isMethodName)) {
    if (contract[method].access !== 'unlocked' || OF_NO_PATIENT.test(method)) continue;
    // The texts of inputs name a field where one is asked for.
    for (const id of ids)
      for (const text of [CANARY, 'alerts', 'motive'])
        for (const input of inputsOf(method, { id, text })) {
          // What the input itself brings along is no reading.
          if (/\.(put|create|record|update|save|set|write\w*|add\w*|rename\w*|edit)$/.test(method)) continue;
          const { shows, isTold } = await look(method, input);
          if (shows) shown.add(method);
          if (shows && !isTold) untold.add(method);
        }
  }
  expect([...shown].sort()).toEqual(
    expect.arrayContaining([
      'consultations.get',
      'documents.read',
      'patients.open',
      'patients.preview',
      'search.everywhere',
    ]),
  );
  expect([...shown]).toEqual(
    expect.arrayContaining(['patients.textHistory', 'consultations.textHistory', 'requests.get']),
  );
  expect([...untold].sort()).toEqual([...WITHOUT_AN_ENTRY.keys()].sort());
}, 120_000);

test('who has opened a file reads on in it without a further entry; a glance is one entry for a run of them', async () => {
  const entries = (): string[] =>
    listAccess(vault, { patientId: null, by: null, before: null, limit: 20 }).entries.map(({ action }) => action);
  const [, consultationId = ''] = ids;
  const ask = async (): Promise<void> => {
    value(await core.call('patients.preview', { patientId }));
    value(await core.call('consultations.get', { consultationId }));
    value(await core.call('search.everywhere', { text: CANARY, limit: 5 }));
  };
  endRuns(vault.db);
  const before = accessLogHead(vault.db).number;
  await ask();
  await ask();
  expect(entries().slice(0, accessLogHead(vault.db).number - before)).toEqual([
    'notes-searched',
    'consultation-read',
    'patient-read',
  ]);
  endRuns(vault.db);
  value(await core.call('patients.open', { patientId }));
  const opened = accessLogHead(vault.db).number;
  await ask();
  expect(entries().slice(0, accessLogHead(vault.db).number - opened)).toEqual(['notes-searched']);
  core.pass(31 * 60_000);
  value(await core.call('patients.preview', { patientId }));
  expect(entries()[0]).toBe('patient-read');
  const facts = listAccess(vault, { patientId: null, by: null, before: null, limit: 50 }).entries.map(
    ({ facts }) => facts,
  );
  expect(JSON.stringify(facts)).not.toContain(CANARY);
});
