import { cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { measureHosting } from './hosting.ts';
import { measureRecords } from './records.ts';
import { measureSnapshots } from './snapshots.ts';
import { measureTyping } from './typing.ts';
import { measureWindow, type WindowRow } from './window.ts';
import { measureYear } from './year.ts';

// npm run bench -- [--patients N] [--consultations M] [--only window|records|copies|host|typing]
// Measures core, window, copies and what they leave to typing in one run and prints one table; fails where a limit is passed.
const { values } = parseArgs({
  options: {
    patients: { type: 'string', default: '20000' },
    consultations: { type: 'string', default: '200000' },
    only: { type: 'string' },
    days: { type: 'string', default: '250' },
  },
});
const practice = { patients: Number(values.patients), consultations: Number(values.consultations) };
const say = (line: string): void => void process.stderr.write(`${line}\n`);

// The window first: what the measures of the records leave in memory would be counted as its own.
const windowRows = isWanted('window') ? await measureWindow(practice, say) : [];
const recordRows = isWanted('records') ? await measureRecords(practice, say) : [];
const copyRows = isWanted('copies') ? await measureSnapshots(practice, say) : [];
const hostRows = isWanted('host') ? await measureHosting(practice, say) : [];
const typingRows = isWanted('typing') ? await measureTyping(practice, say) : [];
// Takes an hour beside restic and borg: only when it is asked for by name.
const yearRows = values.only === 'year' ? await measureYear({ ...practice, days: Number(values.days) }, say) : [];
const rows = [...recordRows, ...windowRows, ...copyRows, ...hostRows, ...yearRows, ...typingRows];
console.log(
  `${count(practice.patients)} patients, ${count(practice.consultations)} consultations; ${cpus()[0]?.model.trim() ?? '?'} (${cpus().length} threads), ${Math.round(totalmem() / 2 ** 30)} GB, ${process.platform}.\n`,
);
console.log(table(rows));
process.exitCode = rows.every(({ holds }) => holds) ? 0 : 1;

function isWanted(part: 'window' | 'records' | 'copies' | 'host' | 'typing'): boolean {
  return values.only === undefined || values.only === part;
}

function table(lines: readonly WindowRow[]): string {
  const cells = lines.map(({ name, reference, measured, allowed, holds }) => [
    name,
    reference === null ? '' : reference.toFixed(2),
    measured.toFixed(2),
    reference === null ? '' : (measured / reference).toFixed(2),
    allowed,
    holds ? 'yes' : '**no**',
  ]);
  const header = ['measure (ms, medians unless said)', 'reference', 'measured', 'ratio', 'allowed', 'holds'];
  return [header, header.map((_, index) => (index === 0 ? '---' : '---:')), ...cells]
    .map((row) => `| ${row.join(' | ')} |`)
    .join('\n');
}

function count(value: number): string {
  return value.toLocaleString('en-GB');
}
