/** A snapshot that the vault knows to be, or to be about to be, the newest on a target. */
export interface KnownHead {
  readonly snapshotId: string;
  /** SHA-256 of the manifest file. */
  readonly sha256: string;
  readonly sequence: number;
  readonly time: number;
  readonly logNumber: number;
}

export interface KnownTarget {
  readonly repository: string;
  readonly label: string;
  readonly kind: 'folder' | 's3';
  /** Where it lay last. */
  readonly place: string;
}

/** What the vault remembers of its copies; a port, so that the repository's rules are tested without a database. */
export interface SnapshotBook {
  /** The writer that this vault is, drawn at creation and at every restore. */
  presentWriter(): string;
  /** All that it was, the present one among them. */
  writers(): ReadonlySet<string>;
  head(repository: string): KnownHead | null;
  /** The head about to be written when a run was cut off: found there, it is ours. */
  expected(repository: string): KnownHead | null;
  /** Gives out the next sequence number, which is over `atLeast`; never the same twice. */
  nextSequence(atLeast: number): number;
  expect(target: KnownTarget, head: KnownHead): void;
  remember(target: KnownTarget, head: KnownHead, readBack: boolean): void;
  /** After the person was asked: the writer counts as one of ours, the head as known. */
  adopt(target: KnownTarget, writers: readonly string[], head: KnownHead | null): void;
}
