import { readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { run } from '../setup/processes.mjs';
import { inProject } from '../setup/project.mjs';
import { say, SetupProblem } from '../setup/messages.mjs';

const PROGRAM = { config: 'vite.program.config.ts', sources: ['src/main', 'src/cli', 'src/shared'] };
const BUILDS = {
  renderer: { name: 'window', config: 'vite.config.ts', sources: ['src/renderer', 'src/shared'], options: [] },
  node: { name: 'program', ...PROGRAM, options: ['--mode', 'node'] },
  electron: { name: 'Electron program', ...PROGRAM, options: ['--mode', 'electron'] },
  preload: { name: 'Electron preload', ...PROGRAM, options: ['--mode', 'preload'] },
  faults: {
    name: 'programs for faults',
    config: PROGRAM.config,
    sources: [...PROGRAM.sources, 'test/faults'],
    options: ['--mode', 'faults'],
  },
};

/** Fills dist/<name> for each name of a build, unless its sources are those of the last time; each is there whole or not at all. */
export async function build(node, ...names) {
  for (const name of names) await buildOne(node, name);
}

async function buildOne(node, what) {
  const { name, config, sources, options } = BUILDS[what];
  const stamp = inProject('dist', `.${what}.stamp`);
  const fingerprint = fingerprintOf([...sources, config, 'package-lock.json']);
  if (readStamp(stamp) === fingerprint) return;
  say(`Building the ${name}…`);
  const making = inProject('dist', `.${what}-${process.pid}`);
  await run(node, vite('--config', config, ...options, '--outDir', making, '--emptyOutDir'), { output: 'stderr' }).then(
    expectSuccess,
  );
  rmSync(inProject('dist', what), { recursive: true, force: true });
  renameSync(making, inProject('dist', what));
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
