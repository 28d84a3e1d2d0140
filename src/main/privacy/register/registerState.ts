import type { RegisterChange, RegisterSheet } from '../../../shared/contract/register.ts';
import { registerDifference } from '../../../shared/domain/registerDifference.ts';
import { fieldsOf } from '../../../shared/french/registerFields.ts';
import { practiceToday } from '../../vault/practiceDay.ts';
import type { Vault } from '../../vault/vault.ts';
import { careSheet } from './careSheet.ts';
import { commonSheet } from './commonSheet.ts';
import type { DraftSheet } from './draft.ts';
import { countOutputs, readRegisterFacts, type RegisterFacts } from './facts.ts';
import { backupSheet, logsSheet, suppliersSheet } from './otherSheets.ts';
import { listOwnActivities, ownTextKey, readOwnTexts, type OwnTexts } from './ownTexts.ts';
import { readRecentUsage, readUsage, type Usage } from './usage.ts';
import { breachesSheet, consentsSheet, rightsSheet } from './personSheets.ts';
import { lastRegisterVersion } from './registerVersions.ts';

export interface RegisterState {
  readonly sheets: RegisterSheet[];
  /** From the last version; everything where there is none. */
  readonly changes: RegisterChange[];
  readonly usage: Usage;
}

/** The register as the vault is now (art. 30 RGPD), each file counted unless the caller has the counts. */
export function readRegister(vault: Vault, usage = readUsage(vault)): RegisterState {
  const former = lastRegisterVersion(vault)?.sheets ?? [];
  return stateFrom(vault, readRegisterFacts(vault, usage, countOutputs(vault)), former);
}

/**
 * What of it differs from the last version, at the cost of a few milliseconds: kinds of data that the last version has are
 * taken for still in use, new ones are looked for in the files of late. Null where there is no version.
 */
export function registerChangesOfLate(vault: Vault): RegisterChange[] | null {
  const last = lastRegisterVersion(vault);
  if (last === null) return null;
  const usage = { ...readRecentUsage(vault), ...last.usage };
  return stateFrom(vault, readRegisterFacts(vault, usage, null), last.sheets).changes;
}

function stateFrom(vault: Vault, facts: RegisterFacts, former: readonly RegisterSheet[]): RegisterState {
  const own = readOwnTexts(vault);
  const sheets = draftSheets(vault, facts).map((draft) => filledSheet(draft, own));
  const dated = sheets.map((sheet) => datedSheet(sheet, former));
  return { sheets: dated, changes: registerDifference(former, dated), usage: facts.usage };
}

function draftSheets(vault: Vault, facts: RegisterFacts): DraftSheet[] {
  const computed = [
    commonSheet(facts),
    careSheet(facts),
    consentsSheet(facts),
    rightsSheet(facts),
    breachesSheet(facts),
    suppliersSheet(facts),
    logsSheet(facts),
    backupSheet(facts),
  ].filter((sheet) => sheet !== null);
  const own = listOwnActivities(vault).map(({ id, title }): DraftSheet => ({ name: id, title, findings: {} }));
  return [...computed, ...own];
}

function filledSheet({ name, title, findings }: DraftSheet, texts: OwnTexts): RegisterSheet {
  const entries = fieldsOf(name).map((field) => ({
    field,
    computed: [...(findings[field]?.says ?? [])],
    proofs: [...(findings[field]?.proofs ?? [])],
    own: texts.get(ownTextKey(name, field)) ?? '',
  }));
  return { name, title, createdOn: null, updatedOn: null, entries };
}

/** The dates of the last version hold for a sheet that still says the same. */
function datedSheet(sheet: RegisterSheet, former: readonly RegisterSheet[]): RegisterSheet {
  const last = former.find(({ name }) => name === sheet.name);
  if (last === undefined) return sheet;
  const isSame = registerDifference([last], [sheet]).length === 0;
  return { ...sheet, createdOn: last.createdOn, updatedOn: isSame ? last.updatedOn : null };
}

/** The same sheets as a version made today has them: what is new or changed bears this day. */
export function sheetsOfToday(vault: Vault, { sheets }: RegisterState): RegisterSheet[] {
  const today = practiceToday(vault);
  return sheets.map((sheet) => ({
    ...sheet,
    createdOn: sheet.createdOn ?? today,
    updatedOn: sheet.updatedOn ?? today,
  }));
}
