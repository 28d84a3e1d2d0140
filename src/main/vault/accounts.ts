import type { Account, AccountRole } from '../../shared/contract/practitioners.ts';
import { addDays } from '../../shared/domain/civilDate.ts';
import { instantOf, legalDay } from '../../shared/domain/legalDay.ts';
import { logAccess } from './accessLog.ts';
import { newId } from './identifier.ts';
import { dropFormerKeyFile, replaceKeyFile } from './keyFileStore.ts';
import { preparePassphraseSlot, sealKeyFile, wrapSlot, type PreparedSlot, type Slot } from './keyring.ts';
import type { OpenedVault } from './openedVault.ts';
import { refuse } from './refusal.ts';
import { readPractice } from './settings.ts';
import { presentCosts } from './slotChange.ts';
import { addLivingSlots, listLivingSlots, removeLivingSlots } from './slotList.ts';
import type { Vault } from './vault.ts';

/** What the titular gives with an account. */
export interface AccountTerms {
  readonly role: AccountRole;
  readonly mayWrite: boolean;
  readonly mayExport: boolean;
  /** Last day on which it opens the vault, in the practice's time zone; null for no end. */
  readonly lastDay: string | null;
}

/** Colleagues with an account in this vault, by name; also those whose access has ended. */
export function listAccounts(vault: Vault): Account[] {
  const { timeZone } = readPractice(vault);
  return vault.db
    .prepare<[], StoredAccount>(`${SELECT_ACCOUNT} ORDER BY name`)
    .all()
    .map((stored) => toAccount(stored, timeZone, vault.now()));
}

/**
 * Gives a colleague a slot of their own, with this passphrase; takes Argon2's time. Whether it is strong enough is the
 * caller's to check. Refuses `account-name-taken`, `too-many-slots`.
 */
export async function createAccount(
  opened: OpenedVault,
  { name, passphrase, ...terms }: AccountTerms & { readonly name: string; readonly passphrase: string },
): Promise<Account> {
  const { vault } = opened;
  requireFreeName(vault, name);
  const id = newId();
  const slot = await preparePassphraseSlot(passphrase, presentCosts(opened), vault.now());
  vault.db.transaction(() => {
    requireFreeName(vault, name);
    vault.db
      .prepare(
        `INSERT INTO practitioner (id, name, role, created_at, expires_at, may_write, may_export)
         VALUES (?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(id, name, terms.role, vault.now(), expiryOf(vault, terms), Number(terms.mayWrite), Number(terms.mayExport));
    logAccess(vault, { action: 'account-created', objectId: id, facts: { name } });
  })();
  giveSlot(opened, id, slot);
  return readAccount(vault, id);
}

/** Changes what an account may do and until when. Refuses `not-found`. */
export function changeAccount(vault: Vault, accountId: string, terms: AccountTerms): Account {
  vault.db.transaction(() => {
    readAccount(vault, accountId);
    vault.db
      .prepare('UPDATE practitioner SET role = ?, expires_at = ?, may_write = ?, may_export = ? WHERE id = ?')
      .run(terms.role, expiryOf(vault, terms), Number(terms.mayWrite), Number(terms.mayExport), accountId);
    logAccess(vault, { action: 'account-changed', objectId: accountId });
  })();
  return readAccount(vault, accountId);
}

/** A new slot in the place of the former one, if any; takes Argon2's time. Refuses `not-found`. */
export async function renewAccount(opened: OpenedVault, accountId: string, passphrase: string): Promise<Account> {
  const { vault } = opened;
  readAccount(vault, accountId);
  const slot = await preparePassphraseSlot(passphrase, presentCosts(opened), vault.now());
  giveSlot(opened, accountId, slot);
  vault.db.transaction(() => {
    logAccess(vault, { action: 'account-changed', objectId: accountId });
  })();
  return readAccount(vault, accountId);
}

/** Takes an account's slot away. Copies made before still hold it (design.md, Vault). Refuses `not-found`. */
export function endAccount(opened: OpenedVault, accountId: string): void {
  const { vault } = opened;
  readAccount(vault, accountId);
  // Off the living list first: from then on the slot opens nothing, whatever a crash leaves in the file.
  const ended = slotIdsOf(vault, accountId);
  vault.db.transaction(() => {
    removeLivingSlots(vault.db, ended);
    logAccess(vault, { action: 'account-ended', objectId: accountId });
  })();
  writeSlots(opened, (slots) => slots.filter(({ header }) => !ended.includes(header.id)));
}

/** The new slot is living before it is in the file, and the former one leaves the list after it left the file. */
function giveSlot(opened: OpenedVault, accountId: string, prepared: PreparedSlot): void {
  const { vault, keys } = opened;
  const former = slotIdsOf(vault, accountId);
  const slot = wrapSlot(prepared, keys);
  vault.db.transaction(() => addLivingSlots(vault.db, [slot], accountId))();
  writeSlots(opened, (slots) => [...slots.filter(({ header }) => !former.includes(header.id)), slot]);
  vault.db.transaction(() => removeLivingSlots(vault.db, former))();
}

function writeSlots(opened: OpenedVault, change: (slots: readonly Slot[]) => readonly Slot[]): void {
  const { files, keyFile, keys } = opened;
  const { revision, slots } = keyFile.keyFile;
  const next = sealKeyFile({ ...keyFile.keyFile, revision: revision + 1, slots: change(slots) }, keys);
  replaceKeyFile(files, keyFile.text, next.text);
  opened.adoptKeyFile(next, keys, opened.slotId);
  dropFormerKeyFile(files);
}

function slotIdsOf(vault: Vault, accountId: string): string[] {
  return listLivingSlots(vault.db)
    .filter(({ practitionerId }) => practitionerId === accountId)
    .map(({ id }) => id);
}

function requireFreeName(vault: Vault, name: string): void {
  const known = vault.db.prepare('SELECT 1 FROM practitioner WHERE lower(name) = lower(?)').get(name);
  if (known !== undefined) refuse({ code: 'account-name-taken' });
}

/** The last day is a whole one: the account ends as the next begins. */
function expiryOf(vault: Vault, { lastDay }: AccountTerms): number | null {
  return lastDay === null ? null : instantOf(addDays(lastDay, 1), '00:00', readPractice(vault).timeZone);
}

function readAccount(vault: Vault, accountId: string): Account {
  const stored = vault.db.prepare<[string], StoredAccount>(`${SELECT_ACCOUNT} AND id = ?`).get(accountId);
  if (stored === undefined) return refuse({ code: 'not-found', what: 'account' });
  return toAccount(stored, readPractice(vault).timeZone, vault.now());
}

interface StoredAccount {
  readonly id: string;
  readonly name: string;
  readonly role: AccountRole;
  readonly mayWrite: number;
  readonly mayExport: number;
  readonly createdAt: number;
  readonly expiresAt: number | null;
  readonly slots: number;
}

const SELECT_ACCOUNT = `SELECT id, name, role, may_write AS mayWrite, may_export AS mayExport, created_at AS createdAt,
    expires_at AS expiresAt, (SELECT count(*) FROM slot WHERE practitioner_id = practitioner.id) AS slots
  FROM practitioner WHERE role <> 'titular'`;

function toAccount({ expiresAt, slots, ...stored }: StoredAccount, timeZone: string, now: number): Account {
  return {
    ...stored,
    mayWrite: stored.mayWrite === 1,
    mayExport: stored.mayExport === 1,
    lastDay: expiresAt === null ? null : legalDay(expiresAt - 1, timeZone),
    isOpen: slots > 0 && (expiresAt === null || expiresAt > now),
  };
}
