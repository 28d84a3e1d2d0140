/** All that the set-up says goes to standard error: standard output belongs to the program that is run. */
export function say(text) {
  process.stderr.write(`${text}\n`);
}

/** Something this machine lacks and that we may not or cannot bring: one sentence, then the end. */
export class SetupProblem extends Error {}
