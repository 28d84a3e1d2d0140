import { stat, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { nodeFiles } from './nodeFiles.ts';
import type { S3Access } from './s3Access.ts';
import { s3Address, type S3Place } from './s3Place.ts';
import { TargetFailure } from './target.ts';
import { Refusal, refuse } from '../../vault/refusal.ts';
import { faultCode } from '../../vault/storageFault.ts';
import { liesInCloudFolder } from '../../vault/vaultPlace.ts';

/** Where a repository lies, in a form that can be sent to the child process. */
export type TargetSpec = FolderSpec | S3Spec;

export interface FolderSpec {
  readonly kind: 'folder';
  readonly root: string;
  /** True where other machines write to it: locks then wait until they would be seen. */
  readonly isShare: boolean;
}

export interface S3Spec {
  readonly kind: 's3';
  /** The place as text; what a vault remembers of it. */
  readonly root: string;
  readonly place: S3Place;
  /** The keys are among it: it goes to the child through its own channel, never by arguments or environment. */
  readonly access: S3Access;
  /** True where the store was found to decide who writes first. */
  readonly decidesNew?: boolean;
  /** Where the indexes of its packs are remembered between pushes; they are asked for each time where it is not given. */
  readonly indexFolder?: string;
}

/** Describes a place of an object store as a target; asks nobody whether it is there. */
export function s3Spec(place: S3Place, access: S3Access): S3Spec {
  return { kind: 's3', root: s3Address(place), place, access };
}

/** f_type of NFS, SMB (the old client and both of the new), 9p, AFS and Ceph: statfs(2). */
const SHARE_TYPES = new Set([0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x01021997, 0x5346414f, 0x00c36400]);

/**
 * Describes the folder as a target; throws `absent` where it is not there, refuses `target-in-cloud` for a new one that a
 * program copies to somebody's cloud (health data there need a certified host).
 * `create` makes the folder itself, never those above it: a key that was pulled out must not become a plain folder.
 */
export async function folderSpec(root: string, { create }: { create: boolean }): Promise<FolderSpec> {
  try {
    if (create) {
      if (liesInCloudFolder(root)) refuse({ code: 'target-in-cloud' });
      await makeIfParentIsThere(root);
    }
    if (!(await stat(root)).isDirectory()) throw new TargetFailure('absent');
    return { kind: 'folder', root, isShare: await isShare(root) };
  } catch (error) {
    if (error instanceof TargetFailure || error instanceof Refusal) throw error;
    const code = faultCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') throw new TargetFailure('absent', error);
    if (code === 'EROFS' || code === 'EACCES' || code === 'EPERM') throw new TargetFailure('read-only', error);
    throw error;
  }
}

async function makeIfParentIsThere(root: string): Promise<void> {
  await nodeFiles.makeFolder(root);
  await nodeFiles.syncFolder(dirname(root));
}

async function isShare(root: string): Promise<boolean> {
  // Windows: \\server\share. A mapped letter looks local; its writes are seen at once by SMB's own rules.
  if (process.platform === 'win32') return root.startsWith('\\\\');
  return SHARE_TYPES.has((await statfs(root)).type);
}
