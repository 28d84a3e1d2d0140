import type { OpenedSnapshot, Source, SourceFinding, SourceSecret } from '../../../shared/contract/snapshots.ts';

/** What a secret opened, kept in the wizard alone until the wizard ends. */
export interface OpenedSource {
  readonly source: Source;
  readonly secret: SourceSecret;
  readonly snapshots: readonly OpenedSnapshot[];
  readonly isFormerAccess: boolean;
  readonly findings: readonly SourceFinding[];
}
