import { requireStrongPassphrase } from '../../main/vault/passphraseStrength.ts';
import { readPractice } from '../../main/vault/settings.ts';
import { changePassphrase, presentCosts } from '../../main/vault/slotChange.ts';
import type { Verb } from '../verb.ts';
import { requireNoCopy, withVault } from '../withVault.ts';

/** Changes the passphrase. Older copies of the vault still open with the former one. */
export const passphrase: Verb = {
  name: 'passphrase',
  operands: ['COFFRE'],
  summary: 'change la phrase de passe',
  run: async (invocation) =>
    withVault(invocation, async (opened) => {
      requireNoCopy(opened);
      const next = await invocation.secrets.readNew('new-passphrase-file', 'Nouvelle phrase de passe');
      const { practitionerName, practiceName, city } = readPractice(opened.vault);
      await requireStrongPassphrase(next, [practitionerName, practiceName, city]);
      await changePassphrase(opened, next, presentCosts(opened));
      return { json: { ok: true }, lines: ['La phrase de passe est changée.'] };
    }),
};
