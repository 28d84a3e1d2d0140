import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, jest, test } from '@jest/globals';
import { NODE_PROGRAM } from '../../src/main/nodeProgram.ts';
import type { Input } from '../../src/shared/contract/index.ts';
import type { LostKey } from '../../src/shared/contract/lostKeys.ts';
import { lostKeyReasoning } from '../../src/shared/french/lostKeyReasoning.ts';
import { lostKeyDocument } from '../../src/main/printing/lostKeyDocument.ts';
import { readPractice } from '../../src/main/vault/settings.ts';
import { ask, practiceCores } from '../fixtures/practiceCores.ts';
import { PASSPHRASE } from '../fixtures/templateVault.ts';
import { type TestCore } from '../fixtures/testCore.ts';

const NEW_PASSPHRASE = 'tuile orchestre mangue falaise roseau citerne lampe';

// Copies are cut in a process of their own, which takes its time on a machine that does other things.
jest.setTimeout(180_000);

const cores = practiceCores();

/** A vault with one patient and two keys, both up to date. */
async function twoKeys() {
  const core = cores.start();
  await ask(core, 'vault.unlock', { passphrase: PASSPHRASE });
  await ask(core, 'patients.create', { fields: { familyName: 'Lefebvre', givenName: 'Marie' } });
  const keys: Record<string, string> = {};
  for (const label of ['CLÉ BLEUE', 'CLÉ VERTE']) {
    const key = mkdtempSync(join(cores.scratch, 'clé-'));
    core.chosen.folder = key;
    await ask(core, 'snapshots.choosePlace', {});
    await ask(core, 'snapshots.add', { label });
    keys[label] = key;
  }
  core.pass(60_000);
  return { core, blue: keys['CLÉ BLEUE'] ?? '', green: keys['CLÉ VERTE'] ?? '' };
}

async function repositoryOf(core: TestCore, label: string): Promise<string> {
  const { targets } = await ask(core, 'snapshots.targets', {});
  return targets.find((target) => target.label === label)?.repository ?? '';
}

const ALONE = { lastSeenOn: '2026-11-23', lastSeenWhere: 'au cabinet', withIt: 'nothing', hasOtherCopy: true } as const;

async function reportBlue(core: TestCore, answers: Partial<Input<'lostKeys.report'>> = {}): Promise<LostKey> {
  return ask(core, 'lostKeys.report', { repository: await repositoryOf(core, 'CLÉ BLEUE'), ...ALONE, ...answers });
}

/** The sheet is made, typed back, and the vault is encrypted anew. */
async function rekey(core: TestCore, next: string | null): Promise<void> {
  const sheet = await ask(core, 'vault.prepareRecoverySheet', { passphrase: PASSPHRASE, revoke: true, next });
  const typedGroups = sheet.asked.map((index) => ({ index, text: sheet.groups[index] ?? '' }));
  await ask(core, 'vault.confirmRecoverySheet', { typedGroups });
}

describe('a lost key', () => {
  test('is not awaited any more, enters the log, and is a target again once it is found', async () => {
    const { core } = await twoKeys();
    const lost = await reportBlue(core);
    expect(lost).toMatchObject({
      label: 'CLÉ BLEUE',
      reportedBy: 'Camille Martin',
      patients: 1,
      madeWorthlessAt: null,
    });
    expect(lost.lastCopyAt).not.toBeNull();
    await ask(core, 'patients.create', { fields: { familyName: 'Girard', givenName: 'Anne' } });
    expect((await ask(core, 'snapshots.targets', {})).targets.map(({ label }) => label)).toEqual(['CLÉ VERTE']);
    expect(await ask(core, 'snapshots.create', { repository: null, adopt: false })).toEqual({ labels: ['CLÉ VERTE'] });
    expect(await core.call('lostKeys.report', { repository: lost.repository, ...ALONE })).toBe('not-found');
    const log = await ask(core, 'accessLog.list', { patientId: null, by: null, before: null, limit: 20 });
    expect(log.entries.map(({ action }) => action)).toContain('target-lost');
    await ask(core, 'lostKeys.print', { lostKeyId: lost.id });
    expect(core.hostCalls).toContain('print');

    await ask(core, 'lostKeys.found', { lostKeyId: lost.id });
    expect((await ask(core, 'lostKeys.list', {})).keys[0]?.foundAt).not.toBeNull();
    expect(await ask(core, 'snapshots.create', { repository: lost.repository, adopt: false })).toEqual({
      labels: ['CLÉ BLEUE'],
    });
    expect(core.faults).toEqual([]);
  });

  test('its reasoning says which article, and until when', async () => {
    const { core } = await twoKeys();
    const lost = await reportBlue(core);
    const alone = lostKeyReasoning(lost, 'Europe/Paris');
    expect(alone).toMatchObject({ isUrgent: false });
    expect(alone.steps.map(({ title }) => title)).toEqual([
      'Les faits',
      'Confidentialité',
      'Disponibilité',
      'Article 33(1) du RGPD',
      'Article 34(3)(a) du RGPD',
      'Article 33(5) du RGPD',
    ]);
    // Reported on 24 November at 10:01 in Paris.
    const open = lostKeyReasoning({ ...lost, withIt: 'passphrase', hasOtherCopy: false }, 'Europe/Paris');
    expect(open.isUrgent).toBe(true);
    expect(open.conclusion).toContain('vendredi 27 novembre 2026 à 10:01');
    expect(open.steps.find(({ title }) => title === 'Disponibilité')?.text).toContain('aucune autre copie');
    const { vault } = core.core.session;
    if (vault === null) throw new Error('locked');
    expect(lostKeyDocument(readPractice(vault), lost, vault.now())).toContain('n’est pas notifiée à la CNIL');
  });
});

describe('a key that is worth nothing any more', () => {
  test('what was copied before opens with the former phrase alone; what is written afterwards, with the new one', async () => {
    const { core, blue, green } = await twoKeys();
    await reportBlue(core, { withIt: 'passphrase' });
    expect(await core.call('vault.prepareRecoverySheet', { passphrase: PASSPHRASE, revoke: true, next: 'court' })).toBe(
      'passphrase-too-weak',
    );
    await rekey(core, NEW_PASSPHRASE);
    expect((await ask(core, 'lostKeys.list', {})).keys[0]?.madeWorthlessAt).not.toBeNull();
    await ask(core, 'patients.create', { fields: { familyName: 'Girard', givenName: 'Anne' } });
    core.pass(60_000);
    expect(await ask(core, 'snapshots.create', { repository: null, adopt: false })).toEqual({ labels: ['CLÉ VERTE'] });

    // Both generations are among the moments, and the former one is still looked into.
    const { moments } = await ask(core, 'snapshots.list', { asksHost: false });
    expect(moments.map(({ patients }) => patients)).toEqual([2, 1]);
    const [, before] = moments;
    const repository = before?.targets[0]?.repository ?? '';
    expect(await ask(core, 'bringBack.open', { repository, snapshotId: before?.snapshotId ?? '' })).toMatchObject({
      patients: 1,
    });
    await ask(core, 'bringBack.close', {});

    await ask(core, 'vault.lock', {});
    expect(await core.call('vault.unlock', { passphrase: PASSPHRASE })).toBe('wrong-passphrase');
    core.pass(60_000);
    await ask(core, 'vault.unlock', { passphrase: NEW_PASSPHRASE });
    expect(core.faults).toEqual([]);

    // Whoever found the blue key and knows the phrase reads what was there, as the screen says; the green one is closed.
    expect(await openedBy(blue, PASSPHRASE)).toEqual([1]);
    expect(await openedBy(green, PASSPHRASE)).toEqual([1]);
    expect(await openedBy(blue, NEW_PASSPHRASE)).toBe('wrong-passphrase');
    expect(await openedBy(green, NEW_PASSPHRASE)).toEqual([2, 1]);

    // From the vault itself: the later ones are closed to the former phrase, and not gone.
    core.chosen.folder = green;
    await ask(core, 'snapshots.chooseSource', {});
    const secret = { kind: 'passphrase', text: PASSPHRASE } as const;
    expect((await ask(core, 'snapshots.openSource', { secret })).findings).toEqual(['newer-closed']);
  });

  test('the command line goes on as well, with a new generation', async () => {
    const { core, green } = await twoKeys();
    await rekey(core, null);
    await ask(core, 'vault.lock', {});
    const phrase = join(cores.scratch, 'phrase.txt');
    writeFileSync(phrase, PASSPHRASE);
    const run = (...args: string[]) =>
      JSON.parse(
        execFileSync(process.execPath, [NODE_PROGRAM.commandLine, ...args, '--json', '--passphrase-file', phrase], {
          encoding: 'utf8',
          env: { ...process.env, NODE_OPTIONS: '' },
        }),
      ) as Record<string, unknown>;
    expect(run('snapshot', 'create', core.vaultFolder, green)).toHaveProperty('snapshotId');
    expect(run('snapshot', 'verify', green, '--full')).toMatchObject({ ok: true, damaged: [] });
    expect(run('snapshot', 'list', green)).toMatchObject({ snapshots: [{ sequence: 2 }, { sequence: 3 }] });
  });
});

/** How many patients each snapshot of a key holds, newest first, for whoever has the phrase; or why none. */
async function openedBy(key: string, phrase: string): Promise<(number | null)[] | string> {
  const elsewhere = cores.start(false);
  elsewhere.chosen.folder = key;
  await ask(elsewhere, 'snapshots.chooseSource', {});
  const opened = await elsewhere.call('snapshots.openSource', { secret: { kind: 'passphrase', text: phrase } });
  return typeof opened === 'string' ? opened : opened.snapshots.map(({ patients }) => patients);
}
