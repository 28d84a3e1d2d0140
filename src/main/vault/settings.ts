import { practice, preferences, type Practice, type Preferences } from '../../shared/contract/settings.ts';
import { logAccess } from './accessLog.ts';
import { writingOwn } from './readingCopy.ts';
import { isOpenedVault, openedVaultOf } from './openedVault.ts';
import { readVaultValue, writeVaultValue } from './vaultValue.ts';
import type { Vault } from './vault.ts';

/** Metropolitan France; a practice overseas chooses its own in the settings. */
const DEFAULT_TIME_ZONE = 'Europe/Paris';

/** Five minutes without a key or a click mask the screen; the code then opens it for four hours at most. */
const DEFAULT_PREFERENCES: Preferences = { idleMinutes: 5, pinHours: 4 };

/** As zod infers a partial object: a field may be there and undefined, which changes nothing. */
type Changes<Value> = { readonly [Key in keyof Value]?: Value[Key] | undefined };

/** A practice of which nothing is known yet. */
export function emptyPractice(): Practice {
  return {
    practitionerName: '',
    practiceName: '',
    street: '',
    addressComplement: '',
    postcode: '',
    city: '',
    phone: '',
    email: '',
    website: '',
    siret: '',
    rpps: '',
    adeli: '',
    timeZone: DEFAULT_TIME_ZONE,
  };
}

/** The practice as the documents print it. Fields that a former version did not know are empty. */
export function readPractice(vault: Pick<Vault, 'db'>): Practice {
  const stored = practice.partial().parse(parse(readVaultValue(vault.db, 'practice')));
  return { ...emptyPractice(), ...withoutUndefined(stored) };
}

export function readPreferences(vault: Pick<Vault, 'db'>): Preferences {
  const stored = preferences.partial().parse(parse(readVaultValue(vault.db, 'preferences')));
  return { ...DEFAULT_PREFERENCES, ...withoutUndefined(stored) };
}

/** Changes what is given, keeps the rest; one entry in the access log, without the values. */
export function updateSettings(
  vault: Vault,
  changes: { practice?: Changes<Practice> | undefined; preferences?: Changes<Preferences> | undefined },
): { practice: Practice; preferences: Preferences } {
  return vault.db.transaction(() => {
    const next = {
      practice: { ...readPractice(vault), ...withoutUndefined(changes.practice ?? {}) },
      preferences: { ...readPreferences(vault), ...withoutUndefined(changes.preferences ?? {}) },
    };
    writeVaultValue(vault.db, 'practice', JSON.stringify(next.practice));
    writeVaultValue(vault.db, 'preferences', JSON.stringify(next.preferences));
    renamePractitioner(vault, next.practice.practitionerName);
    logAccess(vault, { action: 'settings-changed' });
    return next;
  })();
}

/** The delays alone, which a copy that only consults has for itself. */
export function updatePreferences(vault: Vault, changes: Changes<Preferences>): Preferences {
  const write = vault.db.transaction(() => {
    const next = { ...readPreferences(vault), ...withoutUndefined(changes) };
    writeVaultValue(vault.db, 'preferences', JSON.stringify(next));
    logAccess(vault, { action: 'settings-changed' });
    return next;
  });
  return writingOwn(vault.db, write);
}

/** The titular's name in the settings is the one that later entries and consultations carry. */
function renamePractitioner(vault: Vault, name: string): void {
  if (vault.practitioner.role !== 'titular' || name === '') return;
  vault.db.prepare('UPDATE practitioner SET name = ? WHERE id = ?').run(name, vault.practitioner.id);
  if (isOpenedVault(vault)) openedVaultOf(vault).renamePractitioner(name);
}

function parse(text: string | null): unknown {
  return text === null ? {} : JSON.parse(text);
}

/** zod's partial types allow an explicit undefined, which would hide the value it is spread over. */
/** The fields that are really given. */
export function withoutUndefined<Value extends object>(
  value: Value,
): { [Key in keyof Value]?: Exclude<Value[Key], undefined> } {
  const entries = Object.entries(value).filter(([, field]) => field !== undefined);
  return Object.fromEntries(entries) as { [Key in keyof Value]?: Exclude<Value[Key], undefined> };
}
