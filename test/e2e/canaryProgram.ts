import { createInterface } from 'node:readline';
import type { Page } from 'playwright-core';
import { consultationTexts } from '../../src/shared/contract/consultations.ts';
import { patientFields } from '../../src/shared/contract/patients.ts';
import { practice } from '../../src/shared/contract/settings.ts';
import { CANARY } from '../fixtures/canarySearch.ts';
import { startApp, type AppDriver } from './appDriver.ts';

// A process of its own that another one may kill: opens the window, puts the canary into every field, says "ready", then
// does what it is told on standard input: "crash" the page, or "quit".
//   node canaryProgram.ts <data folder>

const PASSPHRASE = 'girafe cubisme losange banquise pulpe revival hiver';

const app = await startApp({ dataFolder: process.argv[2] ?? '' });
await createVault(app.page);
await writeEverywhere(app.page);
await typeInTheWindow(app.page);
say('ready');
for await (const order of createInterface({ input: process.stdin })) {
  if (order === 'crash') await crashPage(app);
  if (order === 'quit') break;
}
await app.quit();
process.exit(0);

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

async function createVault(page: Page): Promise<void> {
  const sheet = await call<{ groups: string[]; asked: number[] }>(page, 'vault.prepare', {
    passphrase: PASSPHRASE,
    practice: { practitionerName: 'Camille Martin', practiceName: '', city: '', greeting: null },
  });
  const typedGroups = sheet.asked.map((index) => ({ index, text: sheet.groups[index] ?? '' }));
  await call(page, 'vault.create', { typedGroups });
}

/** Every text that the contract knows, by the contract's own list of fields. */
async function writeEverywhere(page: Page): Promise<void> {
  await call(page, 'settings.update', { practice: textsOf(practice.shape, { timeZone: 'Europe/Paris' }) });
  const fields = textsOf(patientFields.shape, {
    ...{ birthDate: '1984-03-07', sex: 'female', communeCode: '44109', smoker: true, laterality: 'left' },
  });
  const { id } = await call<{ id: string }>(page, 'patients.create', { fields });
  const { id: consultationId, version } = await call<{ id: string; version: number }>(page, 'consultations.start', {
    patientId: id,
  });
  // Twice, so that a former version is kept.
  const changes = textsOf(consultationTexts.shape, {});
  const saved = await call<{ version: number }>(page, 'consultations.save', { consultationId, version, changes });
  await call(page, 'consultations.save', { consultationId, version: saved.version, changes: { motive: 'autre' } });
  await call(page, 'drafts.put', { key: 'canary', value: CANARY });
  await call(page, 'patients.remove', {
    patientId: (await call<{ id: string }>(page, 'patients.create', { fields })).id,
    reason: CANARY,
  });
  const { patientTotal } = await call<{ patientTotal: number }>(page, 'search.everywhere', { text: CANARY, limit: 5 });
  if (patientTotal !== 1) throw new Error('the canary is not in the vault');
}

/** Real keys in real fields: the browser sees what is typed. */
async function typeInTheWindow(page: Page): Promise<void> {
  await page.getByRole('heading', { name: 'Consultations du jour' }).waitFor();
  await page.keyboard.press('Control+K');
  await page.keyboard.type(CANARY);
  await page
    .getByRole('row', { name: new RegExp(CANARY) })
    .first()
    .waitFor();
  await page.keyboard.press('Enter');
  const field = page.getByLabel('Ce que dit le patient');
  await field.click();
  await field.pressSequentially(` ${CANARY} ${CANARY}`);
  // Copied, as one does from a note to a letter.
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Control+C');
  await page.getByText(/^Enregistré à/).waitFor();
}

async function crashPage({ page }: AppDriver): Promise<void> {
  const crashed = page.waitForEvent('crash');
  const session = await page.context().newCDPSession(page);
  // The command has no answer: the page that would give it is gone.
  session.send('Page.crash').catch(() => undefined);
  await crashed;
  say('crashed');
}

function textsOf(shape: Readonly<Record<string, unknown>>, others: Readonly<Record<string, unknown>>) {
  return Object.fromEntries(
    Object.keys(shape).map((field) => [field, field in others ? others[field] : `${CANARY} ${field}`]),
  );
}

async function call<Value>(page: Page, method: string, input: object): Promise<Value> {
  const result = await page.evaluate(([name, value]) => window.bridge.invoke(name, value), [method, input] as const);
  // The contract's own types end at the bridge; what is not there makes the test fail where it is used.
  const answer = result as { ok: true; value: Value } | { ok: false; error: unknown };
  if (!answer.ok) throw new Error(`${method}: ${JSON.stringify(answer.error)}`);
  return answer.value;
}
