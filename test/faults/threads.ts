/** The threads that reach the disk. `pool` is where Node does its asynchronous file calls; a run has one such thread. */
export const THREADS = ['main', 'pool', 'core', 'cutter'] as const;

/**
 * `main`: the program's own, where SQLite works in the command line. `core`: the worker that owns the vault in the
 * window's program. `cutter`: the pool of the child process that cuts a snapshot.
 */
export type Thread = (typeof THREADS)[number];

/** What the injection tells threadMarks.ts, through the environment. */
export const MARKS_FOLDER = 'OSTEOCOFFRE_FAULT_MARKS';
export const IS_CUTTER = 'OSTEOCOFFRE_FAULT_IN_CUTTER';
/** `<thread> <call> <count>` */
export const AHEAD = 'OSTEOCOFFRE_FAULT_AHEAD';
