import type { OpenedSnapshot, Source, SourceFinding, SourceSecret } from '../../../shared/contract/snapshots.ts';

/** What a secret opened, kept in the wizard alone until the wizard ends. */
export interface OpenedSource {
  readonly source: Source;
  /** From where a second PC may be brought up to date again and again. */
  readonly isAtHost: boolean;
  readonly secret: SourceSecret;
  readonly snapshots: readonly OpenedSnapshot[];
  readonly isFormerAccess: boolean;
  readonly findings: readonly SourceFinding[];
}
