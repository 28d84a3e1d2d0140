import { mkdirSync } from 'node:fs';
import { findElectron } from '../setup/electron.mjs';
import { hasDisplay, openVirtualDisplay } from '../setup/display.mjs';
import { hasProgram, installPrograms } from '../setup/systemPrograms.mjs';
import { run } from '../setup/processes.mjs';
import { inProject } from '../setup/project.mjs';
import { say, SetupProblem } from '../setup/messages.mjs';
import { build } from './build.mjs';

/** Where Node keeps what it compiled of the program (no data of anybody's): the next start finds it there. */
export const COMPILED = { NODE_COMPILE_CACHE: inProject('node_modules/.cache/osteocoffre/compiled') };

/** Opens the application's window, in Electron or Chromium, on a real display or a virtual one. */
export async function openWindow(node, args) {
  const electron = await findElectron(node);
  await build(node, 'renderer', 'node');
  if (electron !== null) await build(node, 'electron', 'preload');
  const display = await prepareDisplay(electron === null);
  const command =
    electron === null
      ? [node, inProject('dist/node/main.js')]
      : [electron, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), inProject('.')];
  try {
    return await run(command[0], [...command.slice(1), ...args], { env: { ...COMPILED, ...display.env } });
  } finally {
    display.close();
  }
}

/** Makes sure that a window can be shown; `env` points the program to it. */
export async function prepareDisplay(needsChromium) {
  const programs = [...(needsChromium ? ['chromium'] : []), ...(hasDisplay() ? [] : ['Xvfb'])];
  const missing = await installPrograms(programs);
  if (needsChromium && !hasProgram('chromium'))
    throw new SetupProblem('Chromium is needed for the window: on Debian, run "apt-get install chromium" as root.');
  if (hasDisplay()) return { env: {}, close: () => undefined };
  if (missing.length > 0)
    throw new SetupProblem(
      'This machine has no display: start from a desktop session, or install a virtual one ("apt-get install xvfb").',
    );
  const picture = inProject('out/window.png');
  mkdirSync(inProject('out'), { recursive: true });
  say(`This machine has no display: the window opens in a virtual one, and a picture of it lies in ${picture}.`);
  const display = await openVirtualDisplay();
  return { env: { ...display.env, OSTEOCOFFRE_PICTURE: picture }, close: display.close };
}
