import { z } from 'zod';
import { logAccess } from './accessLog.ts';
import { COSTS_FLOOR, hashArgon2id, matchesArgon2id } from './argon2id.ts';
import { writingOwn } from './readingCopy.ts';
import { refuse } from './refusal.ts';
import type { Vault } from './vault.ts';

/** Six digits or more; above twelve nobody would type it twenty times a day. */
const PIN_FORM = /^\d{6,12}$/;

/** The head of published counts of chosen codes that no rule below catches. */
const COMMON_PINS = new Set([
  '112358',
  '123654',
  '147258',
  '147369',
  '147852',
  '159357',
  '159753',
  '258456',
  '258852',
  '314159',
  '321654',
  '357159',
  '369258',
  '420420',
  '456852',
  '741852',
  '753159',
  '789456',
  '852456',
  '951753',
  '963852',
  '987456',
  '14725836',
  '14789632',
  '31415926',
  '78945612',
  '147258369',
  '159357456',
  '741852963',
  '789456123',
  '963852741',
]);

/** Refuses `pin-too-simple`: not six to twelve digits, common, regular, or a date that could be a birth date. */
export function requireGoodPin(pin: string): void {
  if (!PIN_FORM.test(pin) || COMMON_PINS.has(pin) || isRegular(pin) || isDateShaped(pin))
    refuse({ code: 'pin-too-simple' });
}

/** One digit, a run up or down, a short part repeated, or every digit doubled. */
function isRegular(pin: string): boolean {
  const digits = Array.from(pin, Number);
  const steps = digits.slice(1).map((digit, index) => (digit - (digits[index] ?? 0) + 10) % 10);
  const isRun = steps.every((step) => step === steps[0]);
  const repeats = [1, 2, 3, 4, 6].some(
    (length) =>
      pin.length % length === 0 && pin.length > length && pin === pin.slice(0, length).repeat(pin.length / length),
  );
  const doubled = /^(?:(\d)\1)+$/.test(pin) || /^(?:(\d)\1\1)+$/.test(pin);
  const palindrome = pin === Array.from(pin).reverse().join('');
  return isRun || repeats || doubled || palindrome;
}

/** Day, month and year in the orders that people choose, with two or four digits of the year. */
function isDateShaped(pin: string): boolean {
  const orders = [
    /^(?<day>\d\d)(?<month>\d\d)(?:\d\d|(?:19|20)\d\d)$/,
    /^(?:\d\d|(?:19|20)\d\d)(?<month>\d\d)(?<day>\d\d)$/,
    /^(?<month>\d\d)(?:19|20)\d\d$/,
    /^(?:19|20)\d\d(?<month>\d\d)$/,
  ];
  return orders.some((order) => {
    const parts = order.exec(pin)?.groups;
    if (parts === undefined) return false;
    return isBetween(Number(parts['month']), 1, 12) && isBetween(Number(parts['day'] ?? '1'), 1, 31);
  });
}

function isBetween(value: number, least: number, most: number): boolean {
  return value >= least && value <= most;
}

/** Sets or removes the code of the person who opened the vault. Refuses `pin-too-simple`. */
export async function setPin(vault: Vault, pin: string | null): Promise<void> {
  if (pin !== null) requireGoodPin(pin);
  // A slow hash inside the vault: it derives no key, and serves at this window alone.
  const digest = pin === null ? null : await hashArgon2id(pin, COSTS_FLOOR);
  const write = vault.db.transaction(() => {
    if (digest === null) vault.db.prepare('DELETE FROM pin WHERE practitioner_id = ?').run(vault.practitioner.id);
    else
      vault.db
        .prepare('INSERT OR REPLACE INTO pin (practitioner_id, digest, changed_at) VALUES (?, ?, ?)')
        .run(vault.practitioner.id, digest, vault.now());
    logAccess(vault, { action: 'pin-changed' });
  });
  writingOwn(vault.db, write);
}

export function hasPin(vault: Vault): boolean {
  return readDigest(vault) !== null;
}

/** Takes Argon2's time. Refuses `no-pin` where there is none. */
export async function isOwnPin(vault: Vault, pin: string): Promise<boolean> {
  const digest = readDigest(vault) ?? refuse({ code: 'no-pin' });
  return matchesArgon2id(digest, pin);
}

const row = z.object({ digest: z.string() });

function readDigest(vault: Vault): string | null {
  const found = vault.db.prepare('SELECT digest FROM pin WHERE practitioner_id = ?').get(vault.practitioner.id);
  return found === undefined ? null : row.parse(found).digest;
}
