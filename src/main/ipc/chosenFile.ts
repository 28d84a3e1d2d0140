import { rmSync, writeFileSync } from 'node:fs';
import { refuse } from '../vault/refusal.ts';
import { faultCode, isDiskFull } from '../vault/storageFault.ts';
import type { Vault } from '../vault/vault.ts';

/** Writes a file where the person chose. Refuses `disk-full`, and `file-not-writable` for whatever else the place says. */
export function writeChosenFile(path: string, bytes: Uint8Array): void {
  refuseUnwritable(() => writeFileSync(path, bytes));
}

/** Runs what writes at a place that the person chose; refuses as {@link writeChosenFile}. */
export function refuseUnwritable(write: () => void): void {
  try {
    write();
  } catch (error) {
    if (isDiskFull(error)) refuse({ code: 'disk-full' });
    if (faultCode(error) === null) throw error;
    refuse({ code: 'file-not-writable' });
  }
}

/** The file and its entry in the access log stand or fall together. */
export function writeFileWithEntry(path: string, bytes: Uint8Array, vault: Vault, log: () => void): void {
  const file = { isWritten: false };
  try {
    vault.db.transaction(() => {
      log();
      writeChosenFile(path, bytes);
      file.isWritten = true;
    })();
  } catch (error) {
    if (file.isWritten) rmSync(path, { force: true });
    throw error;
  }
}
