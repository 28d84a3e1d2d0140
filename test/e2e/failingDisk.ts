import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';

/** Only root can attach strace, which makes calls fail, to a program that runs. */
export const CAN_FAIL_WRITES =
  process.getuid?.() === 0 && spawnSync('strace', ['-V'], { stdio: 'ignore' }).error === undefined;

export interface FailingDisk {
  mend(): Promise<void>;
}

/**
 * From now on the disk takes no page of SQLite's from this process, whose thread the core is: `EIO` as a failing disk
 * answers, `EROFS` as one that the system has made read-only.
 */
export async function failWrites(error: 'EIO' | 'EROFS'): Promise<FailingDisk> {
  const injection = ['-e', 'trace=pwrite64', '-e', `inject=pwrite64:error=${error}`];
  const strace = spawn('strace', ['-f', '-p', String(process.pid), '-o', '/dev/null', ...injection], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const said = String(await once(strace.stderr, 'data'));
  if (!said.includes('attached')) throw new Error(said);
  return {
    mend: async () => {
      const ended = once(strace, 'exit');
      strace.kill('SIGINT');
      await ended;
    },
  };
}
