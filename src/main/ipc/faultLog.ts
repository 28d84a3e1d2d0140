import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';

const FILE = 'incidents.jsonl';
/** Past this the file becomes `.1`, and the one before goes. */
const MAX_BYTES = 1024 * 1024;

/** A function's name and a place in a file; no character that a sentence would need, so that no message passes for one. */
const FRAME = /^\s+at (?:[\w.<>#$[\] ]{1,120} )?\(?(?:[a-z]+:\/{0,3})?[\w./\\@%+~:-]{1,300}:\d+:\d+\)?$/;

export type FaultLog = (incident: string, method: string, error: unknown) => void;

/** Where it lies, in the folder of the program's data. */
export function faultLogFolder(dataFolder: string): string {
  return join(dataFolder, 'journal');
}

/**
 * The local log of unforeseen errors: one JSON line each, with the number the person can quote. No message text is written
 * (it may quote data): class, system code, and stack frames alone.
 */
export function openFaultLog(folder: string, now: () => number): FaultLog {
  const path = join(folder, FILE);
  return (incident, method, error) => {
    const line = JSON.stringify({ at: new Date(now()).toISOString(), incident, method, ...describeFault(error) });
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      rotate(path);
      appendFileSync(path, `${line}\n`, { mode: 0o600 });
    } catch {
      // A full or read-only disk: the person sees the number all the same, and nothing more can be done for the log.
    }
  };
}

/** Class, system code and frames of an error, and of its causes; never its message. */
export function describeFault(error: unknown): object {
  if (!(error instanceof Error)) return { class: typeof error, frames: [] };
  const code = 'code' in error && typeof error.code === 'string' && /^[A-Z_0-9]{2,40}$/.test(error.code);
  return {
    class: /^\w{1,60}$/.test(error.name) ? error.name : error.constructor.name,
    ...(code && { code: error.code }),
    frames: stackFrames(error),
    ...(error.cause !== undefined && { cause: describeFault(error.cause) }),
  };
}

function stackFrames(error: Error): string[] {
  const stack = error.stack ?? '';
  // The stack repeats the message first; it goes whole, so that no line of it can pass for a frame.
  const messageEnd = stack.indexOf(error.message) + error.message.length;
  return stack
    .slice(messageEnd)
    .split('\n')
    .filter((line) => FRAME.test(line))
    .map((line) => line.trim())
    .slice(0, 20);
}

function rotate(path: string): void {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size > MAX_BYTES) renameSync(path, `${path}.1`);
}
