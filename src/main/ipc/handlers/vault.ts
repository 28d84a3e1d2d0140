import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { recoverySheetDocument } from '../../printing/recoverySheet.ts';
import { COSTS_FLOOR } from '../../vault/argon2id.ts';
import { logAccess } from '../../vault/accessLog.ts';
import { assessPassphrase, proposePassphrase, requireStrongPassphrase } from '../../vault/passphraseStrength.ts';
import { refuse } from '../../vault/refusal.ts';
import { readPractice } from '../../vault/settings.ts';
import { storageRefusal } from '../../vault/storageFault.ts';
import { checkSteps, checkVault } from '../../vault/vaultCheck.ts';
import { closeVault, prepareVault, writeVault } from '../../vault/vaultFolder.ts';
import { vaultPlaceIn } from '../../vault/vaultPlace.ts';
import { readSecurity } from '../../vault/vaultSecurity.ts';
import type { Core } from '../core.ts';
import type { HandlersOf } from '../router.ts';

/** Protects nobody: the patients are invented, and the phrase is shown. */
const DEMONSTRATION_PASSPHRASE = 'visite du cabinet sans secret ni patient';

export const vaultHandlers: HandlersOf<'vault'> = {
  'vault.assessPassphrase': ({ passphrase, personalWords }) => assessPassphrase(passphrase, personalWords),
  'vault.proposePassphrase': () => ({ passphrase: proposePassphrase() }),

  'vault.prepare': async (input, { core }) => {
    const { practitionerName, practiceName, city } = input.practice;
    await requireStrongPassphrase(input.passphrase, [practitionerName, practiceName, city]);
    return core.session.prepare(input);
  },
  'vault.printRecoverySheet': async (_, { core }) => {
    await core.host.print(recoverySheetDocument(core.session.preparedSheet));
    return {};
  },
  'vault.saveRecoverySheet': ({ anywhere }, { core }) => saveRecoverySheet(core, anywhere),
  'vault.create': ({ typedGroups }, { core }) => core.session.create(typedGroups),
  'vault.discover': async (_, { core }) => {
    await core.session.discover(DEMONSTRATION_PASSPHRASE, (folder) => makeDemonstration(core, folder));
    return { passphrase: DEMONSTRATION_PASSPHRASE };
  },

  'vault.leaveDemonstration': async (_, { core }) => {
    await core.session.leaveDemonstration();
    return {};
  },

  'vault.unlock': async ({ passphrase }, { core }) => {
    await core.session.unlock(passphrase);
    return {};
  },
  'vault.unlockWithRecovery': async ({ code }, { core }) => {
    await core.session.unlockWithRecovery(code);
    return {};
  },
  'vault.lock': async (_, { core }) => {
    await core.session.lock();
    return {};
  },
  'vault.veil': async (_, { core }) => {
    await core.session.veil();
    return {};
  },
  'vault.unveil': async ({ pin }, { core }) => {
    await core.session.unveil(pin);
    return {};
  },
  'vault.touch': (_, { core }) => {
    core.session.touch();
    return {};
  },
  'vault.flushed': (_, { core }) => {
    core.session.flushed();
    return {};
  },

  'vault.setPin': async (input, { core }) => {
    await core.session.setPin(input);
    return {};
  },
  'vault.changePassphrase': async (input, { core, vault }) => {
    await requireStrongPassphrase(input.next, personalWords(vault));
    await core.session.changePassphrase(input);
    return {};
  },
  'vault.choosePassphrase': async ({ next }, { core, vault }) => {
    await requireStrongPassphrase(next, personalWords(vault));
    await core.session.choosePassphrase(next);
    return {};
  },
  'vault.prepareRecoverySheet': async (input, { core, vault }) => {
    const { next } = input;
    if (typeof next === 'string') await requireStrongPassphrase(next, personalWords(vault));
    return core.session.prepareRecoverySheet(input);
  },
  'vault.confirmRecoverySheet': async ({ typedGroups }, { core }) => {
    await core.session.confirmRecoverySheet(typedGroups);
    return {};
  },
  'vault.security': (_, { core }) => readSecurity(core.session.openedVault),

  'vault.move': async (_, { core }) => {
    const folder = vaultPlaceIn(await chooseFolder(core, 'Où mettre le coffre ?'));
    core.bringBacks.close();
    await core.session.move(folder);
    return { folder };
  },
  'vault.chooseExisting': async (_, { core }) => {
    const folder = await chooseFolder(core, 'Où est le coffre ?');
    core.session.chooseExisting(folder);
    return { folder };
  },
  'vault.lookAgain': (_, { core }) => {
    core.session.lookAgain();
    return {};
  },
  'vault.check': (_, { core, vault }) =>
    core.works.run({ step: 'check', total: checkSteps(vault), cancellable: true }, async (work) => {
      const result = await checkVault(vault, work);
      logAccess(vault, { action: 'vault-checked', facts: { ok: result.ok ? 1 : 0 } });
      return result;
    }),
};

function personalWords(vault: Parameters<typeof readPractice>[0]): string[] {
  const { practitionerName, practiceName, city } = readPractice(vault);
  return [practitionerName, practiceName, city];
}

async function chooseFolder(core: Core, title: string): Promise<string> {
  return (await core.host.chooseFolder({ title })) ?? refuse({ code: 'file-not-chosen' });
}

/** The second choice beside paper: on a disk that can be put away, or anywhere once the person was warned. */
async function saveRecoverySheet(core: Core, anywhere: boolean): Promise<{ fileName: string }> {
  const html = recoverySheetDocument(core.session.preparedSheet);
  const path = await core.host.chooseSavePath({
    title: 'Enregistrer la feuille de secours',
    suggestedName: 'feuille-de-secours.pdf',
    extension: 'pdf',
  });
  if (path === null) return refuse({ code: 'file-not-chosen' });
  if (!anywhere && !(await core.isOnRemovableDisk(path))) refuse({ code: 'place-not-removable' });
  const pdf = await core.host.printToPdf(html);
  try {
    writeFileSync(path, pdf, { mode: 0o600, flush: true });
  } catch (error) {
    const refusal = storageRefusal(error);
    if (refusal === null) throw error;
    refuse(refusal);
  }
  return { fileName: basename(path) };
}

async function makeDemonstration(core: Core, folder: string): Promise<void> {
  await core.works.run({ step: 'demonstration', total: 0, cancellable: false }, async (work) => {
    const practice = { practitionerName: 'Camille Martin', practiceName: 'Cabinet de démonstration', city: 'Annecy' };
    const details = { passphrase: DEMONSTRATION_PASSPHRASE, practice, costs: COSTS_FLOOR, isDemo: true };
    // It did not open, or is not there; nothing of anybody's is in it.
    const building = `${folder}.creation`;
    for (const place of [folder, building]) rmSync(place, { recursive: true, force: true });
    const opened = writeVault(await prepareVault(details, Date.now()), {
      folder: building,
      migrationsFolder: core.migrationsFolder,
    });
    try {
      await core.fillDemonstration(opened.vault, work);
    } finally {
      closeVault(opened);
    }
    // Under its name only once it is full: one that was killed while being filled is made anew.
    renameSync(building, folder);
  });
}
