import { basename } from 'node:path';
import { draftImport, reportOf } from '../../main/exchange/draftImport.ts';
import type { ImportFile, ImportRequest } from '../../main/exchange/importRequest.ts';
import { matchOf } from '../../main/exchange/columnMatches.ts';
import { readTableFile } from '../../main/exchange/readTable.ts';
import { runImport } from '../../main/exchange/runImport.ts';
import { refuse } from '../../main/vault/refusal.ts';
import type { Vault } from '../../main/vault/vault.ts';
import type { ImportReport, ImportRows } from '../../shared/contract/imports.ts';
import { counted } from '../../shared/french/counted.ts';
import { operand, optionIsSet, type Invocation, type Verb } from '../verb.ts';
import { requireNoCopy, withTitularVault } from '../withVault.ts';

/** Brings patients and consultations over. What is doubtful is left empty and listed; nothing known is written over. */
export const importFiles: Verb = {
  name: 'import',
  operands: ['COFFRE', 'PATIENTS.csv', '[CONSULTATIONS.csv]'],
  options: { 'dry-run': { type: 'boolean' } },
  summary: 'reprend des patients (CSV ou XLSX)\u202f; --dry-run n’écrit rien',
  run: async (invocation) =>
    withTitularVault(invocation, async (opened) => {
      requireNoCopy(opened);
      const { vault } = opened;
      const request = await readRequest(vault, invocation);
      const report = optionIsSet(invocation, 'dry-run')
        ? reportOf(await draftImport(vault, request, async () => undefined))
        : await runImport(vault, request, { beginStep: ignore, advance: ignore, breathe: async () => undefined });
      sayChanges(invocation, report);
      const { created, skipped } = report;
      const questions = report.questions.map(({ line, column, value, code }) => ({ line, column, value, code }));
      return { json: { created, skipped, questions }, lines: linesOf(report) };
    }),
};

async function readRequest(vault: Vault, invocation: Invocation): Promise<ImportRequest> {
  const paths = [operand(invocation, 1), ...invocation.operands.slice(2)];
  const files: ImportFile[] = [];
  for (const [index, path] of paths.entries())
    files.push(await readOne(vault, path, index === 0 ? 'patients' : 'consultations'));
  return { files, answers: [], overwrite: [] };
}

/** The place on the command line says what an unknown file holds; its columns are matched by their names. */
async function readOne(vault: Vault, path: string, rows: ImportRows): Promise<ImportFile> {
  const table = await readTableFile(path);
  const match = matchOf(vault, table.headers, rows);
  const needed = match.rows === 'patients' ? ['familyName', 'givenName'] : ['number', 'startedAt'];
  if (!match.columns.some(({ target }) => target !== null && needed.includes(target)))
    return refuse({ code: 'file-kind-unknown' });
  return { name: basename(path), table, match };
}

function sayChanges({ say }: Invocation, { changed, frozen, questions }: ImportReport): void {
  if (questions.length > 0)
    say(
      `${counted(questions.length, 'question reste ouverte', 'questions restent ouvertes')}\u00a0: corrigez le fichier, ou le dossier.`,
    );
  for (const { file, line, differences } of changed)
    say(
      `${placeOf(file, line)}\u00a0: changée depuis la dernière reprise (${differences.map(({ field }) => field).join(', ')}), rien n’est écrit.`,
    );
  for (const { file, line } of frozen)
    say(
      `${placeOf(file, line)}\u00a0: le dossier est gelé par une demande de limitation, rien n’est écrit. Mettez fin au gel depuis la demande, puis reprenez ce fichier.`,
    );
}

function placeOf(file: ImportRows, line: number): string {
  return `${file === 'patients' ? 'Patients' : 'Consultations'}, ligne ${line}`;
}

function linesOf({ created, skipped, questions }: ImportReport): string[] {
  return [
    `Repris\u00a0: ${counted(created.patients, 'patient')}, ${counted(created.consultations, 'consultation')}\u202f; ${counted(skipped, 'ligne laissée', 'lignes laissées')}.`,
    ...questions.map(({ file, line, column, value, code }) => [file, line, column, value, code].join('\t')),
  ];
}

function ignore(): void {
  // Nobody watches: the command line shows the end alone.
}
