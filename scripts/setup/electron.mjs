import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './processes.mjs';
import { inProject } from './project.mjs';
import { say } from './messages.mjs';

const PATIENCE_MS = 60_000;
const REFUSAL = inProject('node_modules/.cache/osteocoffre/electron-refused');

/**
 * Path of the Electron binary, fetched if it can be, or null. A refusal (closed network) is remembered for this version;
 * OSTEOCOFFRE_ELECTRON=retry tries again, OSTEOCOFFRE_ELECTRON=no does without.
 */
export async function findElectron(node) {
  const wish = process.env.OSTEOCOFFRE_ELECTRON;
  if (wish === 'no') return null;
  const present = installedBinary();
  if (present !== null) return present;
  const { version } = JSON.parse(readFileSync(inProject('node_modules/electron/package.json'), 'utf8'));
  if (wish !== 'retry' && existsSync(REFUSAL) && readFileSync(REFUSAL, 'utf8') === version) return null;
  say('Fetching Electron…');
  await run(node, [inProject('node_modules/electron/install.js')], { output: 'none', timeout: PATIENCE_MS });
  const fetched = installedBinary();
  if (fetched === null) {
    say('Electron cannot be fetched from here: the window opens in Chromium instead.');
    mkdirSync(join(REFUSAL, '..'), { recursive: true });
    writeFileSync(REFUSAL, version);
  }
  return fetched;
}

/** electron's index.js would download by itself: its two facts are read here instead. */
function installedBinary() {
  const pathFile = inProject('node_modules/electron/path.txt');
  if (!existsSync(pathFile)) return null;
  const binary = inProject('node_modules/electron/dist', readFileSync(pathFile, 'utf8'));
  return existsSync(binary) ? binary : null;
}
