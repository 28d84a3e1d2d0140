import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';

/** Another program that copies files, with its own settings, each in its own folder of the medium, named after it. */
export interface Rival {
  readonly name: 'restic' | 'borg';
  /** Makes its repository. */
  begin(medium: string): void;
  /** `time` where it is not now. */
  copy(medium: string, file: string, time?: number): void;
  /** Ends what our own retention would end, and frees its place. */
  end(medium: string): void;
  check(medium: string): void;
  /** Brings the newest copy back into a folder that is not there yet. */
  restore(medium: string, folder: string): void;
}

/** Those that are installed; of the others it is said that their rows are missing. */
export function rivalsHere(cache: string, say: (line: string) => void): Rival[] {
  return [restic(cache), borg(cache)].filter(({ name }) => {
    const isThere = spawnSync(name, ['--help']).status === 0;
    if (!isThere) say(`no rows against ${name}: it is not installed here`);
    return isThere;
  });
}

const KEEPS = ['--keep-daily', '7', '--keep-weekly', '4', '--keep-monthly', '12'];
const SECRET = 'girafe cubisme losange';

function restic(cache: string): Rival {
  const run = (medium: string, ...args: string[]) =>
    runProgram('restic', ['-q', '-r', join(medium, 'restic'), '--cache-dir', join(cache, 'restic'), ...args], {
      RESTIC_PASSWORD: SECRET,
    });
  return {
    name: 'restic',
    begin: (medium) => run(medium, 'init'),
    copy: (medium, file, time) => run(medium, 'backup', ...(time === undefined ? [] : ['--time', stamp(time)]), file),
    end: (medium) => run(medium, 'forget', ...KEEPS, '--prune'),
    check: (medium) => run(medium, 'check', '--read-data'),
    restore: (medium, folder) => run(medium, 'restore', 'latest', '--target', folder),
  };
}

function borg(cache: string): Rival {
  const run = (args: string[], cwd = '/') =>
    runProgram('borg', args, { BORG_PASSPHRASE: SECRET, BORG_BASE_DIR: join(cache, 'borg') }, cwd);
  const copied = new Map<string, string>();
  return {
    name: 'borg',
    begin: (medium) => {
      run(['init', '-e', 'repokey-blake2', join(medium, 'borg')]);
    },
    copy: (medium, file, time) => {
      const archive = `copy-${time ?? Date.now()}`;
      const dated = time === undefined ? [] : ['--timestamp', stamp(time).replace(' ', 'T')];
      run(['create', ...dated, `${join(medium, 'borg')}::${archive}`, basename(file)], join(file, '..'));
      copied.set(medium, archive);
    },
    end: (medium) => {
      run(['prune', ...KEEPS, join(medium, 'borg')]);
      run(['compact', join(medium, 'borg')]);
    },
    check: (medium) => run(['check', '--verify-data', join(medium, 'borg')]),
    restore: (medium, folder) => {
      mkdirSync(folder);
      run(['extract', `${join(medium, 'borg')}::${copied.get(medium) ?? ''}`], folder);
    },
  };
}

/** Both take local time in this form. */
function stamp(time: number): string {
  return new Date(time).toISOString().slice(0, 19).replace('T', ' ');
}

function runProgram(program: string, args: readonly string[], env: Record<string, string>, cwd = '/'): void {
  execFileSync(program, args, {
    cwd,
    env: { PATH: process.env['PATH'] ?? '', HOME: '/', TZ: 'UTC', BORG_RELOCATED_REPO_ACCESS_IS_OK: 'yes', ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
}
