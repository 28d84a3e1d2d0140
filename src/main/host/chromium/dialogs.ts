import { execFile } from 'node:child_process';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { HostRefusal, type HostServices } from '../port.ts';

export type Dialogs = Pick<HostServices, 'chooseFiles' | 'chooseFolder' | 'chooseSavePath'>;

/** The system's file dialogs, by zenity (GTK); without it, or without a display for it, `dialog-missing`. */
export function zenityDialogs(command = 'zenity'): Dialogs {
  const ask = (args: string[]): Promise<string | null> => zenity(command, args);
  return {
    chooseFiles: async ({ title, extensions, multiple }) => {
      const patterns = extensions.flatMap((extension) => [`*.${extension}`, `*.${extension.toUpperCase()}`]);
      const answer = await ask([
        `--title=${title}`,
        `--file-filter=${patterns.join(' ')}`,
        ...(multiple ? ['--multiple', '--separator=\n'] : []),
      ]);
      return answer === null ? [] : answer.split('\n');
    },
    chooseFolder: ({ title }) => ask([`--title=${title}`, '--directory']),
    chooseSavePath: async ({ title, suggestedName, extension }) => {
      const path = await ask([
        `--title=${title}`,
        '--save',
        '--confirm-overwrite',
        `--filename=${join(homedir(), suggestedName)}`,
      ]);
      if (path === null) return null;
      return path.toLowerCase().endsWith(`.${extension}`) ? path : `${path}.${extension}`;
    },
  };
}

/** The answer without its line end; null where the person gave up (exit code 1). */
function zenity(command: string, args: string[]): Promise<string | null> {
  return new Promise((resolve, reject) => {
    execFile(command, ['--file-selection', ...args], { encoding: 'utf8' }, (error, stdout) => {
      if (error === null) resolve(stdout.replace(/\n$/, ''));
      else if (error.code === 1) resolve(null);
      else reject(new HostRefusal('dialog-missing'));
    });
  });
}

/** Answers given beforehand, for tests and the tour: the next dialog of each kind takes the next answer, else gives up. */
export class ScriptedDialogs implements Dialogs {
  readonly #savePaths: string[] = [];
  readonly #openPaths: string[][] = [];

  nextSavePath(path: string): void {
    this.#savePaths.push(path);
  }

  nextOpenPaths(paths: string[]): void {
    this.#openPaths.push(paths);
  }

  async chooseFiles(): Promise<string[]> {
    return this.#openPaths.shift() ?? [];
  }

  async chooseFolder(): Promise<string | null> {
    return this.#openPaths.shift()?.[0] ?? null;
  }

  async chooseSavePath(): Promise<string | null> {
    return this.#savePaths.shift() ?? null;
  }
}
