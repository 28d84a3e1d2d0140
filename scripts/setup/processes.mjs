import { spawn } from 'node:child_process';
import { PROJECT } from './project.mjs';

/**
 * Runs a command to its end and answers its exit code (1 where a signal ended it, null where the time was over). Its output
 * goes where ours goes, or, with `output: 'stderr'`, to standard error alone; `'none'` drops it.
 */
export function run(command, args, { env = {}, output = 'inherit', timeout, cwd = PROJECT } = {}) {
  const stdio = { inherit: 'inherit', stderr: ['inherit', process.stderr, 'inherit'], none: 'ignore' }[output];
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, stdio, env: { ...process.env, ...env }, shell: needsShell(command) });
    let isLate = false;
    const clock = timeout && setTimeout(() => ((isLate = true), child.kill('SIGKILL')), timeout);
    // Ctrl+C reaches the child too; a kill of this process must not leave it behind.
    const passOn = () => child.kill('SIGTERM');
    process.once('SIGTERM', passOn);
    const ignore = () => undefined;
    process.on('SIGINT', ignore);
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(clock);
      process.removeListener('SIGTERM', passOn);
      process.removeListener('SIGINT', ignore);
      resolve(isLate ? null : (code ?? 1));
    });
  });
}

/** On Windows npm is a command file, which only the shell starts. */
function needsShell(command) {
  return process.platform === 'win32' && command === 'npm';
}
