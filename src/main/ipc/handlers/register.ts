import { basename } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { RegisterChange, RegisterVersion } from '../../../shared/contract/register.ts';
import { formatDate } from '../../../shared/domain/dateText.ts';
import { registerDifference } from '../../../shared/domain/registerDifference.ts';
import { writeCsv } from '../../exchange/writeCsv.ts';
import { writeXlsx } from '../../exchange/writeXlsx.ts';
import { practiceToday } from '../../vault/practiceDay.ts';
import { paperDocument } from '../../printing/paper.ts';
import { keepPaper } from '../../privacy/keepPaper.ts';
import {
  addActivity,
  editRegister,
  removeActivity,
  renameActivity,
  restoreActivity,
} from '../../privacy/register/ownTexts.ts';
import { registerPaper } from '../../privacy/register/registerPaper.ts';
import { readRegister, sheetsOfToday } from '../../privacy/register/registerState.ts';
import { registerList, registerWorkbook } from '../../privacy/register/registerTables.ts';
import {
  lastRegisterVersion,
  listRegisterVersions,
  nextVersionNumber,
  readRegisterVersion,
  recordRegisterVersion,
} from '../../privacy/register/registerVersions.ts';
import { readUsage, type Usage } from '../../privacy/register/usage.ts';
import { logAccess } from '../../vault/accessLog.ts';
import { refuse } from '../../vault/refusal.ts';
import { readPractice } from '../../vault/settings.ts';
import type { Vault } from '../../vault/vault.ts';
import { writeFileWithEntry } from '../chosenFile.ts';
import type { Core } from '../core.ts';
import type { HandlersOf } from '../router.ts';

export const registerHandlers: HandlersOf<'register'> = {
  'register.read': (_, { vault }) => {
    const { sheets, changes } = readRegister(vault, usageOfLate(vault));
    return { sheets, changes, lastVersion: listRegisterVersions(vault)[0] ?? null };
  },
  'register.edit': ({ sheet, field, text }, { core, vault }) => {
    editRegister(vault, sheet, field, text);
    tell(core);
    return {};
  },
  'register.addActivity': ({ title, model }, { core, vault }) => {
    const activityId = addActivity(vault, title, model);
    tell(core);
    return { activityId };
  },
  'register.renameActivity': ({ activityId, title }, { core, vault }) => {
    renameActivity(vault, activityId, title);
    tell(core);
    return {};
  },
  'register.removeActivity': ({ activityId }, { core, vault }) => {
    removeActivity(vault, activityId);
    tell(core);
    return {};
  },
  'register.restoreActivity': ({ activityId }, { core, vault }) => {
    restoreActivity(vault, activityId);
    tell(core);
    return {};
  },
  'register.saveVersion': async (_, { core, vault }) => {
    const version = await saveVersion(core, vault);
    tell(core);
    return version;
  },
  'register.versions': (_, { vault }) => ({ versions: listRegisterVersions(vault) }),
  'register.difference': ({ from, to }, { vault }) => ({ changes: difference(vault, from, to) }),
  // Logged before it goes out, as every print.
  'register.print': async (_, { core, vault }) => {
    const state = readRegister(vault);
    const isKept = state.changes.length === 0;
    const paper = registerPaper({
      practice: readPractice(vault),
      sheets: state.sheets,
      version: isKept ? (lastRegisterVersion(vault)?.number ?? null) : null,
      day: practiceToday(vault),
    });
    logAccess(vault, { action: 'register-printed' });
    tell(core);
    await core.host.print(paperDocument(paper));
    return {};
  },
  'register.export': async ({ format }, { core, vault }) => {
    const path = await core.host.chooseSavePath({
      title: 'Enregistrer le registre',
      suggestedName: `Registre du ${practiceToday(vault)}.${format}`,
      extension: format,
    });
    if (path === null) return refuse({ code: 'file-not-chosen' });
    const { sheets } = readRegister(vault);
    const bytes = format === 'csv' ? writeCsv(registerList(sheets)) : await writeXlsx(registerWorkbook(sheets));
    writeFileWithEntry(path, bytes, vault, () => logAccess(vault, { action: 'register-exported' }));
    tell(core);
    return { fileName: basename(path) };
  },
};

const COUNTED_FOR_MS = 20_000;
const counted = new WeakMap<Vault['db'], { readonly at: number; readonly usage: Usage }>();

/** Every file is counted at most once in so long while the page is open: each text that is saved asks for it anew. */
function usageOfLate(vault: Vault): Usage {
  const known = counted.get(vault.db);
  if (known !== undefined && performance.now() - known.at < COUNTED_FOR_MS) return known.usage;
  const usage = readUsage(vault);
  counted.set(vault.db, { at: performance.now(), usage });
  return usage;
}

/** What is kept is read before it is drawn: the paper and the data say the same, whatever changes meanwhile. */
async function saveVersion(core: Core, vault: Vault): Promise<RegisterVersion> {
  const state = readRegister(vault);
  const sheets = sheetsOfToday(vault, state);
  const number = nextVersionNumber(vault);
  const day = practiceToday(vault);
  const paper = registerPaper({ practice: readPractice(vault), sheets, version: number, day });
  await keepPaper(
    vault,
    { kind: 'register', title: `Registre, version ${number} du ${formatDate(day)}`, paper },
    (html) => core.host.printToPdf(html),
    (documentId) => recordRegisterVersion(vault, { number, sheets, usage: state.usage, documentId }),
  );
  const { at, by, documentId } = readRegisterVersion(vault, number);
  return { number, at, by, documentId };
}

function difference(vault: Vault, from: number, to: number | null): RegisterChange[] {
  const before = readRegisterVersion(vault, from).sheets;
  const after = to === null ? readRegister(vault).sheets : readRegisterVersion(vault, to).sheets;
  return registerDifference(before, after);
}

function tell(core: Core): void {
  core.emit({ type: 'changed', areas: ['privacy', 'accessLog'] });
}
