import type { ChildProgram } from '../port.ts';
import type { ElectronApi } from './electronApi.ts';

/**
 * Starts a program of ours in a process of its own. `fork` cannot in the package: the fuse `runAsNode` is off, so that
 * nobody makes a Node of our binary. The child gets none of our environment: it needs no secret and no setting.
 */
export function startUtilityProcess(
  { utilityProcess }: Pick<ElectronApi, 'utilityProcess'>,
  program: string,
): ChildProgram {
  // Windows finds its random numbers through SystemRoot.
  const system = process.env['SystemRoot'];
  const child = utilityProcess.fork(program, [], {
    env: system === undefined ? {} : { SystemRoot: system },
    stdio: 'ignore',
    serviceName: 'osteocoffre-sauvegarde',
  });
  let isToEnd = false;
  // `kill` before the process is there does nothing.
  child.on('spawn', () => {
    if (isToEnd) child.kill();
  });
  // An error that nobody hears would end the program; `exit` follows it and tells all that matters.
  child.on('error', () => undefined);
  return {
    send: (message) => child.postMessage(message),
    onMessage: (listener) => void child.on('message', listener),
    onEnd: (listener) => void child.on('exit', listener),
    kill: () => {
      isToEnd = true;
      child.kill();
    },
  };
}
