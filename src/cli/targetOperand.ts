import { basename, resolve } from 'node:path';
import { isS3Address } from '../main/snapshots/target/s3Place.ts';
import { openTarget } from '../main/snapshots/target/openTarget.ts';
import { folderSpec, type TargetSpec } from '../main/snapshots/target/targetSpec.ts';
import type { Target } from '../main/snapshots/target/target.ts';
import { refusingTargetFaults } from '../main/snapshots/targetRefusal.ts';
import { readRepository } from '../main/snapshots/repository/repository.ts';
import { withFormerKeys } from '../main/snapshots/trial.ts';
import { unlockRepository, type Secret, type UnlockedRepository } from '../main/snapshots/unlockRepository.ts';
import { s3Operand } from './s3Operand.ts';
import { operand, type Invocation } from './verb.ts';

export interface NamedTarget {
  readonly spec: TargetSpec;
  readonly target: Target;
  /** What it is called where nobody gave it a name. */
  readonly label: string;
}

/** The target at a place of the command; `create` makes its folder where only that is missing. */
export async function targetOperand(
  invocation: Invocation,
  index: number,
  { create }: { create: boolean },
): Promise<NamedTarget> {
  const named = operand(invocation, index);
  if (isS3Address(named)) {
    const spec = s3Operand(invocation, named);
    return { spec, target: openTarget(spec), label: spec.place.bucket };
  }
  const root = resolve(named);
  const spec = await refusingTargetFaults(() => folderSpec(root, { create }));
  return { spec, target: openTarget(spec), label: basename(root) };
}

/** True where a passphrase or a recovery key was given with the command. */
export function hasSecret({ secrets }: Invocation): boolean {
  return secrets.has('passphrase-file') || secrets.has('recovery-key-file');
}

/** The recovery key where one was named, else the passphrase, asked for where needed. */
export async function readSecret({ secrets }: Invocation): Promise<Secret> {
  if (secrets.has('recovery-key-file'))
    return { recoveryCode: (await secrets.read('recovery-key-file', 'Clé de secours')).trim() };
  return { passphrase: await secrets.read('passphrase-file', 'Phrase de passe') };
}

/** Opens the key file that lies in the target itself; former vault keys come along. The caller closes it. */
export async function openRepository(target: Target, secret: Secret): Promise<UnlockedRepository> {
  return refusingTargetFaults(async () => {
    const repository = await readRepository(target);
    return withFormerKeys(target, repository, await unlockRepository(repository, secret));
  });
}
