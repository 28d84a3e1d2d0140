import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { run } from '../setup/processes.mjs';
import { inProject } from '../setup/project.mjs';
import { say, SetupProblem } from '../setup/messages.mjs';

const RENDERER = { name: 'window', config: 'vite.config.ts', sources: ['src/renderer', 'src/shared'] };
const ELECTRON = { name: 'Electron program', config: 'vite.electron.config.ts', sources: ['src/main', 'src/shared'] };

/** Builds what the window shows, unless its sources are those of the last build. */
export async function buildRenderer(node) {
  await build(node, RENDERER);
}

/** Builds the program that Electron runs. */
export async function buildElectron(node) {
  await build(node, ELECTRON, ['--mode', 'main']);
  await run(node, vite('--config', ELECTRON.config, '--mode', 'preload'), { output: 'stderr' }).then(expectSuccess);
}

async function build(node, { name, config, sources }, more = []) {
  const stamp = inProject('dist', `.${config}.stamp`);
  const fingerprint = fingerprintOf([...sources, config, 'package-lock.json']);
  if (readStamp(stamp) === fingerprint) return;
  say(`Building the ${name}…`);
  await run(node, vite('--config', config, ...more), { output: 'stderr' }).then(expectSuccess);
  mkdirSync(inProject('dist'), { recursive: true });
  writeFileSync(stamp, fingerprint);
}

function vite(...args) {
  return [inProject('node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn', ...args];
}

function expectSuccess(exitCode) {
  if (exitCode !== 0) throw new SetupProblem('The build failed; the reason stands above.');
}

function readStamp(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

/** SHA-256 over the names and contents of all files. */
function fingerprintOf(paths) {
  const hash = createHash('sha256');
  const visit = (path) => {
    if (!statSync(inProject(path)).isDirectory()) hash.update(`${path}\0`).update(readFileSync(inProject(path)));
    else for (const name of readdirSync(inProject(path)).sort()) visit(join(path, name));
  };
  paths.forEach(visit);
  return hash.digest('hex');
}
