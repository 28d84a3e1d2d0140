import { existsSync } from 'node:fs';
import { inProject } from './project.mjs';
import { SetupProblem } from './messages.mjs';

const NEEDED = 24;

/**
 * The Node that runs the core: the one among the dependencies, else the running one if it is recent enough. (The database
 * library crashes on Node 20, and sources run without a build from Node 24 on.)
 */
export function findNode() {
  const name = { linux: 'linux', win32: 'win' }[process.platform];
  const file = process.platform === 'win32' ? 'node.exe' : 'node';
  const shipped = inProject('node_modules', `node-${name}-${process.arch}`, 'bin', file);
  if (existsSync(shipped)) return shipped;
  if (Number(process.versions.node.split('.')[0]) >= NEEDED) return process.execPath;
  throw new SetupProblem(`Node ${NEEDED} or later is needed on this system: install it from https://nodejs.org.`);
}
