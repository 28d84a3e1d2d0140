import { readFile, stat } from 'node:fs/promises';
import { Refusal, refuse } from '../vault/refusal.ts';
import type { SourceTable } from './sourceTable.ts';

const MAX_FILE = 256 * 1024 * 1024;

/** Reads a CSV or XLSX file, told apart by content and not by name. Nothing is written. */
export async function readTableFile(path: string): Promise<SourceTable> {
  return readTable(await readBytes(path));
}

/** Reads a CSV or XLSX file that is in memory already. */
export async function readTable(bytes: Uint8Array): Promise<SourceTable> {
  if (bytes.length === 0) return refuse({ code: 'file-empty' });
  // Fetched with their libraries when a file is read, not at each start of the program.
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04])) return (await import('./readXlsx.ts')).readXlsx(bytes);
  return (await import('./readCsv.ts')).readCsv(bytes);
}

async function readBytes(path: string): Promise<Uint8Array> {
  try {
    const { size } = await stat(path);
    if (size > MAX_FILE) return refuse({ code: 'file-too-large' });
    return await readFile(path);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    return refuse({ code: 'file-unreadable' }); // Gone, forbidden, a folder, a stick pulled out: all the same to the person.
  }
}

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, index) => bytes[index] === byte);
}
