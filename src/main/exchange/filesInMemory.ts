import { basename } from 'node:path';
import type { ChosenFile, ImportPlan } from '../../shared/contract/imports.ts';
import { newId } from '../vault/identifier.ts';
import { refuse } from '../vault/refusal.ts';
import type { Vault } from '../vault/vault.ts';
import { rememberedMatch } from './columnMatches.ts';
import type { ImportFile, ImportRequest } from './importRequest.ts';
import { readTableFile } from './readTable.ts';
import { recogniseColumns, type Recognition } from './recogniseColumns.ts';
import type { SourceTable } from './sourceTable.ts';

/** A file that was read, waiting for the person to decide. */
interface FileInMemory {
  readonly name: string;
  readonly table: SourceTable;
  readonly recognition: Recognition;
}

/** What was read belongs to one opening of the vault and goes with it: nothing of a patient survives the lock here. */
const filesOf = new WeakMap<Vault, Map<string, FileInMemory>>();

const SAMPLES = 3;
const SAMPLE_LENGTH = 80;

/** Reads a file into memory and tells what it seems to be. Refuses as `readTableFile` does. */
export async function takeFile(vault: Vault, path: string): Promise<ChosenFile> {
  const table = await readTableFile(path);
  const recognised = recogniseColumns(table.headers);
  const remembered = recognised.kind === 'table' ? rememberedMatch(vault, table.headers) : null;
  const recognition: Recognition =
    remembered === null ? recognised : { kind: 'table', holds: remembered.rows, match: remembered };
  const fileId = newId();
  const name = basename(path);
  const files = filesOf.get(vault) ?? new Map<string, FileInMemory>();
  filesOf.set(vault, files.set(fileId, { name, table, recognition }));
  const columns = table.headers.map((header, index) => ({ header, samples: samplesOf(table, index) }));
  return { fileId, name, ...recognition, rowCount: table.rows.length, columns };
}

/** Lets go of a file. */
export function dropFile(vault: Vault, fileId: string): void {
  filesOf.get(vault)?.delete(fileId);
}

/** What a plan asks for, with the files that it names. Refuses `not-found` for one that is no longer in memory. */
export function requestOf(vault: Vault, plan: ImportPlan): ImportRequest {
  const files = plan.files.map(({ fileId, match: chosen }): ImportFile => {
    const file = filesOf.get(vault)?.get(fileId) ?? refuse({ code: 'not-found', what: 'file' });
    const match = chosen ?? file.recognition.match ?? refuse({ code: 'invalid-input', fields: ['files.match'] });
    return { name: file.name, table: file.table, match };
  });
  return { files, answers: plan.answers, overwrite: plan.overwrite };
}

/** The first cells that are not empty, to show what a column holds. */
function samplesOf(table: SourceTable, index: number): string[] {
  const samples: string[] = [];
  for (const { cells } of table.rows) {
    const cell = cells[index]?.trim() ?? '';
    if (cell !== '' && !samples.includes(cell)) samples.push(cell.slice(0, SAMPLE_LENGTH));
    if (samples.length === SAMPLES) break;
  }
  return samples;
}
