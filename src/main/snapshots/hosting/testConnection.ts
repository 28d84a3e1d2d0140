import { randomBytes } from 'node:crypto';
import type { HostTest } from '../../../shared/contract/hosting.ts';
import { SNAPSHOTS_PREFIX, UNFINISHED_PREFIX } from '../format/layout.ts';
import { refuse } from '../../vault/refusal.ts';
import { refusingTargetFaults } from '../targetRefusal.ts';
import { isWritten, TargetFailure } from '../target/target.ts';
import { S3Target, type S3TargetOptions } from '../target/s3Target.ts';
import type { S3Spec } from '../target/targetSpec.ts';

const PROBE_BYTES = 1024;

/**
 * Does once what a copy will do: lists, writes, reads back and removes a small object of random bytes. Nothing of the
 * vault is sent. That it may not remove is no failure but the better key. Refuses `host-*` for what keeps it from working.
 */
export async function testConnection({ place, access }: S3Spec, options: S3TargetOptions = {}): Promise<HostTest> {
  const target = new S3Target(place, access, options);
  const started = performance.now();
  try {
    return await refusingTargetFaults(async () => {
      const holdsSnapshots = (await target.list(SNAPSHOTS_PREFIX)).length > 0;
      const rights = await writeAndRemove(target);
      const keepsVersions = await target.keepsVersions();
      return { ...rights, keepsVersions, holdsSnapshots, milliseconds: Math.round(performance.now() - started) };
    });
  } finally {
    await target.close();
  }
}

/**
 * Does once what a restore will do with a pair for the second sheet: lists, and reads a copy's manifest where one lies there.
 * That it may write is a failure here, since the sheet lies on paper. Refuses `host-*`, `host-sheet-key-writes`.
 */
export async function testReadingPair({ place, access }: S3Spec, options: S3TargetOptions = {}): Promise<void> {
  const target = new S3Target(place, access, options);
  try {
    await refusingTargetFaults(async () => {
      const [snapshot] = await target.list(SNAPSHOTS_PREFIX);
      if (snapshot !== undefined) await target.readRange(snapshot.name, 0, 1);
      if (await mayWrite(target)) refuse({ code: 'host-sheet-key-writes' });
    });
  } finally {
    await target.close();
  }
}

async function mayWrite(target: S3Target): Promise<boolean> {
  const name = probeName();
  try {
    await target.writeWhole(name, randomBytes(PROBE_BYTES));
  } catch (error) {
    if (error instanceof TargetFailure && error.fault === 'write-refused') return false;
    throw error;
  }
  await remove(target, name);
  return true;
}

/** `canDelete` is false where removing is refused. The names are ones that a later run sweeps. */
async function writeAndRemove(target: S3Target): Promise<Pick<HostTest, 'canDelete' | 'decidesNew'>> {
  const name = probeName();
  const bytes = randomBytes(PROBE_BYTES);
  await target.writeWhole(name, bytes);
  if (!(await isWritten(target, name, bytes))) throw new TargetFailure('io');
  const contested = probeName();
  const decidesNew = await target.findDecidesNew(contested, bytes);
  const canDelete = (await remove(target, name)) && (await remove(target, contested));
  return { canDelete, decidesNew };
}

function probeName(): string {
  return `${UNFINISHED_PREFIX}${randomBytes(8).toString('hex')}`;
}

async function remove(target: S3Target, name: string): Promise<boolean> {
  try {
    await target.delete(name);
    return true;
  } catch (error) {
    if (error instanceof TargetFailure && error.fault === 'delete-refused') return false;
    throw error;
  }
}
