import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { insertConsultation } from '../../src/main/records/consultations.ts';
import { createPatient, insertPatient } from '../../src/main/records/patients.ts';
import { COSTS_FLOOR } from '../../src/main/vault/argon2id.ts';
import type { Vault } from '../../src/main/vault/vault.ts';
import { closeVault, createVault, openVault } from '../../src/main/vault/vaultFolder.ts';
import { NOW, PASSPHRASE, PRACTICE, REMOVED_PATIENT } from './facts.ts';
import { scratchFolder } from './scratch.ts';

export interface BaseVault {
  readonly folder: string;
  readonly recoveryCode: string;
  readonly patients: number;
  readonly consultations: number;
  remove(): void;
}

const PATIENTS = 250;
const CONSULTATIONS_EACH = 6;

/** A vault of about 2 MB with Argon2 at its floor: copied for every fault, so that each meets the same bytes. */
export async function buildBaseVault(): Promise<BaseVault> {
  const parent = scratchFolder();
  const folder = join(parent, 'coffre');
  const now = (): number => NOW;
  const { recoveryCode } = await createVault({
    ...{ folder, passphrase: PASSPHRASE, practice: PRACTICE, costs: COSTS_FLOOR, now },
  });
  const opened = await openVault({ folder, recoveryCode, now });
  fill(opened.vault);
  closeVault(opened);
  return {
    folder,
    recoveryCode,
    patients: PATIENTS + 1,
    consultations: PATIENTS * CONSULTATIONS_EACH,
    remove: () => rmSync(parent, { recursive: true, force: true }),
  };
}

function fill(vault: Vault): void {
  vault.db.transaction(() => {
    createPatient(vault, REMOVED_PATIENT);
    for (let patient = 0; patient < PATIENTS; patient += 1) {
      const id = insertPatient(vault, { familyName: `Durand${patient}`, givenName: 'Claude' });
      for (let visit = CONSULTATIONS_EACH; visit > 0; visit -= 1) {
        const examination = `Visite ${visit} du patient ${patient}. ${'Mobilité réduite à droite, libre à gauche. '.repeat(12)}`;
        const startedAt = NOW - visit * 30 * 86_400_000;
        insertConsultation(vault, id, { startedAt, motive: 'Suivi', examination }, { endedAt: startedAt + 2_700_000 });
      }
    }
  })();
}
