import { readFileSync, statSync } from 'node:fs';
import { DOCUMENT_LIMIT_BYTES } from '../privacy/keptDocuments.ts';
import { refuse } from '../vault/refusal.ts';
import { faultCode } from '../vault/storageFault.ts';
import type { Core } from './core.ts';

/**
 * The bytes of a paper that was scanned, where the person chooses it. Refuses `file-not-chosen`, `file-too-large` before it
 * reads, and `file-unreadable`.
 */
export async function chooseScan(core: Core, title: string): Promise<Buffer> {
  const [path] = await core.host.chooseFiles({ title, extensions: ['pdf', 'jpg', 'jpeg', 'png'], multiple: false });
  if (path === undefined) return refuse({ code: 'file-not-chosen' });
  try {
    if (statSync(path).size > DOCUMENT_LIMIT_BYTES) refuse({ code: 'file-too-large' });
    return readFileSync(path);
  } catch (error) {
    if (faultCode(error) === null) throw error;
    return refuse({ code: 'file-unreadable' });
  }
}
