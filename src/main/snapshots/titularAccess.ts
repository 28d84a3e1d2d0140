import type Database from 'better-sqlite3-multiple-ciphers';
import { parseKeyFile, type Slot } from '../vault/keyring.ts';
import { Refusal, refuse } from '../vault/refusal.ts';
import type { ReadManifest } from './format/manifest.ts';
import { inScratchCopy } from './scratchCopy.ts';
import type { Target } from './target/target.ts';
import type { UnlockedRepository } from './unlockRepository.ts';

/*
 * A colleague's slot opens the same vault key as the titular's, and a key file does not say whose a slot is: only the
 * database that it belongs to does. Where there is a choice, that database is rebuilt and asked.
 */

/** Snapshots that are rebuilt for it, newest first, where the newest are damaged. */
const TRIES = 3;

/**
 * Lets nobody but a titular go on with an opened repository: what a copy holds and counts, and a moment before a patient
 * objected, are not for a colleague. Refuses `titular-only`, and what a restore for trial refuses.
 */
export async function requireTitular(target: Target, unlocked: UnlockedRepository): Promise<void> {
  if (!(await isTitular(target, unlocked))) refuse({ code: 'titular-only' });
}

/** Whether the secret that opened the repository is a titular's. Refuses as a restore for trial does. */
export async function isTitular(target: Target, unlocked: UnlockedRepository): Promise<boolean> {
  const slots = await titularSlotsOf(target, unlocked, unlocked.keyFileText);
  return slots.some(({ header }) => header.id === unlocked.slotId);
}

/**
 * The titular's own slots of a key file that lies in the repository. The recovery sheet's always is, and so is a
 * passphrase's that is the only one: every vault has one of the titular. Refuses as a restore for trial does.
 */
export async function titularSlotsOf(
  target: Target,
  unlocked: UnlockedRepository,
  keyFileText: string,
): Promise<readonly Slot[]> {
  const { slots } = parseKeyFile(Buffer.from(keyFileText, 'utf8'));
  if (slots.filter(({ header }) => header.kind === 'passphrase').length <= 1) return slots;
  const known = await readTitularSlots(target, unlocked, carriersOf(unlocked, keyFileText));
  return slots.filter(({ header }) => header.kind === 'recovery' || known.has(header.id));
}

/** The snapshots whose database may know the slots: those that carry the key file, else any that is proven. */
function carriersOf({ judged }: UnlockedRepository, keyFileText: string): readonly ReadManifest[] {
  const newestFirst = judged.verified.toReversed();
  const carrying = newestFirst.filter(({ manifest }) => manifest.keyFile === keyFileText);
  return carrying.length > 0 ? carrying : newestFirst;
}

async function readTitularSlots(
  target: Target,
  unlocked: UnlockedRepository,
  carriers: readonly ReadManifest[],
): Promise<ReadonlySet<string>> {
  let damage = new Refusal({ code: 'snapshot-not-proven' });
  for (const carrier of carriers.slice(0, TRIES)) {
    try {
      return await inScratchCopy(target, unlocked, carrier, {}, listTitularSlots);
    } catch (error) {
      if (!(error instanceof Refusal) || !['snapshot-damaged', 'database-damaged'].includes(error.error.code))
        throw error;
      damage = error;
    }
  }
  throw damage;
}

function listTitularSlots(db: Database.Database): ReadonlySet<string> {
  const rows = db
    .prepare<[], { id: string }>(
      "SELECT slot.id FROM slot JOIN practitioner ON practitioner.id = practitioner_id WHERE role = 'titular'",
    )
    .all();
  return new Set(rows.map(({ id }) => id));
}
