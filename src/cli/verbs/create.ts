import { resolve } from 'node:path';
import { finishSwap } from '../../main/snapshots/restoreJournal.ts';
import { COSTS_FLOOR } from '../../main/vault/argon2id.ts';
import { requireStrongPassphrase } from '../../main/vault/passphraseStrength.ts';
import { createVault } from '../../main/vault/vaultFolder.ts';
import { operand, optionIsSet, type Verb } from '../verb.ts';

/** Creates a vault. The recovery key is told once: whoever runs this must keep it. */
export const create: Verb = {
  name: 'create',
  operands: ['COFFRE'],
  // For tests alone: the cheapest derivation that is accepted, instead of one measured for this PC.
  options: { 'argon2-floor': { type: 'boolean' } },
  summary: 'crée un coffre et donne sa clé de secours',
  run: async (invocation) => {
    const passphrase = await invocation.secrets.readNew('passphrase-file', 'Phrase de passe du nouveau coffre');
    await requireStrongPassphrase(passphrase, []);
    const folder = resolve(operand(invocation, 0));
    // A vault that a restore was about to put there is there.
    finishSwap(folder);
    const { vaultId, recoveryCode } = await createVault({
      folder,
      passphrase,
      practice: {},
      ...(optionIsSet(invocation, 'argon2-floor') ? { costs: COSTS_FLOOR } : {}),
    });
    return {
      json: { vaultId, recoveryKey: recoveryCode },
      lines: [
        `Coffre créé\u00a0: ${vaultId}`,
        `Clé de secours\u00a0: ${recoveryCode}`,
        'Recopiez-la sur papier, à l’abri\u00a0: elle ouvre le coffre sans la phrase de passe.',
      ],
    };
  },
};
