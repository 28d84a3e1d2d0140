import { resolve } from 'node:path';
import { finishSwap } from '../main/snapshots/restoreJournal.ts';
import type { OpenedVault } from '../main/vault/openedVault.ts';
import { refuse } from '../main/vault/refusal.ts';
import { isReadingCopy } from '../main/vault/readingCopy.ts';
import { closeVault, openVault } from '../main/vault/vaultFolder.ts';
import { operand, type Invocation } from './verb.ts';

/**
 * Opens the vault named by the first operand (its lock included), with the passphrase or the recovery key, and closes
 * it whatever comes.
 */
export async function withVault<Result>(
  invocation: Invocation,
  work: (opened: OpenedVault) => Promise<Result>,
): Promise<Result> {
  const { secrets } = invocation;
  // As given on the command line it may end with a slash, or be « . »: its siblings are looked for by name.
  const folder = resolve(operand(invocation, 0));
  finishSwap(folder);
  const opened = secrets.has('recovery-key-file')
    ? await openVault({ folder, recoveryCode: (await secrets.read('recovery-key-file', 'Clé de secours')).trim() })
    : await openVault({ folder, passphrase: await secrets.read('passphrase-file', 'Phrase de passe') });
  try {
    return await work(opened);
  } finally {
    closeVault(opened);
  }
}

/** The same for what belongs to the titular, as the contract has it for the window. Refuses `titular-only`. */
export async function withTitularVault<Result>(
  invocation: Invocation,
  work: (opened: OpenedVault) => Promise<Result>,
): Promise<Result> {
  return withVault(invocation, async (opened) => {
    if (opened.practitioner.role !== 'titular') refuse({ code: 'titular-only' });
    return work(opened);
  });
}

/** Refuses `copy-read-only` where this PC only consults a copy of the practice's vault. */
export function requireNoCopy({ db }: OpenedVault): void {
  if (isReadingCopy(db)) refuse({ code: 'copy-read-only' });
}
