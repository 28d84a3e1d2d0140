import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { DOCUMENT_LIMIT_BYTES } from '../privacy/keptDocuments.ts';
import { refuse } from '../vault/refusal.ts';
import { faultCode } from '../vault/storageFault.ts';
import type { Core } from './core.ts';

/** A paper that was scanned, and the name of its file. */
export interface ChosenScan {
  readonly fileName: string;
  readonly bytes: Buffer;
}

/** The bytes alone of what {@link chooseNamedScan} gives. */
export async function chooseScan(core: Core, title: string): Promise<Buffer> {
  return (await chooseNamedScan(core, title)).bytes;
}

/**
 * A scanned paper, where the person chooses it. Refuses `file-not-chosen`, `file-too-large` before it reads, and
 * `file-unreadable`.
 */
export async function chooseNamedScan(core: Core, title: string): Promise<ChosenScan> {
  const [path] = await core.host.chooseFiles({ title, extensions: ['pdf', 'jpg', 'jpeg', 'png'], multiple: false });
  if (path === undefined) return refuse({ code: 'file-not-chosen' });
  try {
    if (statSync(path).size > DOCUMENT_LIMIT_BYTES) refuse({ code: 'file-too-large' });
    return { fileName: basename(path), bytes: readFileSync(path) };
  } catch (error) {
    if (faultCode(error) === null) throw error;
    return refuse({ code: 'file-unreadable' });
  }
}
