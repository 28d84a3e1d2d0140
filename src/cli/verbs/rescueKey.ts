import { rescueKey as readRescueKey } from '../../main/vault/rescueKey.ts';
import type { Verb } from '../verb.ts';
import { withTitularVault } from '../withVault.ts';

/** Gives what stock SQLCipher 4 needs to open coffre.db without this program. Whoever has it reads everything. */
export const rescueKey: Verb = {
  name: 'rescue-key',
  operands: ['COFFRE'],
  summary: 'donne de quoi ouvrir coffre.db avec SQLCipher',
  run: async (invocation) =>
    withTitularVault(invocation, async ({ vault }) => {
      const { key, pragmas } = readRescueKey(vault);
      invocation.say('Qui détient cette clé lit tout le coffre. Ne la laissez nulle part.');
      return { json: { key, pragmas }, lines: pragmas.map((pragma) => `${pragma};`) };
    }),
};
