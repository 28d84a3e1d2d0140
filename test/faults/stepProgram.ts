import { writeSync } from 'node:fs';
import { removePatient } from '../../src/main/records/bin.ts';
import { finishConsultation, saveConsultation, startConsultation } from '../../src/main/records/consultations.ts';
import { createPatient } from '../../src/main/records/patients.ts';
import { COSTS_FLOOR } from '../../src/main/vault/argon2id.ts';
import { preparePassphraseSlot, prepareRecoverySlot } from '../../src/main/vault/keyring.ts';
import type { OpenedVault } from '../../src/main/vault/openedVault.ts';
import { readRecoveryCode } from '../../src/main/vault/recoveryCode.ts';
import { Refusal } from '../../src/main/vault/refusal.ts';
import { rekeyVault } from '../../src/main/vault/rekey.ts';
import { changePassphrase } from '../../src/main/vault/slotChange.ts';
import { storageRefusal } from '../../src/main/vault/storageFault.ts';
import { closeVault, createVault, openVault } from '../../src/main/vault/vaultFolder.ts';
import { repairFrom } from './damage.ts';
import { NEW_PATIENT, NEXT_PASSPHRASE, NOW, PASSPHRASE, PRACTICE, REMOVED_PATIENT, SAVED_TEXTS } from './facts.ts';

// One step of the scripted day in a process of its own, which a fault may end at any call:
//   node stepProgram.js <step> <vault folder> <recovery code>, or for a repair the target and another one
// Each finished write is acknowledged by a line on standard output, as the window would show "enregistré".

type Step = (folder: string, more: string) => Promise<void>;

const now = (): number => NOW;

const steps: Readonly<Record<string, Step>> = {
  create: async (folder) => {
    const { recoveryCode } = await createVault({
      ...{ folder, passphrase: PASSPHRASE, practice: PRACTICE, costs: COSTS_FLOOR, now },
    });
    acknowledge(recoveryCode);
  },

  session: async (folder) => {
    const opened = await openVault({ folder, passphrase: PASSPHRASE, now });
    writeSession(opened);
    closeVault(opened);
    acknowledge('closed');
  },

  passphrase: async (folder) => {
    const opened = await openVault({ folder, passphrase: PASSPHRASE, now });
    await changePassphrase(opened, NEXT_PASSPHRASE, COSTS_FLOOR);
    acknowledge('changed');
    closeVault(opened);
  },

  rekey: async (folder, recoveryCode) => {
    const opened = await openVault({ folder, recoveryCode, now });
    const code = readRecoveryCode(recoveryCode);
    const slots = async () => [
      await preparePassphraseSlot(NEXT_PASSPHRASE, COSTS_FLOOR, NOW),
      prepareRecoverySlot(code, NOW),
    ];
    rekeyVault(opened, { between: await slots(), final: await slots() });
    acknowledge('rekeyed');
    closeVault(opened);
  },

  repair: async (target, otherTarget) => {
    await repairFrom(target, otherTarget);
    acknowledge('repaired');
  },
};

function writeSession({ vault }: OpenedVault): void {
  const { id: patientId } = createPatient(vault, NEW_PATIENT);
  acknowledge('patient');
  const consultation = startConsultation(vault, patientId);
  acknowledge('consultation');
  let { version } = consultation;
  for (const motive of SAVED_TEXTS) {
    version = saveConsultation(vault, consultation.id, version, { motive }).version;
    acknowledge('text');
  }
  finishConsultation(vault, consultation.id, version, { endedAt: NOW + 1, painAfter: 2 });
  acknowledge('finished');
  removePatient(vault, erroneousPatient(vault), 'créé par erreur');
  acknowledge('removed');
}

function erroneousPatient(vault: OpenedVault['vault']): string {
  const row = vault.db
    .prepare<[string], { id: string }>('SELECT id FROM visible_patient WHERE family_name = ?')
    .get(REMOVED_PATIENT.familyName);
  if (row === undefined) throw new Error('the base vault has no such patient');
  return row.id;
}

/** On the descriptor itself: a line that was written is out, whatever happens next. */
function acknowledge(what: string): void {
  writeSync(1, `${what}\n`);
}

/** A refusal that the person would be told; null for what nobody foresaw. */
function refusalCode(error: unknown): string | null {
  if (error instanceof Refusal) return error.error.code;
  return storageRefusal(error)?.code ?? null;
}

const [name = '', folder = '', more = ''] = process.argv.slice(2);
const step = steps[name];
if (step === undefined) throw new Error(`no step ${name}`);
try {
  await step(folder, more);
} catch (error) {
  const code = refusalCode(error);
  if (code === null) throw error;
  writeSync(2, `refused: ${code}\n`);
  process.exitCode = 1;
}
