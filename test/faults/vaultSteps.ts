import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createPatient } from '../../src/main/records/patients.ts';
import { Refusal } from '../../src/main/vault/refusal.ts';
import { checkVault } from '../../src/main/vault/vaultCheck.ts';
import type { Vault } from '../../src/main/vault/vault.ts';
import { closeVault, createVault, openVault } from '../../src/main/vault/vaultFolder.ts';
import { COSTS_FLOOR } from '../../src/main/vault/argon2id.ts';
import type { BaseVault } from './baseVault.ts';
import { NEW_PATIENT, NEXT_PASSPHRASE, NOW, PASSPHRASE, PRACTICE, REMOVED_PATIENT, SAVED_TEXTS } from './facts.ts';
import { FAULT_PROGRAM } from './faultPrograms.ts';
import type { FaultyRun } from './faultInjection.ts';
import { scratchFolder } from './scratch.ts';
import { expectSound, withVault } from './soundVault.ts';
import { acknowledged, type Step } from './step.ts';

/** The day on the command line, in its order; each step starts from the same base vault. */
export function vaultSteps(base: BaseVault): Step[] {
  return [
    step(base, 'create', examineCreate, newFolderOf),
    step(base, 'session', examineSession),
    step(base, 'passphrase', examinePassphrase),
    step(base, 'rekey', examineRekey),
  ];
}

/** A copy of the base vault, for one run. */
interface Scene {
  readonly base: BaseVault;
  readonly folder: string;
}

type Examine = (scene: Scene, run: FaultyRun) => Promise<void>;

function step(base: BaseVault, name: string, examine: Examine, folderOf = (folder: string) => folder): Step {
  return {
    name,
    sampled: 2,
    begin: async () => {
      const parent = scratchFolder();
      const folder = join(parent, 'coffre');
      cpSync(base.folder, folder, { recursive: true });
      mkdirSync(join(parent, 'tmp'));
      return {
        command: { folder: parent, nodeArguments: [FAULT_PROGRAM.step, name, folderOf(folder), base.recoveryCode] },
        examine: (run) => examine({ base, folder }, run),
        remove: () => rmSync(parent, { recursive: true, force: true }),
      };
    },
  };
}

/** A vault is made beside the base one: afterwards it is whole, or a second try makes it. */
async function examineCreate(scene: Scene, run: FaultyRun): Promise<void> {
  const folder = newFolderOf(scene.folder);
  const [recoveryCode] = acknowledged(run);
  if (recoveryCode !== undefined) await withVault({ folder, recoveryCode, now }, expectSound);
  else if (existsSync(folder)) await withVault({ folder, passphrase: PASSPHRASE, now }, expectSound);
  else await createVault({ folder, passphrase: PASSPHRASE, practice: PRACTICE, costs: COSTS_FLOOR, now });
  // The neighbour is none the worse for it.
  await withVault({ folder: scene.folder, recoveryCode: scene.base.recoveryCode, now }, expectSound);
}

/** Every acknowledged write is there, and at most the one after the last acknowledged. */
async function examineSession(scene: Scene, run: FaultyRun): Promise<void> {
  await withVault({ folder: scene.folder, recoveryCode: scene.base.recoveryCode, now }, async (vault) => {
    const promised = acknowledged(run).filter((line) => line !== 'closed').length;
    const found = writesFound(vault);
    assert.ok(found >= promised, `${promised} writes were acknowledged, ${found} are there`);
    assert.ok(found <= promised + 1, `${found} writes are there, though only ${promised} were acknowledged`);
    await expectSound(vault);
    createPatient(vault, { familyName: 'Suite', givenName: 'La' });
  });
}

/** One of the two phrases opens; after the acknowledgement the new one and not the old one. The sheet always does. */
async function examinePassphrase({ folder, base }: Scene, run: FaultyRun): Promise<void> {
  const opens = await opensWith(folder, [PASSPHRASE, NEXT_PASSPHRASE]);
  assert.ok(opens.length > 0, 'no passphrase opens the vault');
  if (acknowledged(run).includes('changed')) assert.deepEqual(opens, [NEXT_PASSPHRASE]);
  await withVault({ folder, recoveryCode: base.recoveryCode, now }, expectSound);
}

/** The recovery sheet opens before, in between and after; so does one of the phrases. */
async function examineRekey({ folder, base }: Scene, run: FaultyRun): Promise<void> {
  await withVault({ folder, recoveryCode: base.recoveryCode, now }, async (vault) => {
    await expectSound(vault);
    const { patients, consultations } = await checkVault(vault);
    assert.deepEqual({ patients, consultations }, { patients: base.patients, consultations: base.consultations });
  });
  const opens = await opensWith(folder, [PASSPHRASE, NEXT_PASSPHRASE]);
  assert.equal(opens.length, 1, `${opens.length} of the two passphrases open the vault`);
  if (acknowledged(run).includes('rekeyed')) assert.deepEqual(opens, [NEXT_PASSPHRASE]);
}

const now = (): number => NOW;

function newFolderOf(folder: string): string {
  return join(dirname(folder), 'nouveau');
}

async function opensWith(folder: string, passphrases: readonly string[]): Promise<string[]> {
  const opening: string[] = [];
  for (const passphrase of passphrases) {
    try {
      closeVault(await openVault({ folder, passphrase, now }));
      opening.push(passphrase);
    } catch (error) {
      if (!(error instanceof Refusal) || !['wrong-passphrase', 'slot-expired'].includes(error.error.code)) throw error;
    }
  }
  return opening;
}

/** How many of the step's writes the vault holds, in their order: each is only there if the former ones are. */
function writesFound(vault: Vault): number {
  const patient = vault.db
    .prepare<[string], { id: string }>('SELECT id FROM visible_patient WHERE family_name = ?')
    .get(NEW_PATIENT.familyName);
  if (patient === undefined) return 0;
  const consultation = vault.db
    .prepare<[string], { motive: string; ended_at: number | null }>(
      'SELECT motive, ended_at FROM visible_consultation WHERE patient_id = ?',
    )
    .get(patient.id);
  if (consultation === undefined) return 1;
  const text = SAVED_TEXTS.indexOf(consultation.motive);
  assert.ok(text >= 0 || consultation.motive === '', 'the text is none of those that were saved');
  if (consultation.ended_at === null) return 2 + text + 1;
  assert.equal(text, SAVED_TEXTS.length - 1, 'finished without its last text');
  const removed = vault.db
    .prepare('SELECT 1 FROM visible_patient WHERE family_name = ?')
    .get(REMOVED_PATIENT.familyName);
  return 2 + SAVED_TEXTS.length + (removed === undefined ? 2 : 1);
}
