import { buildBackupBase } from './backupBase.ts';
import { backupSteps } from './backupSteps.ts';
import { buildBaseVault } from './baseVault.ts';
import type { Step } from './step.ts';
import { vaultSteps } from './vaultSteps.ts';
import { windowSteps } from './windowSteps.ts';

/** Every step, with the vaults that they start from. */
export async function prepareSteps(): Promise<{ readonly steps: readonly Step[]; readonly remove: () => void }> {
  const vaultBase = await buildBaseVault();
  const backupBase = await buildBackupBase();
  return {
    steps: [...backupSteps(backupBase), ...windowSteps(backupBase), ...vaultSteps(vaultBase)],
    remove: () => {
      backupBase.remove();
      vaultBase.remove();
    },
  };
}
