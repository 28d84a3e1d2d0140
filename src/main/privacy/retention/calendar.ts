import type { Output } from '../../../shared/contract/index.ts';
import type { FileRetention, FileToPurge } from '../../../shared/contract/retention.ts';
import { practiceToday } from '../../vault/practiceDay.ts';
import { statement } from '../../vault/statements.ts';
import type { Vault } from '../../vault/vault.ts';
import { listRequests } from '../requests/storedRequest.ts';
import { listFileRetentions } from './fileRetention.ts';

type Calendar = Output<'retention.calendar'>;

/** How far ahead the calendar looks: what comes due later concerns nobody today. */
const YEARS_AHEAD = 10;

/** What is to be done now, and how many files come due in each of the years ahead. */
export function retentionCalendar(vault: Vault): Calendar {
  const files = listFileRetentions(vault);
  const inState = (state: FileRetention['state']): FileRetention[] => files.filter((file) => file.state === state);
  return {
    toArchive: inState('to-archive'),
    toPurge: withRequests(vault, inState('to-purge')),
    held: files.filter(({ holdReason }) => holdReason !== null),
    archived: files.filter(({ archivedAt }) => archivedAt !== null).length,
    ahead: yearsAhead(files, Number(practiceToday(vault).slice(0, 4))),
    destructions: listDestructions(vault),
  };
}

function withRequests(vault: Vault, files: readonly FileRetention[]): FileToPurge[] {
  if (files.length === 0) return [];
  const open = listRequests(vault, null).filter(({ standing }) => standing !== 'closed');
  return files.map((file) => ({
    ...file,
    openRequests: open
      .filter(({ patientId }) => patientId === file.patientId)
      .map(({ id, kind, answer }) => ({ id, kind, isAnswered: answer !== null })),
  }));
}

function yearsAhead(files: readonly FileRetention[], thisYear: number): Calendar['ahead'] {
  const count = (days: readonly (string | null)[], year: number): number =>
    days.filter((day) => day?.startsWith(String(year)) === true).length;
  const archive = files.filter(({ state }) => state === 'active').map(({ archiveOn }) => archiveOn);
  const purge = files.filter(({ state }) => state !== 'to-purge').map(({ purgeOn }) => purgeOn);
  return Array.from({ length: YEARS_AHEAD }, (_, index) => thisYear + index).map((year) => ({
    year,
    archive: count(archive, year),
    purge: count(purge, year),
  }));
}

function listDestructions(vault: Vault): Calendar['destructions'] {
  return statement<[], Calendar['destructions'][number]>(
    vault.db,
    'SELECT document_id AS documentId, at, files, consultations FROM destruction ORDER BY at DESC',
  ).all();
}
