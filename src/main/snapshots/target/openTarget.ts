import { cachedForPush } from './cachedForPush.ts';
import { FolderTarget } from './folderTarget.ts';
import { nodeFiles } from './nodeFiles.ts';
import { RangeCache } from './rangeCache.ts';
import { S3Target } from './s3Target.ts';
import type { Target } from './target.ts';
import type { TargetSpec } from './targetSpec.ts';

const SHARE_SETTLE_MS = 2_000;

/** Apart from `targetSpec.ts`, since the child process of a snapshot opens a target and must not load a schema for it. */
export function openTarget(spec: TargetSpec): Target {
  if (spec.kind === 's3') {
    const target = new S3Target(spec.place, spec.access, { decidesNew: spec.decidesNew === true });
    return spec.indexFolder === undefined ? target : cachedForPush(target, new RangeCache(spec.indexFolder));
  }
  return new FolderTarget(spec.root, nodeFiles, { settleMs: spec.isShare ? SHARE_SETTLE_MS : 0 });
}
