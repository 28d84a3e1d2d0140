import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { HostAddress, HostAttestation, HostKeys } from '../../src/shared/contract/hosting.ts';
import { recordOpposition } from '../../src/main/privacy/oppositions.ts';
import { createPatient } from '../../src/main/records/patients.ts';
import { readHostAccess, saveHostAccess, typedSpec } from '../../src/main/snapshots/hosting/hostAccess.ts';
import { processingHost } from '../../src/main/snapshots/hosting/processingHost.ts';
import { heldBackAt, presentPlace } from '../../src/main/snapshots/hosting/specAt.ts';
import { newId } from '../../src/main/vault/identifier.ts';
import { CANARY, filesWithCanary } from '../fixtures/canarySearch.ts';
import { S3Store, STORE_ACCESS, type StoreFault } from '../fixtures/s3Store.ts';
import { makeTemplateVault, PASSPHRASE, type TemplateVault } from '../fixtures/templateVault.ts';
import { startTestCore, type TestCore } from '../fixtures/testCore.ts';

// The certified host through the door, over a store that is a program of this machine.

const DAY = 24 * 60 * 60_000;

let template: TemplateVault;
let core: TestCore;
let store: S3Store;
let address: HostAddress;

const keys: HostKeys = {
  accessKeyId: STORE_ACCESS.accessKeyId,
  secretAccessKey: `${CANARY}0123456789`,
};

/** Somewhere else, where nobody answers. */
const ELSEWHERE = 'https://stockage.invalid';

const attestation: HostAttestation = {
  hostName: 'Stockage du Test',
  certificateNumber: 'HDS-2026-0042',
  activities: [1, 2, 6],
  expiresOn: '2027-03-01',
  contractOn: '2026-11-02',
};

beforeAll(async () => {
  template = await makeTemplateVault();
});
afterAll(() => template.remove());
beforeEach(async () => {
  core = startTestCore(template);
  expect(await core.call('vault.unlock', { passphrase: PASSPHRASE })).toEqual({});
  store = new S3Store();
  const { endpoint, bucket } = await store.start();
  address = {
    endpoint,
    bucket,
    prefix: 'cabinet',
    region: 'fr-test-1',
    style: 'path',
    authority: null,
    proxy: null,
    kilobytesPerSecond: null,
  };
});
afterEach(async () => {
  await core.end();
  await store.stop();
});

function vaultOf() {
  const { vault } = core.session;
  if (vault === null) throw new Error('the vault is not open');
  return vault;
}

describe('before the first byte', () => {
  /** Keys to a store elsewhere, as if a test had passed. */
  function setUpElsewhere(): void {
    const spec = typedSpec(vaultOf(), { ...address, endpoint: ELSEWHERE }, keys);
    saveHostAccess(vaultOf(), spec, {
      canDelete: false,
      keepsVersions: null,
      decidesNew: false,
      holdsSnapshots: false,
      milliseconds: 1,
    });
  }

  test('there must be an attestation, it must not be over, and no objection may hold', async () => {
    setUpElsewhere();
    expect(await core.call('hosting.copy', { adopt: false })).toBe('hosting-attestation-missing');
    await core.call('hosting.saveAttestation', attestation);
    expect(await core.call('hosting.copy', { adopt: false })).toBe('host-unreachable');
    const patient = createPatient(vaultOf(), { familyName: 'Durand', givenName: 'Alix' });
    recordOpposition(vaultOf(), {
      patientId: patient.id,
      recipient: { kind: 'external-hosting' },
      channel: 'letter',
      note: '',
    });
    expect(await core.call('hosting.copy', { adopt: false })).toBe('hosting-objected');
    expect(await core.call('hosting.state', {})).toMatchObject({ isObjected: true });
    // What lies there stays to be read.
    const root = readHostAccess(vaultOf())?.spec.root ?? '';
    const known = { kind: 's3', repository: newId(), place: root } as const;
    expect(await presentPlace(vaultOf(), known, [])).toBe(root);
    expect(heldBackAt(vaultOf(), root)).toEqual({ code: 'hosting-objected' });
    const other = { ...known, place: 's3:https://ailleurs.example/coffres' };
    expect(await presentPlace(vaultOf(), other, [])).toBeNull();
  }, 60_000);

  test('the person is reminded before the certificate ends, and nothing leaves after its last day', async () => {
    setUpElsewhere();
    const standing = async () => {
      const state = await core.call('hosting.state', {});
      return typeof state === 'string' ? state : [state.standing, state.daysLeft];
    };
    expect(await standing()).toEqual(['missing', null]);
    await core.call('hosting.saveAttestation', attestation);
    expect(await standing()).toEqual(['valid', 97]);
    core.setWallClock(Date.UTC(2027, 0, 10, 12));
    expect(await standing()).toEqual(['expires-soon', 50]);
    core.setWallClock(Date.UTC(2027, 2, 1, 20));
    expect(await standing()).toEqual(['expires-soon', 0]);
    // Midnight in Paris is 23:00 UTC.
    core.setWallClock(Date.UTC(2027, 2, 1, 23, 30));
    expect(await standing()).toEqual(['expired', -1]);
    expect(await core.call('hosting.copy', { adopt: false })).toBe('hosting-attestation-expired');
    await core.call('hosting.saveAttestation', { ...attestation, expiresOn: '2030-03-01' });
    expect(await standing()).toEqual(['valid', 1095]);
  });

  test('a copy that is on its way stops when a patient objects', async () => {
    setUpElsewhere();
    await core.call('hosting.saveAttestation', attestation);
    const patient = createPatient(vaultOf(), { familyName: 'Durand', givenName: 'Alix' });
    const copying = core.call('hosting.copy', { adopt: false });
    // Long enough for it to look for the host, which it does for several seconds.
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    const recipient = { kind: 'external-hosting' } as const;
    await core.call('oppositions.record', { patientId: patient.id, recipient, channel: 'letter', note: '' });
    expect(['cancelled', 'hosting-objected']).toContain(await copying);
  });

  test('the certificate is the host’s that it was read for: another address waits for another', async () => {
    await core.call('hosting.saveAttestation', attestation);
    setUpElsewhere();
    expect(await core.call('hosting.state', {})).toMatchObject({ standing: 'valid' });
    const other = typedSpec(vaultOf(), { ...address, endpoint: 'https://ailleurs.invalid' }, keys);
    const found = { canDelete: false, keepsVersions: null, decidesNew: false, holdsSnapshots: false, milliseconds: 1 };
    saveHostAccess(vaultOf(), other, found);
    expect(await core.call('hosting.state', {})).toMatchObject({
      standing: 'elsewhere',
      attestation: { store: ELSEWHERE },
    });
    expect(await core.call('hosting.copy', { adopt: false })).toBe('hosting-attestation-elsewhere');
    expect(await dutiesOfHost()).toEqual(['late host-certificate-elsewhere']);
    await core.call('hosting.saveAttestation', { ...attestation, hostName: 'Un autre' });
    expect(await core.call('hosting.state', {})).toMatchObject({ standing: 'valid' });
    expect(await core.call('hosting.copy', { adopt: false })).toBe('host-unreachable');
  }, 60_000);

  test('what its paper asks for stands among the duties', async () => {
    expect(await dutiesOfHost()).toEqual([]);
    setUpElsewhere();
    expect(await dutiesOfHost()).toEqual(['late host-certificate-missing']);
    await core.call('hosting.saveAttestation', attestation);
    expect(await dutiesOfHost()).toEqual(['due host-contract-missing']);
    const contract = join(core.dataFolder, 'contrat.pdf');
    writeFileSync(contract, '%PDF-1.7 contrat');
    core.chosen.files = [contract];
    await core.call('hosting.attachContract', {});
    expect(await dutiesOfHost()).toEqual(['fine host-certified']);
    core.setWallClock(Date.UTC(2027, 0, 10, 12));
    expect(await dutiesOfHost()).toEqual(['due host-certificate-ends']);
    core.setWallClock(Date.UTC(2027, 2, 2, 12));
    expect(await dutiesOfHost()).toEqual(['late host-certificate-over']);
  });

  async function dutiesOfHost(): Promise<string[]> {
    const home = await core.call('privacy.home', {});
    if (typeof home === 'string') throw new Error(home);
    return home.duties
      .filter(({ finding }) => finding.startsWith('host-'))
      .map(({ state, finding }) => `${state} ${finding}`);
  }

  test('the contract lies in the vault, and stays when the certificate is renewed', async () => {
    expect(await core.call('hosting.attachContract', {})).toBe('file-not-chosen');
    const contract = join(core.dataFolder, 'contrat.pdf');
    writeFileSync(contract, '%PDF-1.7 contrat');
    core.chosen.files = [contract];
    expect(await core.call('hosting.attachContract', {})).toBe('hosting-attestation-missing');
    await core.call('hosting.saveAttestation', attestation);
    // By its first bytes, whatever its name says.
    writeFileSync(join(core.dataFolder, 'programme.pdf'), 'MZ');
    core.chosen.files = [join(core.dataFolder, 'programme.pdf')];
    expect(await core.call('hosting.attachContract', {})).toBe('file-kind-unknown');
    core.chosen.files = [contract];
    await core.call('hosting.attachContract', {});
    await core.call('hosting.saveAttestation', { ...attestation, certificateNumber: 'HDS-2029-0001' });
    expect(await core.call('hosting.state', {})).toMatchObject({
      attestation: { certificateNumber: 'HDS-2029-0001', contractTitle: 'contrat.pdf' },
    });
  });
});

describe('the way to the store', () => {
  test('is tried before it is kept, and each failure has its own name', async () => {
    expect(await core.call('hosting.testAccess', { address, keys })).toMatchObject({
      canDelete: true,
      holdsSnapshots: false,
    });
    expect([...store.objects.keys()]).toEqual([]);
    const told = async (code: string, status: number, method = 'GET') => {
      store.fault = (request) => (request.method === method ? { kind: 'error', status, code } : null);
      return core.call('hosting.saveAccess', { address, keys });
    };
    expect(await told('SignatureDoesNotMatch', 403)).toBe('host-key-refused');
    expect(await told('AuthorizationHeaderMalformed', 400)).toBe('host-region-wrong');
    expect(await told('RequestTimeTooSkewed', 403)).toBe('host-clock-off');
    expect(await told('NoSuchBucket', 404)).toBe('host-bucket-missing');
    expect(await told('AccessDenied', 403)).toBe('host-read-refused');
    expect(await told('AccessDenied', 403, 'PUT')).toBe('host-write-refused');
    expect(await core.call('hosting.state', {})).toMatchObject({ access: null });
    expect(await told('AccessDenied', 403, 'DELETE')).toMatchObject({ canDelete: false });
    expect(await core.call('hosting.state', {})).toMatchObject({ access: { canDelete: false, bucket: 'coffres' } });
  });

  test.each([
    { condition: 'obeyed', decidesNew: true },
    { condition: 'ignored', decidesNew: false },
    { condition: 'unknown', decidesNew: false },
  ] as const)(
    'is found out whether the store decides who writes first: $condition',
    async ({ condition, decidesNew }) => {
      store.condition = condition;
      expect(await core.call('hosting.saveAccess', { address, keys })).toMatchObject({ decidesNew });
      expect(await core.call('hosting.state', {})).toMatchObject({ access: { decidesNew } });
      expect([...store.objects.keys()]).toEqual([]);
      await core.call('hosting.copy', { adopt: false });
      const claims = [...store.objects.keys()].filter((name) => name.startsWith('cabinet/claims/'));
      expect(claims).toHaveLength(decidesNew ? 1 : 0);
    },
  );

  test('is https, or a program of this machine', async () => {
    for (const endpoint of ['http://stockage.example', 'ftp://stockage.example', 'https://a:b@stockage.example', 'x'])
      expect(await core.call('hosting.testAccess', { address: { ...address, endpoint }, keys })).toBe(
        'host-address-wrong',
      );
    expect(store.requests).toHaveLength(0);
  });

  test('gives no secret back, and leaves none on the disk outside the vault', async () => {
    await core.call('hosting.saveAccess', { address, keys });
    const state = await core.call('hosting.state', {});
    expect(JSON.stringify(state)).toContain(keys.accessKeyId);
    expect(JSON.stringify(state)).not.toContain(keys.secretAccessKey);
    await core.call('hosting.copy', { adopt: false });
    expect(JSON.stringify([core.events, core.faults])).not.toContain(keys.secretAccessKey);
    expect(filesWithCanary([core.dataFolder])).toEqual([]);
    await core.call('hosting.forgetAccess', {});
    expect(await core.call('hosting.state', {})).toMatchObject({ access: null, repository: null });
  });
});

describe('copies', () => {
  test('go there on demand, then by themselves with the others, and wait for an absent network without a word', async () => {
    await core.call('hosting.saveAccess', { address, keys });
    const first = await core.call('hosting.copy', { adopt: false });
    expect(first).toMatchObject({ snapshotId: expect.any(String) });
    expect([...store.objects.keys()].filter((name) => name.startsWith('cabinet/snapshots/'))).toHaveLength(1);
    createPatient(vaultOf(), { familyName: 'Durand', givenName: 'Alix' });
    // The evening after, without a network: nothing is said, and the copy is made once it is back.
    store.fault = () => ({ kind: 'cut', when: 'before' });
    core.pass(DAY);
    await core.core.backups.tick();
    const failing = await core.call('snapshots.targets', {});
    expect(failing).toMatchObject({ targets: [{ lastFailure: null, isUpToDate: false }] });
    store.fault = () => null;
    core.pass(2 * 60 * 60_000);
    await core.core.backups.tick();
    expect(await core.call('snapshots.targets', {})).toMatchObject({ targets: [{ isUpToDate: true }] });
    expect([...store.objects.keys()].filter((name) => name.startsWith('cabinet/snapshots/'))).toHaveLength(2);
  }, 120_000);

  test('wait for a network whose bytes are not counted, without a word, and go on demand all the same', async () => {
    await core.call('hosting.saveAccess', { address, keys });
    await core.call('hosting.copy', { adopt: false });
    createPatient(vaultOf(), { familyName: 'Durand', givenName: 'Alix' });
    const copies = () => [...store.objects.keys()].filter((name) => name.startsWith('cabinet/snapshots/')).length;
    core.chosen.isMetered = true;
    core.pass(3 * DAY);
    await core.core.backups.tick();
    expect(copies()).toBe(1);
    expect(await core.call('hosting.state', {})).toMatchObject({ waitsForNetwork: true });
    expect(await core.call('snapshots.targets', {})).toMatchObject({
      targets: [{ waitsForNetwork: true, isUpToDate: false, lastFailure: null }],
    });
    expect(await core.call('snapshots.status', {})).toMatchObject({
      status: { level: 'soon', reason: 'waits-for-network' },
      ...{ goesByItself: false, awaited: [], waitingForNetwork: ['Hébergeur'] },
    });
    // The button of the page of the copies, which the window names.
    await core.call('snapshots.create', { repository: null, adopt: false });
    expect(copies()).toBe(2);
    createPatient(vaultOf(), { familyName: 'Morel', givenName: 'Paul' });
    core.chosen.isMetered = false;
    core.pass(DAY);
    await core.core.backups.tick();
    expect(copies()).toBe(3);
    expect(await core.call('snapshots.status', {})).toMatchObject({ goesByItself: true, waitingForNetwork: [] });
  }, 120_000);

  test('a host whose keys are forgotten stays in the register until it erased the copies', async () => {
    await core.call('hosting.saveAttestation', attestation);
    await core.call('hosting.saveAccess', { address, keys });
    await core.call('hosting.copy', { adopt: false });
    const stored = [...store.objects].filter(([name]) => name.includes('/packs/')).map(([, { length }]) => length);
    expect(await core.call('snapshots.targets', {})).toMatchObject({
      targets: [{ storedBytes: stored.reduce((sum, length) => sum + length, 0) }],
    });
    await core.call('hosting.forgetAccess', {});
    expect(await core.call('hosting.state', {})).toMatchObject({ access: null, holdsCopies: true });
    expect(processingHost(vaultOf())?.hostName).toBe('Stockage du Test');
    expect(await core.call('hosting.noteErased', {})).toMatchObject({ holdsCopies: false });
    expect(processingHost(vaultOf())).toBeNull();
    await core.call('hosting.saveAccess', { address, keys });
    await core.call('hosting.copy', { adopt: false });
    expect(await core.call('hosting.state', {})).toMatchObject({ holdsCopies: true });
  }, 60_000);

  test('one file is looked for in a copy that lies at the host alone', async () => {
    await core.call('hosting.saveAccess', { address, keys });
    createPatient(vaultOf(), { familyName: 'Durand', givenName: 'Alix' });
    const copied = await core.call('hosting.copy', { adopt: false });
    const state = await core.call('hosting.state', {});
    if (typeof copied === 'string' || typeof state === 'string' || state.repository === null)
      throw new Error('nothing was copied');
    const { repository } = state;
    expect(await core.call('snapshots.list', { asksHost: false })).toEqual({ moments: [], hostNotAsked: 'Hébergeur' });
    expect(await core.call('snapshots.list', { asksHost: true })).toMatchObject({
      moments: [{ snapshotId: copied.snapshotId, targets: [{ repository, label: 'Hébergeur' }] }],
      hostNotAsked: null,
    });
    store.fault = () => ({ kind: 'error', status: 403, code: 'InvalidAccessKeyId' });
    expect(await core.call('snapshots.list', { asksHost: true })).toBe('host-key-refused');
    store.fault = () => null;
    expect(await core.call('bringBack.open', { repository, snapshotId: copied.snapshotId })).toMatchObject({
      patients: 1,
      absent: 0,
    });
    expect(await core.call('bringBack.search', { text: 'durand' })).toMatchObject({
      patients: [{ displayName: 'Alix Durand' }],
    });
    await core.call('bringBack.close', {});
  });

  test('the second sheet is printed with a pair that reads and does not write, tried first', async () => {
    await core.call('hosting.saveAccess', { address, keys });
    expect(await core.call('hosting.copy', { adopt: false })).toMatchObject({ bytesAdded: expect.any(Number) });
    const readKeys = { accessKeyId: 'lecture', secretAccessKey: 'clé-de-lecture' };
    store.fault = () => ({ kind: 'error', status: 403, code: 'InvalidAccessKeyId' });
    expect(await core.call('hosting.printSheet', { keys: readKeys })).toBe('host-key-refused');
    store.fault = () => null;
    expect(await core.call('hosting.printSheet', { keys: readKeys })).toBe('host-sheet-key-writes');
    expect([...store.objects.keys()].filter((name) => name.includes('.tmp-'))).toEqual([]);
    expect(core.hostCalls).not.toContain('print');
    const refused: StoreFault = { kind: 'error', status: 403, code: 'AccessDenied' };
    store.fault = ({ key }) => (key.endsWith('.json') ? refused : null);
    expect(await core.call('hosting.printSheet', { keys: readKeys })).toBe('host-read-refused');
    expect(core.hostCalls).not.toContain('print');
    store.fault = ({ method }) => (method === 'GET' ? null : refused);
    expect(await core.call('hosting.printSheet', { keys: readKeys })).toEqual({});
    expect(core.hostCalls).toContain('print');
  });
});
