import type { AccessAction } from '../../shared/contract/accessLog.ts';
import { logAccess } from './accessLog.ts';
import type { Argon2Costs } from './argon2id.ts';
import { dropFormerKeyFile, replaceKeyFile } from './keyFileStore.ts';
import {
  openWithPassphrase,
  preparePassphraseSlot,
  prepareRecoverySlot,
  sealKeyFile,
  wipe,
  wrapSlot,
  type PreparedSlot,
} from './keyring.ts';
import type { OpenedVault } from './openedVault.ts';
import { refuse } from './refusal.ts';
import { addLivingSlots, listLivingSlots, removeLivingSlots } from './slotList.ts';

/** True where this is the passphrase of the person who opened the vault; takes Argon2's time. */
export async function isOwnPassphrase(opened: OpenedVault, passphrase: string): Promise<boolean> {
  const found = await openWithPassphrase(opened.keyFile.keyFile, passphrase);
  if (found === null) return false;
  wipe(found.keys);
  return ownSlotIds(opened, 'passphrase').includes(found.slot.header.id);
}

/**
 * Gives the person who opened the vault another passphrase: routine, and it revokes nothing, since older copies of
 * the key file still hold the old slot. Whether it is strong enough is the caller's to check.
 */
export async function changePassphrase(opened: OpenedVault, next: string, costs: Argon2Costs): Promise<void> {
  const slot = await preparePassphraseSlot(next, costs, opened.vault.now());
  replaceOwnSlot(opened, slot, 'passphrase-changed');
}

/** Replaces the recovery sheet's slot, under the same vault key: the former sheet still opens older copies. */
export function renewRecoverySlot(opened: OpenedVault, code: Buffer): void {
  replaceOwnSlot(opened, prepareRecoverySlot(code, opened.vault.now()), 'recovery-sheet-renewed');
}

/** Costs of the slots that this PC was measured for: a change of passphrase keeps them. */
export function presentCosts(opened: OpenedVault): Argon2Costs {
  for (const { header } of opened.keyFile.keyFile.slots) {
    if (header.kind === 'passphrase')
      return { memoryKib: header.memoryKib, passes: header.passes, lanes: header.lanes };
  }
  return refuse({ code: 'key-file-damaged' });
}

/**
 * The new slot is on the living list before it is in the key file, and the old one leaves the list after it left the
 * file: at any moment a crash leaves a secret that opens the vault.
 */
function replaceOwnSlot(opened: OpenedVault, prepared: PreparedSlot, action: AccessAction): void {
  const { vault, files, keyFile, keys } = opened;
  const ended = ownSlotIds(opened, prepared.header.kind);
  const slot = wrapSlot(prepared, keys);
  const slots = [...keyFile.keyFile.slots.filter(({ header }) => !ended.includes(header.id)), slot];
  const next = sealKeyFile({ ...keyFile.keyFile, revision: keyFile.keyFile.revision + 1, slots }, keys);
  vault.db.transaction(() => addLivingSlots(vault.db, [slot], vault.practitioner.id))();
  replaceKeyFile(files, keyFile.text, next.text);
  opened.adoptKeyFile(next, keys, ended.includes(opened.slotId) ? slot.header.id : opened.slotId);
  vault.db.transaction(() => {
    removeLivingSlots(vault.db, ended);
    logAccess(vault, { action });
  })();
  dropFormerKeyFile(files);
}

function ownSlotIds({ vault }: OpenedVault, kind: 'passphrase' | 'recovery'): string[] {
  return listLivingSlots(vault.db)
    .filter((slot) => slot.kind === kind && slot.practitionerId === vault.practitioner.id)
    .map(({ id }) => id);
}
