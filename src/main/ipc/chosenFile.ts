import { writeFileSync } from 'node:fs';
import { refuse } from '../vault/refusal.ts';
import { faultCode, isDiskFull } from '../vault/storageFault.ts';

/** Writes a file where the person chose. Refuses `disk-full`, and `file-not-writable` for whatever else the place says. */
export function writeChosenFile(path: string, bytes: Uint8Array): void {
  try {
    writeFileSync(path, bytes);
  } catch (error) {
    if (isDiskFull(error)) refuse({ code: 'disk-full' });
    if (faultCode(error) === null) throw error;
    refuse({ code: 'file-not-writable' });
  }
}
