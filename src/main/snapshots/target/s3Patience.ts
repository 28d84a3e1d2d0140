/** How long is waited and how often it is tried again; tests wait less. */
export interface S3Patience {
  readonly connectMs: number;
  /** Without a byte moving, either way. */
  readonly silenceMs: number;
  readonly tries: number;
  /** Before the second try; doubles from one to the next, each drawn between half and whole. */
  readonly firstDelayMs: number;
}

export const USUAL_PATIENCE: S3Patience = { connectMs: 10_000, silenceMs: 30_000, tries: 6, firstDelayMs: 250 };

/** Uploads and reads that are under way at once: enough to fill a line of 40 ms, few enough for a small practice's. */
export const PARALLEL_CALLS = 6;
