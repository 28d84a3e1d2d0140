import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from './processes.mjs';
import { say } from './messages.mjs';

/** Programs of the system that we use, each with the Debian package that brings it. */
const PACKAGES = { chromium: 'chromium', Xvfb: 'xvfb', strace: 'strace', pdftotext: 'poppler-utils' };

/** Brings what is missing where apt and root allow; answers what is missing still, as package names. */
export async function installPrograms(programs) {
  const missing = missingPackages(programs);
  if (missing.length === 0 || !mayInstall()) return missing;
  say(`Installing ${missing.join(', ')} from Debian…`);
  const options = { env: { DEBIAN_FRONTEND: 'noninteractive' }, output: 'stderr' };
  const install = ['install', '-y', '-qq', '--no-install-recommends', ...missing];
  if ((await run('apt-get', install, options)) !== 0) {
    await run('apt-get', ['update', '-qq'], options);
    await run('apt-get', install, options);
  }
  return missingPackages(programs);
}

/** True where the program is there to be run. */
export function hasProgram(program) {
  if (program === 'chromium') return hasChromium();
  return (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)));
}

function missingPackages(programs) {
  return programs.filter((program) => !hasProgram(program)).map((program) => PACKAGES[program]);
}

/** The places where src/main/host/chromium/binary.ts looks. */
function hasChromium() {
  return [
    process.env.OSTEOCOFFRE_CHROMIUM ?? '',
    '/usr/lib/chromium/chromium',
    '/usr/lib/chromium-browser/chromium-browser',
    '/usr/lib64/chromium-browser/chromium-browser',
    '/opt/google/chrome/chrome',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ].some((path) => path !== '' && existsSync(path));
}

function mayInstall() {
  return process.platform === 'linux' && process.getuid() === 0 && hasProgram('apt-get');
}
