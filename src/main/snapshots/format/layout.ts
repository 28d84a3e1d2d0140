/** Bytes of a chunk: four pages of the database. The last chunk of a file may be shorter. */
export const CHUNK_SIZE = 16_384;

/** Chunk hashes in a list: 512 raw SHA-256 fill exactly one chunk, so that lists are chunks like any other. */
export const LIST_LENGTH = 512;

/** A pack is never larger, index and footer included: what an object store takes in one request without fuss. */
export const PACK_LIMIT = 16 * 1024 * 1024;

/** Name, in every folder of a repository, of what is still being written: never read, never counted. */
export const UNFINISHED_PREFIX = '.tmp-';

export const CONFIG_NAME = 'config.json';
export const README_NAME = 'LISEZMOI.txt';
export const SCRIPT_NAME = 'restaurer.py';

export const PACKS_PREFIX = 'packs/';
export const SNAPSHOTS_PREFIX = 'snapshots/';
export const LOCKS_PREFIX = 'locks/';
export const CONDEMNED_PREFIX = 'condemned/';
const CLAIMS_PREFIX = 'claims/';

const SHA256 = /^[0-9a-f]{64}$/;

/** Where a pack lies: 256 folders, so that none grows beyond what FAT handles well. */
export function packName(packId: string): string {
  return `${PACKS_PREFIX}${packId.slice(0, 2)}/${packId}`;
}

/** The pack's id, or null where the name is not one that a pack can have. */
export function packIdOf(name: string): string | null {
  const id = name.slice(-64);
  return SHA256.test(id) && name === packName(id) ? id : null;
}

export function condemnedName(packId: string): string {
  return `${CONDEMNED_PREFIX}${packId}.json`;
}

/** The condemned pack's id, or null where the name is not one that a mark can have. */
export function condemnedIdOf(name: string): string | null {
  const id = name.slice(CONDEMNED_PREFIX.length, -'.json'.length);
  return SHA256.test(id) && name === condemnedName(id) ? id : null;
}

export function lockName(lockId: string): string {
  return `${LOCKS_PREFIX}${lockId}.json`;
}

/** How the names of all claims of a place begin; it is named by 64 hex digits. */
export function claimsOf(place: string): string {
  return `${CLAIMS_PREFIX}${place}-`;
}

export function claimName(place: string, turn: number): string {
  return `${claimsOf(place)}${turn}.json`;
}

export function manifestName(snapshotId: string): string {
  return `${SNAPSHOTS_PREFIX}${snapshotId}.json`;
}

/** What a snapshot's id tells: `20260806T183000Z-000123-<first 8 hex digits of the writer>`. */
export interface SnapshotId {
  readonly time: number;
  readonly sequence: number;
  readonly writer8: string;
}

const SNAPSHOT_ID = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z-(\d{6,15})-([0-9a-f]{8})$/;

/** The id of the snapshot that `writer` takes at `time` (milliseconds; the id holds whole seconds). */
export function snapshotId(time: number, sequence: number, writer: string): string {
  const stamp = new Date(time).toISOString().replace(/[-:]|\.\d{3}/g, '');
  return `${stamp}-${String(sequence).padStart(6, '0')}-${writer.slice(0, 8)}`;
}

/** Takes an id apart; null where it is not the form that `snapshotId` gives. */
export function parseSnapshotId(id: string): SnapshotId | null {
  const [, year, month, day, hour, minute, second, sequence, writer8] = SNAPSHOT_ID.exec(id) ?? [];
  if (writer8 === undefined) return null;
  const time = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  if (Number.isNaN(time)) return null;
  const parsed = { time, sequence: Number(sequence), writer8 };
  return snapshotId(time, parsed.sequence, writer8) === id ? parsed : null;
}

/** The snapshot's id, or null where the name is not one that a manifest can have. */
export function snapshotIdOf(name: string): string | null {
  const id = name.slice(SNAPSHOTS_PREFIX.length, -'.json'.length);
  return parseSnapshotId(id) !== null && name === manifestName(id) ? id : null;
}

/** True for what an interrupted write left. */
export function isUnfinished(name: string): boolean {
  return name.slice(name.lastIndexOf('/') + 1).startsWith(UNFINISHED_PREFIX);
}
