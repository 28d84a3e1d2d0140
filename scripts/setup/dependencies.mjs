import { existsSync, readFileSync } from 'node:fs';
import { run } from './processes.mjs';
import { inProject } from './project.mjs';
import { say, SetupProblem } from './messages.mjs';

/**
 * Installs the locked dependencies where they are missing or not those of the lock file. No install script runs: native
 * parts come as prebuilt files inside their tarballs, and Electron's download is tried on its own (electron.mjs), since its
 * failure would fail the whole installation.
 */
export async function installDependencies() {
  if (areInstalled()) return;
  say('Installing the dependencies listed in package-lock.json (a minute or two)…');
  const exitCode = await run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    env: { ELECTRON_SKIP_BINARY_DOWNLOAD: '1' },
    output: 'stderr',
  });
  if (exitCode !== 0) throw new SetupProblem('npm ci failed: the npm registry must be reachable for the first start.');
}

/** npm keeps a lock of what it installed, written last: compared package by package, whatever the file dates say. */
function areInstalled() {
  if (!existsSync(inProject('node_modules/.package-lock.json'))) return false;
  const wanted = packagesOf('package-lock.json');
  const present = packagesOf('node_modules/.package-lock.json');
  return Object.entries(wanted).every(([path, { version, integrity, optional }]) => {
    if (path === '') return true;
    const found = present[path];
    if (found === undefined) return optional === true;
    return found.version === version && found.integrity === integrity;
  });
}

function packagesOf(lockFile) {
  return JSON.parse(readFileSync(inProject(lockFile), 'utf8')).packages;
}
