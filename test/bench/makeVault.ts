import { join } from 'node:path';
import { insertConsultation } from '../../src/main/records/consultations.ts';
import { fillPractice } from '../../src/main/records/inventedPractice/fillPractice.ts';
import { insertPatient } from '../../src/main/records/patients.ts';
import type { Vault } from '../../src/main/vault/vault.ts';
import { closeVault, createVault, openVault } from '../../src/main/vault/vaultFolder.ts';
import { LONG_FILE, LONG_FILES, PASSPHRASE, SESSIONS_OF_A_LONG_FILE } from './facts.ts';

// The vault that the window is measured on, made by a process of its own so that its memory is not measured too:
//   node makeVault.ts <data folder> <patients> <consultations>
const [dataFolder = '', patients = '', consultations = ''] = process.argv.slice(2);
const folder = join(dataFolder, 'coffre');
await createVault({ folder, passphrase: PASSPHRASE, practice: { practitionerName: 'Camille Martin' } });
const opened = await openVault({ folder, passphrase: PASSPHRASE });
await fillPractice(opened.vault, { patients: Number(patients), consultations: Number(consultations), seed: 20261124 });
addLongFiles(opened.vault);
closeVault(opened);

function addLongFiles(vault: Vault): void {
  vault.db.transaction(() => {
    for (let number = 1; number <= LONG_FILES; number += 1) {
      const patientId = insertPatient(vault, { familyName: `${LONG_FILE}${number}`, givenName: 'Claude' });
      for (let session = SESSIONS_OF_A_LONG_FILE; session > 0; session -= 1) {
        const startedAt = vault.now() - session * 20 * 86_400_000;
        insertConsultation(
          vault,
          patientId,
          {
            startedAt,
            motive: `Suivi ${session}`,
            history: 'Douleur apparue il y a trois jours en soulevant une charge. Irradiation à la fesse droite.',
            examination: 'Flexion lombaire limitée. Lasègue négatif des deux côtés. L4 en rotation droite.',
            treatment: 'Correction de L4. Énergie musculaire sur iliaque droit. Travail du psoas.',
          },
          { endedAt: startedAt + 2_700_000 },
        );
      }
    }
  })();
}
