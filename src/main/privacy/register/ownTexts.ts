import type { ActivityModel, RegisterField, RegisterSheetName } from '../../../shared/contract/register.ts';
import { fieldsOf } from '../../../shared/french/registerFields.ts';
import { ACTIVITY_MODELS } from '../../../shared/french/activityModels.ts';
import { logAccess } from '../../vault/accessLog.ts';
import { newId } from '../../vault/identifier.ts';
import { refuse } from '../../vault/refusal.ts';
import { statement } from '../../vault/statements.ts';
import type { Vault } from '../../vault/vault.ts';

/** An activity that the program knows nothing of. */
export interface OwnActivity {
  readonly id: string;
  readonly title: string;
}

/** What the practitioner added, by sheet and field. */
export type OwnTexts = ReadonlyMap<string, string>;

export function ownTextKey(sheet: RegisterSheetName, field: RegisterField): string {
  return `${sheet}/${field}`;
}

export function readOwnTexts(vault: Vault): OwnTexts {
  const rows = statement<[], { key: string; text: string }>(
    vault.db,
    "SELECT sheet || '/' || field AS key, text FROM register_text",
  ).all();
  return new Map(rows.map(({ key, text }) => [key, text]));
}

/** In the order in which they were added. */
export function listOwnActivities(vault: Vault): OwnActivity[] {
  return statement<[], OwnActivity>(
    vault.db,
    'SELECT id, title FROM register_activity WHERE removed_at IS NULL ORDER BY created_at, id',
  ).all();
}

/** Replaces what was added to a field. Refuses `not-found` for a sheet or a field that is not there. */
export function editRegister(vault: Vault, sheet: RegisterSheetName, field: RegisterField, text: string): void {
  vault.db.transaction(() => {
    if (isOwn(sheet)) requireActivity(vault, sheet);
    if (!fieldsOf(sheet).includes(field)) refuse({ code: 'not-found', what: 'register field' });
    writeText(vault, sheet, field, text);
    logAccess(vault, { action: 'register-changed' });
  })();
}

/** Adds an activity, with the usual answers of a model to start from where one is given; its id. */
export function addActivity(vault: Vault, title: string, model: ActivityModel | null): string {
  const id = newId();
  vault.db.transaction(() => {
    statement(vault.db, 'INSERT INTO register_activity (id, title, created_at) VALUES (?, ?, ?)').run(
      id,
      title,
      vault.now(),
    );
    const texts = model === null ? [] : ACTIVITY_MODELS[model].texts;
    for (const [field, text] of texts) writeText(vault, id, field, text);
    logAccess(vault, { action: 'register-changed' });
  })();
  return id;
}

export function renameActivity(vault: Vault, activityId: string, title: string): void {
  changeActivity(vault, activityId, 'UPDATE register_activity SET title = @title WHERE id = @activityId', { title });
}

/** Out of the register as it is now; the versions keep it. Refuses `not-found`. */
export function removeActivity(vault: Vault, activityId: string): void {
  changeActivity(vault, activityId, 'UPDATE register_activity SET removed_at = @at WHERE id = @activityId', {
    at: vault.now(),
  });
}

export function restoreActivity(vault: Vault, activityId: string): void {
  changeActivity(vault, activityId, 'UPDATE register_activity SET removed_at = NULL WHERE id = @activityId', {});
}

function changeActivity(vault: Vault, activityId: string, sql: string, values: Record<string, string | number>): void {
  vault.db.transaction(() => {
    const { changes } = statement(vault.db, sql).run({ activityId, ...values });
    if (changes === 0) refuse({ code: 'not-found', what: 'activity' });
    logAccess(vault, { action: 'register-changed' });
  })();
}

function requireActivity(vault: Vault, activityId: string): void {
  if (!listOwnActivities(vault).some(({ id }) => id === activityId)) refuse({ code: 'not-found', what: 'activity' });
}

/** True for one of the practice's own: the computed ones have names. */
export function isOwn(sheet: RegisterSheetName): boolean {
  return sheet.length === 32;
}

function writeText(vault: Vault, sheet: string, field: RegisterField, text: string): void {
  if (text.trim() === '')
    statement(vault.db, 'DELETE FROM register_text WHERE sheet = ? AND field = ?').run(sheet, field);
  else
    statement(
      vault.db,
      `INSERT INTO register_text (sheet, field, text) VALUES (?, ?, ?)
       ON CONFLICT (sheet, field) DO UPDATE SET text = excluded.text`,
    ).run(sheet, field, text);
}
