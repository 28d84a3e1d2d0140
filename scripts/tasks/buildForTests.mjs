import { build } from './build.mjs';

/** Before the tests, however they are started: threads and children run as they are built. */
export default async function buildForTests() {
  await build(process.execPath, 'node', 'electron', 'preload', 'faults');
}
