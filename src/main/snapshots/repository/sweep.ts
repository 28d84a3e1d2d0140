import {
  CONDEMNED_PREFIX,
  isUnfinished,
  LOCKS_PREFIX,
  PACKS_PREFIX,
  SNAPSHOTS_PREFIX,
  UNFINISHED_PREFIX,
} from '../format/layout.ts';
import { inParallel } from '../inParallel.ts';
import type { Target } from '../target/target.ts';

/** Removes what interrupted writes left. Only where nobody else holds a lock: it could be what they are writing. */
export async function sweepUnfinished(target: Target): Promise<void> {
  if (!target.capabilities.canDelete) return;
  const folders = [UNFINISHED_PREFIX, PACKS_PREFIX, SNAPSHOTS_PREFIX, LOCKS_PREFIX, CONDEMNED_PREFIX];
  await inParallel(folders, target.capabilities.parallel, async (folder) => {
    for (const { name } of await target.list(folder)) {
      if (isUnfinished(name)) await target.delete(name);
    }
  });
}
