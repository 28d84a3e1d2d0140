import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { contract, isMethodName, type MethodName } from '../../src/shared/contract/index.ts';
import type { RecoverySheet } from '../../src/shared/contract/vault.ts';
import { handlers } from '../../src/main/ipc/handlers/index.ts';
import { createDoor } from '../../src/main/ipc/router.ts';
import { hasWaitingEntries, listAccess, logAccess } from '../../src/main/vault/accessLog.ts';
import { setPin } from '../../src/main/vault/pin.ts';
import { refuse } from '../../src/main/vault/refusal.ts';
import { PASSPHRASE, makeTemplateVault, type TemplateVault } from '../fixtures/templateVault.ts';
import { startTestCore, type TestCore } from '../fixtures/testCore.ts';

const PIN = '402713';
const MINUTE = 60_000;
const OTHER_PASSPHRASE = 'lapin radiateur violon fenouil mandarine pelouse vitesse';

let template: TemplateVault;
let running: TestCore | null = null;

beforeAll(async () => {
  template = await makeTemplateVault();
});
afterEach(async () => {
  await running?.end();
  running = null;
});
afterAll(() => template.remove());

function begin(withVault: TemplateVault | null): TestCore {
  running = startTestCore(withVault);
  return running;
}

async function beginOpen(): Promise<TestCore> {
  const core = begin(template);
  expect(await core.call('vault.unlock', { passphrase: PASSPHRASE })).toEqual({});
  return core;
}

async function beginOpenWithPin(): Promise<TestCore> {
  const core = await beginOpen();
  const { vault } = core.session;
  if (vault === null) throw new Error('locked');
  await setPin(vault, PIN);
  return core;
}

const methods = Object.keys(contract).filter(isMethodName);

/** Methods that change nothing where they are called with an empty or a senseless input. */
async function codesOf(core: TestCore, names: readonly MethodName[]): Promise<Record<string, string>> {
  const codes: Record<string, string> = {};
  for (const name of names) {
    const result = await core.door(name, {});
    codes[name] = result.ok ? 'ok' : result.error.code;
  }
  return codes;
}

const practice = { practitionerName: 'Camille Martin', practiceName: 'Cabinet', city: 'Annecy', greeting: 'Bonjour' };

function typedBack(sheet: RecoverySheet): { index: number; text: string }[] {
  return sheet.asked.map((index) => ({ index, text: ` ${sheet.groups[index]?.toLowerCase() ?? ''}` }));
}

describe('what the door lets through', () => {
  test('behind the lock every method but the always ones is refused, whatever its input', async () => {
    const core = begin(template);
    const guarded = methods.filter((name) => contract[name].access !== 'always');
    expect(guarded.length).toBeGreaterThan(30);
    expect(await codesOf(core, guarded)).toEqual(Object.fromEntries(guarded.map((name) => [name, 'vault-locked'])));
  });

  test('without a vault, too', async () => {
    const core = begin(null);
    const guarded = methods.filter((name) => contract[name].access !== 'always');
    expect(await codesOf(core, guarded)).toEqual(Object.fromEntries(guarded.map((name) => [name, 'vault-locked'])));
  });

  test('behind the veil every unlocked method is refused', async () => {
    const core = await beginOpenWithPin();
    await core.call('vault.veil', {});
    expect(core.session.phase).toBe('veiled');
    const guarded = methods.filter((name) => contract[name].access === 'unlocked');
    expect(await codesOf(core, guarded)).toEqual(Object.fromEntries(guarded.map((name) => [name, 'screen-veiled'])));
  });

  test('no event but the state itself comes through veil and lock', async () => {
    const core = await beginOpenWithPin();
    await core.call('vault.veil', {});
    core.events.length = 0;
    core.core.emit({ type: 'changed', areas: ['patients', 'application'] });
    core.core.emit({ type: 'changed', areas: ['consultations'] });
    expect(core.events).toEqual([{ type: 'changed', areas: ['application'] }]);
  });

  test('after an opening with the sheet nothing but a new passphrase', async () => {
    const core = begin(template);
    expect(await core.call('vault.unlockWithRecovery', { code: template.recoveryCode.toLowerCase() })).toEqual({});
    expect(core.session.status().mustChoosePassphrase).toBe(true);
    expect(await core.call('patients.recent', { limit: 5 })).toBe('passphrase-to-choose');
    expect(await core.call('vault.choosePassphrase', { next: 'faible' })).toBe('passphrase-too-weak');
    expect(await core.call('vault.choosePassphrase', { next: OTHER_PASSPHRASE })).toEqual({});
    expect(await core.call('patients.recent', { limit: 5 })).toEqual({ rows: [] });
    await core.call('vault.lock', {});
    expect(await core.call('vault.unlock', { passphrase: PASSPHRASE })).toBe('wrong-passphrase');
    core.pass(MINUTE);
    expect(await core.call('vault.unlock', { passphrase: OTHER_PASSPHRASE })).toEqual({});
  });
});

describe('veil and lock', () => {
  test('lock asks the window to save first, then closes; the draft shows without a name', async () => {
    const core = await beginOpen();
    const vault = core.session.vault;
    core.events.length = 0;
    await core.call('vault.lock', {});
    expect(core.events).toEqual([{ type: 'flush' }, { type: 'phase', phase: 'locked' }]);
    expect(vault?.db.open).toBe(false);
    expect(core.session.vault).toBeNull();
    expect(core.session.status()).toMatchObject({
      phase: 'locked',
      lockedSince: Date.UTC(2026, 10, 24, 9),
      draftWaitingSince: null,
    });
  });

  test('a window that does not answer is waited for a second, no longer', async () => {
    const core = await beginOpen();
    core.session.flushed = () => undefined;
    const start = performance.now();
    await core.session.lock();
    expect(performance.now() - start).toBeGreaterThan(900);
    expect(performance.now() - start).toBeLessThan(2_500);
    expect(core.session.phase).toBe('locked');
  });

  test('what is saved during the flush is there after the unlock', async () => {
    const core = await beginOpen();
    core.session.flushed = () => undefined;
    const locking = core.session.lock();
    expect(await core.call('drafts.put', { key: 'patient', value: 'Lefeb' })).toEqual({});
    await locking;
    await core.call('vault.unlock', { passphrase: PASSPHRASE });
    expect(await core.call('drafts.get', { key: 'patient' })).toEqual({ value: 'Lefeb' });
  });

  test('without a PIN the veil is the lock', async () => {
    const core = await beginOpen();
    await core.call('vault.veil', {});
    expect(core.session.phase).toBe('locked');
  });

  test('the PIN lifts the veil; three wrong ones since the passphrase lock, right ones in between or not', async () => {
    const core = await beginOpenWithPin();
    await core.call('vault.veil', {});
    expect(await core.door('vault.unveil', { pin: '999999' })).toEqual({
      ok: false,
      error: { code: 'wrong-pin', triesLeft: 2 },
    });
    expect(await core.call('vault.unveil', { pin: PIN })).toEqual({});
    expect(core.session.phase).toBe('open');
    await core.call('vault.veil', {});
    expect(await core.door('vault.unveil', { pin: '' })).toEqual({
      ok: false,
      error: { code: 'wrong-pin', triesLeft: 1 },
    });
    expect(await core.door('vault.unveil', { pin: '1' })).toEqual({
      ok: false,
      error: { code: 'wrong-pin', triesLeft: 0 },
    });
    expect(core.session.phase).toBe('locked');
    expect(await core.call('vault.unveil', { pin: PIN })).toBe('vault-locked');
  });

  test.each([
    ['the monotonic clock', (core: TestCore) => core.pass(4 * 60 * MINUTE)],
    ['the wall clock alone', (core: TestCore) => core.setWallClock(Date.UTC(2026, 10, 24, 13))],
    ['a wall clock set back', (core: TestCore) => core.setWallClock(Date.UTC(2026, 10, 23))],
  ])('four hours after the passphrase by %s the PIN opens nothing', async (_, later) => {
    const core = await beginOpenWithPin();
    await core.call('vault.veil', {});
    later(core);
    expect(await core.call('vault.unveil', { pin: PIN })).toBe('vault-locked');
    expect(core.session.phase).toBe('locked');
  });

  test('idle: veiled after the minutes of the setting, not while something is typed', async () => {
    const core = await beginOpenWithPin();
    for (let minute = 0; minute < 12; minute += 1) {
      for (let second = 0; second < 60; second += 20) {
        core.pass(20_000);
        await core.session.tick();
      }
      await core.call('drafts.put', { key: 'patient', value: 'x' });
    }
    expect(core.session.phase).toBe('open');
    for (let second = 0; second < 301; second += 20) {
      core.pass(20_000);
      await core.session.tick();
    }
    expect(core.session.phase).toBe('veiled');
  });

  test('a leap of the clock is a sleep that nobody told of: locked', async () => {
    const core = await beginOpenWithPin();
    core.pass(31_000);
    await core.session.tick();
    expect(core.session.phase).toBe('locked');
  });

  test.each(['session-locked', 'suspend', 'session-ending', 'resume'] as const)(
    '%s locks, also behind the veil',
    async (type) => {
      const core = await beginOpenWithPin();
      await core.call('vault.veil', {});
      await core.session.onSystemEvent({ type });
      expect(core.session.phase).toBe('locked');
      expect(core.session.vault).toBeNull();
    },
  );

  test('a lost window is not asked to save, and the program ends', async () => {
    const core = await beginOpen();
    core.events.length = 0;
    await core.session.onSystemEvent({ type: 'window-lost' });
    expect(core.events).toEqual([{ type: 'phase', phase: 'locked' }]);
    expect(core.hostCalls).toEqual(['quit']);
  });

  test('a page that crashed is not asked to save: the one that comes after it finds the vault locked', async () => {
    const core = await beginOpen();
    core.events.length = 0;
    await core.session.onSystemEvent({ type: 'page-crashed' });
    expect(core.events).toEqual([{ type: 'phase', phase: 'locked' }]);
    expect(core.session.vault).toBeNull();
  });

  test('a lid that closes while the passphrase is derived leaves it locked', async () => {
    const core = begin(template);
    const unlocking = core.call('vault.unlock', { passphrase: PASSPHRASE });
    await core.session.onSystemEvent({ type: 'suspend' });
    expect(await unlocking).toBe('vault-locked');
    expect(core.session.phase).toBe('locked');
    expect(await core.call('vault.unlock', { passphrase: PASSPHRASE })).toEqual({});
  });

  test('a long work has the vault for itself, does not mask, and a lock stops it first', async () => {
    const core = await beginOpenWithPin();
    let cancelled = false;
    const work = core.core.works.run({ step: 'fill', total: 10, cancellable: true }, async (running) => {
      try {
        for (;;) {
          await new Promise((resolve) => setTimeout(resolve, 5));
          await running.breathe();
        }
      } catch (error) {
        cancelled = core.session.vault?.db.open === true;
        throw error;
      }
    });
    const ended = work.catch((error: unknown) => error);
    expect(await core.call('patients.recent', { limit: 5 })).toBe('busy');
    core.pass(10 * MINUTE);
    await core.session.tick();
    expect(core.session.phase).toBe('open');
    await core.call('vault.lock', {});
    expect(await ended).toMatchObject({ error: { code: 'cancelled' } });
    expect(cancelled).toBe(true);
    expect(core.session.phase).toBe('locked');
  });
});

describe('delay on wrong passphrases', () => {
  test('grows, is counted across restarts, and is not lengthened by a clock set back', async () => {
    let core = begin(template);
    const wrong = () => core.door('vault.unlock', { passphrase: 'faux' });
    expect(await wrong()).toEqual({ ok: false, error: { code: 'wrong-passphrase', retryInSeconds: 1 } });
    expect(await wrong()).toEqual({ ok: false, error: { code: 'wait-before-retry', retryInSeconds: 1 } });
    core.pass(1_000);
    expect(await wrong()).toEqual({ ok: false, error: { code: 'wrong-passphrase', retryInSeconds: 2 } });
    core.pass(2_000);
    expect(await wrong()).toEqual({ ok: false, error: { code: 'wrong-passphrase', retryInSeconds: 4 } });
    core.setWallClock(Date.UTC(2020, 0, 1));
    core = core.restart();
    running = core;
    expect(core.session.status().retryInSeconds).toBe(4);
    core.pass(4_000);
    expect(await core.call('vault.unlock', { passphrase: PASSPHRASE })).toEqual({});
    await core.call('vault.lock', {});
    core = core.restart();
    running = core;
    expect(core.session.status().retryInSeconds).toBe(0);
  });

  test('never passes a minute, and the recovery code is not delayed', async () => {
    const core = begin(template);
    writeFileSync(
      join(core.dataFolder, 'essais.json'),
      JSON.stringify({ version: 1, count: 40, lastAt: Date.UTC(2026, 10, 24, 9) }),
    );
    const again = core.restart();
    running = again;
    expect(again.session.status().retryInSeconds).toBe(60);
    expect(await again.call('vault.unlock', { passphrase: PASSPHRASE })).toBe('wait-before-retry');
    expect(await again.call('vault.unlockWithRecovery', { code: template.recoveryCode })).toEqual({});
  });
});

describe('first start', () => {
  test('nothing is written before two groups of the sheet are typed back; then the vault is open', async () => {
    const core = begin(null);
    expect(core.session.status()).toMatchObject({ phase: 'no-vault', shortVaultId: null });
    await core.call('application.setAppearance', { theme: 'dark' });
    expect(await core.call('vault.prepare', { passphrase: 'motdepasse', practice })).toBe('passphrase-too-weak');
    const sheet = await core.call('vault.prepare', { passphrase: PASSPHRASE, practice });
    if (typeof sheet === 'string') throw new Error(sheet);
    expect(sheet.groups).toHaveLength(8);
    expect(sheet.asked).toHaveLength(2);
    expect(await core.call('vault.printRecoverySheet', {})).toEqual({});
    expect(await core.call('vault.create', { typedGroups: [] })).toBe('recovery-groups-wrong');
    expect(readdirSync(core.dataFolder)).toEqual([]);
    expect(await core.call('vault.create', { typedGroups: typedBack(sheet) })).toMatchObject({});
    expect(core.session.status()).toMatchObject({
      phase: 'open',
      theme: 'dark',
      greeting: 'Bonjour',
      shortVaultId: sheet.shortVaultId,
    });
    expect(await core.call('vault.prepare', { passphrase: PASSPHRASE, practice })).toBe('vault-already-open');
    await core.call('vault.lock', {});
    expect(await core.call('vault.unlockWithRecovery', { code: sheet.groups.join(' ') })).toEqual({});
  });

  test('the sheet goes to a removable disk, or anywhere after a warning', async () => {
    const core = begin(null);
    await core.call('vault.prepare', { passphrase: PASSPHRASE, practice });
    expect(await core.call('vault.saveRecoverySheet', { anywhere: false })).toBe('file-not-chosen');
    core.chosen.savePath = join(core.dataFolder, 'feuille.pdf');
    expect(await core.call('vault.saveRecoverySheet', { anywhere: false })).toBe('place-not-removable');
    expect(existsSync(core.chosen.savePath)).toBe(false);
    expect(await core.call('vault.saveRecoverySheet', { anywhere: true })).toEqual({ fileName: 'feuille.pdf' });
    expect(readFileSync(core.chosen.savePath, 'latin1')).toBe('%PDF');
  });

  test('the demonstration opens beside, and again', async () => {
    const core = begin(null);
    const first = await core.call('vault.discover', {});
    if (typeof first === 'string') throw new Error(first);
    expect(core.session.status()).toMatchObject({ phase: 'open', isDemo: true });
    await core.call('vault.lock', {});
    expect(await core.call('vault.unlock', { passphrase: first.passphrase })).toEqual({});
    expect(await core.call('patients.list', { offset: 0, limit: 10 })).toMatchObject({ total: 1 });
    const again = core.restart();
    await core.session.lock();
    running = again;
    expect(again.session.phase).toBe('no-vault');
    expect(await again.call('vault.discover', {})).toEqual(first);
    expect(await again.call('patients.list', { offset: 0, limit: 10 })).toMatchObject({ total: 1 });
  });

  test('the demonstration is left for the own vault, open or locked; elsewhere nothing happens', async () => {
    const core = begin(template);
    await core.call('vault.discover', {});
    expect(await core.call('vault.leaveDemonstration', {})).toEqual({});
    expect(core.session.status()).toMatchObject({ phase: 'locked', isDemo: false, lockedSince: null });
    expect(await core.call('vault.unlock', { passphrase: PASSPHRASE })).toEqual({});
    expect(await core.call('vault.leaveDemonstration', {})).toEqual({});
    expect(core.session.phase).toBe('open');
  });

  test('without a vault of one’s own, leaving it leads to the first screen', async () => {
    const core = begin(null);
    await core.call('vault.discover', {});
    await core.call('vault.lock', {});
    await core.call('vault.leaveDemonstration', {});
    expect(core.session.status()).toMatchObject({ phase: 'no-vault', isDemo: false });
  });

  test('a demonstration killed while it was being filled is made anew', async () => {
    const core = begin(null);
    const killed = { ...core.core, fillDemonstration: () => Promise.reject(new Error('killed')) };
    expect(await createDoor(killed, handlers)('vault.discover', {})).toMatchObject({ ok: false });
    expect(core.session.phase).toBe('no-vault');
    await core.call('vault.discover', {});
    expect(await core.call('patients.list', { offset: 0, limit: 10 })).toMatchObject({ total: 1 });
  });
});

describe('the end', () => {
  const endings: readonly ((core: TestCore) => Promise<void>)[] = [
    (core) => core.session.quit(),
    (core) => core.session.onSystemEvent({ type: 'window-closing' }),
    (core) => core.session.onSystemEvent({ type: 'window-lost' }),
  ];
  test.each(endings)('waits for a derivation, which would abort the process (%#)', async (end) => {
    const core = begin(template);
    let isOver = false;
    const unlocking = core.call('vault.unlock', { passphrase: PASSPHRASE }).then((answer) => {
      isOver = true;
      return answer;
    });
    await end(core);
    expect(isOver).toBe(true);
    expect(core.hostCalls).toContain('quit');
    expect(await unlocking).toBe('vault-locked');
    expect(core.session.vault).toBeNull();
  });
});

test('the window is told when the access log begins to wait for a place, and when it no longer does', async () => {
  const core = await beginOpen();
  const { vault } = core.session;
  if (vault === null) throw new Error('locked');
  const pages = Number(vault.db.pragma('page_count', { simple: true }));
  vault.db.pragma(`max_page_count=${pages}`);
  for (let entry = 0; entry < 500 && !hasWaitingEntries(vault); entry++) logAccess(vault, { action: 'vault-opened' });
  core.events.length = 0;
  await core.session.tick();
  await core.session.tick();
  expect(core.events).toEqual([{ type: 'changed', areas: ['application'] }]);
  expect(core.session.status().isLogWaiting).toBe(true);
  vault.db.pragma('max_page_count=1000000');
  logAccess(vault, { action: 'vault-opened' });
  await core.session.tick();
  expect(core.events).toHaveLength(2);
  expect(core.session.status().isLogWaiting).toBe(false);
});

describe('accesses', () => {
  test('a new passphrase ends the former one and keeps the sheet', async () => {
    const core = await beginOpen();
    expect(await core.call('vault.changePassphrase', { current: 'autre', next: OTHER_PASSPHRASE })).toBe(
      'wrong-passphrase',
    );
    core.pass(MINUTE);
    expect(await core.call('vault.changePassphrase', { current: PASSPHRASE, next: 'faible' })).toBe(
      'passphrase-too-weak',
    );
    expect(await core.call('vault.changePassphrase', { current: PASSPHRASE, next: OTHER_PASSPHRASE })).toEqual({});
    await core.call('vault.lock', {});
    expect(await core.call('vault.unlock', { passphrase: PASSPHRASE })).toBe('wrong-passphrase');
    core.pass(MINUTE);
    expect(await core.call('vault.unlock', { passphrase: OTHER_PASSPHRASE })).toEqual({});
    await core.call('vault.lock', {});
    expect(await core.call('vault.unlockWithRecovery', { code: template.recoveryCode })).toEqual({});
  });

  test.each([false, true])('a new sheet ends the former one (new vault key: %s)', async (revoke) => {
    const core = await beginOpen();
    expect(await core.call('vault.confirmRecoverySheet', { typedGroups: [] })).toBe('nothing-prepared');
    const sheet = await core.call('vault.prepareRecoverySheet', { passphrase: PASSPHRASE, revoke });
    if (typeof sheet === 'string') throw new Error(sheet);
    expect(await core.call('vault.confirmRecoverySheet', { typedGroups: [{ index: 0, text: 'AAAA' }] })).toBe(
      'recovery-groups-wrong',
    );
    const typedGroups = sheet.asked.map((index) => ({ index, text: sheet.groups[index] ?? '' }));
    expect(await core.call('vault.confirmRecoverySheet', { typedGroups })).toEqual({});
    const vault = core.session.vault;
    if (vault === null) throw new Error('locked');
    expect(listAccess(vault, { patientId: null, by: null, before: null, limit: 1 }).entries[0]?.action).toBe(
      revoke ? 'vault-rekeyed' : 'recovery-sheet-renewed',
    );
    expect(await core.call('vault.check', {})).toMatchObject({ ok: true, accessLog: { intact: true } });
    await core.call('vault.lock', {});
    expect(await core.call('vault.unlockWithRecovery', { code: template.recoveryCode })).toBe('wrong-recovery-code');
    expect(await core.call('vault.unlock', { passphrase: PASSPHRASE })).toEqual({});
    await core.call('vault.lock', {});
    expect(await core.call('vault.unlockWithRecovery', { code: sheet.groups.join('') })).toEqual({});
    expect(core.faults).toEqual([]);
  });

  test('a change that the disk cut off, leaving no database to go on with, locks; it opens again, and the program ends', async () => {
    const core = await beginOpen();
    const cutOff = core.session.changeAccesses((opened) => {
      opened.db.close();
      refuse({ code: 'disk-full' });
    });
    await expect(cutOff).rejects.toMatchObject({ error: { code: 'disk-full' } });
    expect(core.session.phase).toBe('locked');
    expect(await core.call('vault.unlock', { passphrase: PASSPHRASE })).toEqual({});
    await core.session.onSystemEvent({ type: 'window-closing' });
    expect(core.hostCalls).toContain('quit');
  });

  test('a PIN needs the passphrase, and may be taken away', async () => {
    const core = await beginOpen();
    expect(await core.call('vault.setPin', { passphrase: 'autre', pin: PIN })).toBe('wrong-passphrase');
    core.pass(MINUTE);
    expect(await core.call('vault.setPin', { passphrase: PASSPHRASE, pin: '123456' })).toBe('pin-too-simple');
    expect(await core.call('vault.setPin', { passphrase: PASSPHRASE, pin: PIN })).toEqual({});
    expect(core.session.status().hasPin).toBe(true);
    expect(await core.call('vault.setPin', { passphrase: PASSPHRASE, pin: null })).toEqual({});
    expect(core.session.status().hasPin).toBe(false);
    expect(await core.call('vault.security', {})).toMatchObject({ hasPin: false, argon2: { memoryKib: 65_536 } });
  });

  test('the vault moves and is found there at the next start', async () => {
    const core = await beginOpen();
    await core.call('drafts.put', { key: 'patient', value: 'Lefeb' });
    // The cache of a host, which is made anew at the next push.
    mkdirSync(join(core.vaultFolder, 'host-index'));
    core.chosen.folder = join(core.dataFolder, 'coffre');
    expect(await core.call('vault.move', {})).toMatchObject({ folder: join(core.dataFolder, 'coffre', 'OsteoCoffre') });
    expect(await core.call('drafts.get', { key: 'patient' })).toEqual({ value: 'Lefeb' });
    expect(readdirSync(join(core.dataFolder, 'coffre'))).toEqual(['OsteoCoffre']);
    await core.call('vault.lock', {});
    const again = core.restart();
    running = again;
    expect(await again.call('vault.unlock', { passphrase: PASSPHRASE })).toEqual({});
    expect(await again.call('drafts.get', { key: 'patient' })).toEqual({ value: 'Lefeb' });
    expect(await again.call('accessLog.list', { patientId: null, by: null, before: null, limit: 20 })).toMatchObject({
      entries: expect.arrayContaining([expect.objectContaining({ action: 'vault-moved', by: 'Camille Martin' })]),
    });
  });

  test('a restore that was cut between its two renames is finished before the vault is looked for', async () => {
    const core = begin(template);
    const { vaultFolder } = core;
    // As a power cut leaves it: the former vault aside, the built one not yet in place, the journal there.
    cpSync(vaultFolder, `${vaultFolder}.avant-restauration-5`, { recursive: true });
    renameSync(vaultFolder, `${vaultFolder}.restauration-cut`);
    const journal = { format: 'osteocoffre-restore', version: 1, built: 'coffre.restauration-cut' };
    writeFileSync(
      `${vaultFolder}.restauration.json`,
      JSON.stringify({ ...journal, former: 'coffre.avant-restauration-5' }),
    );
    running = core.restart();
    expect(running.session.phase).toBe('locked');
    expect(await running.call('vault.unlock', { passphrase: PASSPHRASE })).toEqual({});
    expect(existsSync(`${vaultFolder}.restauration.json`)).toBe(false);
  });

  test('an existing vault is pointed at', async () => {
    const core = begin(null);
    core.chosen.folder = core.dataFolder;
    expect(await core.call('vault.chooseExisting', {})).toBe('no-vault');
    core.chosen.folder = template.folder;
    expect(await core.call('vault.chooseExisting', {})).toEqual({ folder: template.folder });
    expect(core.session.phase).toBe('locked');
    expect(core.restart().session.phase).toBe('locked');
  });

  test('a vault whose disk is unplugged is waited for, and nothing else takes its name', async () => {
    const core = begin(null);
    const place = join(core.dataFolder, 'disque', 'coffre');
    cpSync(template.folder, place, { recursive: true });
    core.chosen.folder = place;
    await core.call('vault.chooseExisting', {});
    renameSync(join(core.dataFolder, 'disque'), join(core.dataFolder, 'débranché'));
    running = core.restart();
    expect(running.session.status()).toMatchObject({ phase: 'no-vault', missingVaultFolder: place });
    expect(await running.call('vault.lookAgain', {})).toBe('no-vault');
    renameSync(join(core.dataFolder, 'débranché'), join(core.dataFolder, 'disque'));
    expect(await running.call('vault.lookAgain', {})).toEqual({});
    expect(running.session.status()).toMatchObject({ phase: 'locked', vaultFolder: place, missingVaultFolder: null });
  });

  test('a new vault made meanwhile lies in the usual place, and is the one that opens from then on', async () => {
    const core = begin(null);
    const gone = join(core.dataFolder, 'débranché', 'coffre');
    cpSync(template.folder, gone, { recursive: true });
    core.chosen.folder = gone;
    await core.call('vault.chooseExisting', {});
    rmSync(dirname(gone), { recursive: true });
    running = core.restart();
    const sheet = await running.call('vault.prepare', { passphrase: PASSPHRASE, practice });
    if (typeof sheet === 'string') throw new Error(sheet);
    await running.call('vault.create', { typedGroups: typedBack(sheet) });
    expect(running.session.status()).toMatchObject({ phase: 'open', vaultFolder: core.vaultFolder });
    expect(existsSync(dirname(gone))).toBe(false);
    await running.session.lock();
    running = core.restart();
    expect(running.session.status()).toMatchObject({ phase: 'locked', vaultFolder: core.vaultFolder });
  });

  test('the invented practice stays in its place', async () => {
    const core = begin(template);
    await core.call('vault.discover', {});
    core.chosen.folder = mkdtempSync(join(core.dataFolder, 'ailleurs-'));
    expect(await core.call('vault.move', {})).toBe('in-demonstration');
    await core.call('vault.leaveDemonstration', {});
    expect(core.session.status()).toMatchObject({ phase: 'locked', vaultFolder: core.vaultFolder });
  });
});
