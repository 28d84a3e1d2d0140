import { existsSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PREFIX = 'osteocoffre-profil-';
/** Below this much room in memory a browser's shared memory would starve; the profile then goes to the temporary folder. */
const ROOM_NEEDED = 256 * 1024 * 1024;

interface Owner {
  readonly pid: number;
  /** Distinguishes a process from a later one with the same number; null where the system does not tell. */
  readonly startedAt: string | null;
}

export interface PrivateProfile {
  readonly folder: string;
  /** Environment of the browser: whatever it writes (home, caches, temporary files) lands in the profile too. */
  readonly env: Record<string, string>;
  remove(): Promise<void>;
  /** The same after a crash: the reporter of crashes outlives the browser, and makes folders anew for its dump. */
  removeForGood(): Promise<void>;
}

/**
 * A profile that only this user can read (mode 700), in memory where the system has a file system there. Chromium is told
 * to keep nothing (--incognito); what it writes all the same is swept at the end, or at the next start after a crash.
 * The folder's name says whose it is: a file in it would come a moment later, and another program that sweeps in between
 * would take the folder as nobody's.
 */
export function createPrivateProfile(env: NodeJS.ProcessEnv = process.env): PrivateProfile {
  const folder = mkdtempSync(join(profileParent(), `${PREFIX}${process.pid}-${startOfProcess(process.pid) ?? ''}-`));
  for (const name of ['home', 'tmp', 'chromium']) mkdirSync(join(folder, name), { mode: 0o700 });
  return {
    folder,
    env: browserEnvironment(folder, env),
    remove: () => removeFolder(folder),
    removeForGood: () => removeForGood(folder),
  };
}

/** Removes the profiles of processes that are gone; returns how many. */
export async function sweepOrphanProfiles(): Promise<number> {
  let swept = 0;
  for (const parent of new Set([profileParent(), tmpdir()])) {
    for (const name of readdirSync(parent)) {
      const folder = join(parent, name);
      if (!name.startsWith(PREFIX) || !isOurs(folder) || isOwned(name)) continue;
      await removeFolder(folder);
      swept += 1;
    }
  }
  return swept;
}

function profileParent(): string {
  const memory = '/dev/shm';
  try {
    const { bavail, bsize } = statfsSync(memory);
    if (process.platform === 'linux' && bavail * bsize >= ROOM_NEEDED) return memory;
  } catch {
    // No such file system here.
  }
  return tmpdir();
}

function browserEnvironment(folder: string, env: NodeJS.ProcessEnv): Record<string, string> {
  const home = join(folder, 'home');
  const own: Record<string, string> = {
    HOME: home,
    XDG_CONFIG_HOME: join(home, '.config'),
    XDG_CACHE_HOME: join(home, '.cache'),
    XDG_DATA_HOME: join(home, '.local/share'),
    TMPDIR: join(folder, 'tmp'),
  };
  // The display's secret lies in the real home.
  if (env['XAUTHORITY'] === undefined && env['HOME'] !== undefined)
    own['XAUTHORITY'] = join(env['HOME'], '.Xauthority');
  const kept = Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return { ...Object.fromEntries(kept.filter(([name]) => !name.startsWith('GOOGLE_'))), ...own };
}

/** A folder, of this user, no link: another user's file of that name in a shared folder is left alone. */
function isOurs(folder: string): boolean {
  const facts = lstatSync(folder, { throwIfNoEntry: false });
  return facts?.isDirectory() === true && (process.getuid === undefined || facts.uid === process.getuid());
}

function isOwned(name: string): boolean {
  const owner = ownerOf(name);
  if (owner === null) return false;
  try {
    process.kill(owner.pid, 0);
  } catch {
    return false;
  }
  return owner.startedAt === startOfProcess(owner.pid);
}

function ownerOf(name: string): Owner | null {
  const [, pid, startedAt] = /^(\d+)-(\d*)-/.exec(name.slice(PREFIX.length)) ?? [];
  return pid === undefined ? null : { pid: Number(pid), startedAt: startedAt || null };
}

/** Field 22 of /proc/<pid>/stat (proc(5)), ticks since boot; the name in field 2 may hold spaces and parentheses. */
function startOfProcess(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}

/** How often it is looked whether the folder came back, and for how long it must not have. */
const LOOK_MS = 200;
const GONE_MS = 3_000;

async function removeForGood(folder: string): Promise<void> {
  for (let goneMs = 0; goneMs < GONE_MS; goneMs += LOOK_MS) {
    if (existsSync(folder)) {
      await removeFolder(folder);
      goneMs = 0;
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}

/** A dying browser may still write: a few tries, 100 ms apart. */
async function removeFolder(folder: string): Promise<void> {
  for (let triesLeft = 20; ; triesLeft -= 1) {
    try {
      rmSync(folder, { recursive: true, force: true });
      return;
    } catch (error) {
      if (triesLeft === 0) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
