import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, realpathSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { refuse } from './refusal.ts';

/** File systems that lie on another machine: SQLite's locks and syncs cannot be relied on there. */
const NETWORK_FILE_SYSTEMS =
  /^(nfs4?|cifs|smb3?|smbfs|afpfs|webdav|davfs2?|ncpfs|9p|afs|ceph|glusterfs|lustre|gfs2|ocfs2|beegfs|fuse\.(sshfs|rclone|gvfsd-fuse|davfs2?|s3fs|gcsfuse|google-drive-ocamlfuse|onedriver|glusterfs|ceph|smbnetfs))$/;

/** Folders that a program copies to somebody's cloud while we write; one path element, compared without case. */
const CLOUD_FOLDERS =
  /^(onedrive( ?-.*)?|dropbox( \(.*\))?|google ?drive|mon drive|my drive|icloud ?drive|mobile documents|com~apple~clouddocs|cloudstorage|nextcloud|owncloud|pcloud ?drive|pcloudsync|mega|megasync|kdrive|box( sync)?|proton ?drive|synologydrive|sync\.com|tresorit|hubic|cozy ?drive|seafile)$/i;

/** Files that such a program leaves at the top of its folder. */
const CLOUD_MARKS = [
  '.dropbox',
  '.dropbox.cache',
  '.owncloudsync.log',
  '.nextcloudsync.log',
  '.tmp.driveupload',
  '.seafile-data',
];

/** What is known of the place where a vault would lie. */
export interface PlaceFacts {
  /** The real path, links resolved (on Windows a mapped network drive shows as \\\\server\\share). */
  readonly path: string;
  /** Type of the file system as the system names it; null where it does not say. */
  readonly fileSystem: string | null;
  /** Marks of a synchronising program found in the folder or above it. */
  readonly hasCloudMark: boolean;
}

/** Refuses `vault-place-forbidden` for a network share or a cloud folder. */
export function requireSafePlace(folder: string): void {
  if (isForbiddenPlace(gatherFacts(folder))) refuse({ code: 'vault-place-forbidden' });
}

/** True where a program copies the folder to somebody's cloud: no place for a copy of the vault either. */
export function liesInCloudFolder(folder: string): boolean {
  const { path, hasCloudMark } = gatherFacts(folder);
  return hasCloudMark || isCloudPath(path);
}

/** Where a vault goes that is moved to the folder chosen: there if it is empty, else in one of its own inside. */
export function vaultPlaceIn(chosen: string): string {
  return readdirSync(chosen).length === 0 ? chosen : join(chosen, 'OsteoCoffre');
}

export function isForbiddenPlace({ path, fileSystem, hasCloudMark }: PlaceFacts): boolean {
  if (hasCloudMark || /^[\\/]{2}[^\\/?.]/.test(path) || /^\\\\\?\\UNC\\/i.test(path)) return true;
  if (fileSystem !== null && NETWORK_FILE_SYSTEMS.test(fileSystem.toLowerCase())) return true;
  return isCloudPath(path);
}

function isCloudPath(path: string): boolean {
  return path.split(/[\\/]/).some((part) => CLOUD_FOLDERS.test(part));
}

function gatherFacts(folder: string): PlaceFacts {
  const existing = nearestExisting(resolve(folder));
  const real = realpathSync.native(existing);
  return {
    path: join(real, resolve(folder).slice(existing.length)),
    fileSystem: fileSystemOf(real),
    hasCloudMark: ancestors(real).some((above) => CLOUD_MARKS.some((mark) => existsSync(join(above, mark)))),
  };
}

function nearestExisting(path: string): string {
  return ancestors(path).find((candidate) => existsSync(candidate)) ?? path;
}

/** The folder itself, then each one above it. */
function ancestors(path: string): string[] {
  const above = dirname(path);
  return above === path ? [path] : [path, ...ancestors(above)];
}

function fileSystemOf(path: string): string | null {
  if (process.platform === 'linux') return mountTypeLinux(readFileSync('/proc/self/mountinfo', 'utf8'), path);
  if (process.platform === 'darwin')
    return mountTypeMac(execFileSync('/sbin/mount', { encoding: 'utf8', timeout: 5_000 }), path);
  // Windows: the real path of a mapped drive is its share, which isForbiddenPlace sees.
  return null;
}

/** Type of the file system that holds the path, from /proc/self/mountinfo (man proc_pid_mountinfo). */
export function mountTypeLinux(mountinfo: string, path: string): string | null {
  const mounts = mountinfo.split('\n').flatMap((line) => {
    const [before, after] = line.split(' - ');
    const point = before?.split(' ')[4];
    const type = after?.split(' ')[0];
    return point === undefined || type === undefined ? [] : [{ point: unescapeOctal(point), type }];
  });
  return typeOfLongest(mounts, path);
}

/** The same from the output of macOS's `mount`: `//u@host/x on /Volumes/x (smbfs, nodev)`. */
export function mountTypeMac(output: string, path: string): string | null {
  const mounts = [...output.matchAll(/^.* on (.*) \(([^,)]+)/gm)].flatMap(([, point, type]) =>
    point === undefined || type === undefined ? [] : [{ point, type }],
  );
  return typeOfLongest(mounts, path);
}

/** The last of the longest mount points above the path: later mounts hide earlier ones. */
function typeOfLongest(mounts: readonly { point: string; type: string }[], path: string): string | null {
  const holds = (point: string) => point === '/' || path === point || path.startsWith(`${point}/`);
  const candidates = mounts.filter(({ point }) => holds(point));
  const longest = Math.max(0, ...candidates.map(({ point }) => point.length));
  return candidates.findLast(({ point }) => point.length === longest)?.type ?? null;
}

/** Spaces and backslashes stand as \040 and \134 there. */
function unescapeOctal(text: string): string {
  return text.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
}
