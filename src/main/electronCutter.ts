import { serveCutting } from './snapshots/cutter/serveCutting.ts';

/* The child process of a snapshot in Electron, as a utility process; Electron ends it with the program. */

const { parentPort } = process;
const obey = serveCutting((report) => parentPort.postMessage(report));
parentPort.on('message', ({ data }) => void obey(data));
