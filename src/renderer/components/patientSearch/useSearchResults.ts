import { useMemo, useState } from 'react';
import type { PatientRow } from '../../../shared/contract/patients.ts';
import type { ConsultationHit, PatientHit } from '../../../shared/contract/search.ts';
import type { ContractFailure } from '../../bridge.ts';
import { useContractQuery } from '../../queries.ts';

export interface SearchResults {
  /** The text that these results answer. */
  readonly text: string;
  readonly patients: readonly PatientHit[];
  /** How many were found; more than `patients` holds where the list was cut. */
  readonly total: number;
  readonly consultations: readonly ConsultationHit[];
  /** True while the answer to the text as it stands now is still to come: what is given is the former one. */
  readonly stale: boolean;
  readonly error: ContractFailure | null;
}

/** Rows that fill the tallest screen twice; the person types one more letter rather than read further. */
const LIMIT = 60;
const RECENT = 12;

/** Results of a search as one types; of two answers the one to the latest text is shown, whichever comes last. */
export function useSearchResults(text: string): SearchResults {
  const wanted = text.trim().slice(0, 500);
  const { data, error, isPlaceholderData } = useContractQuery(
    'search.everywhere',
    { text: wanted, limit: LIMIT },
    { enabled: wanted !== '', keepPrevious: true },
  );
  const stale = isPlaceholderData || data === undefined;
  const [answered, setAnswered] = useState(wanted);
  if (!stale && answered !== wanted) setAnswered(wanted);
  return {
    text: stale ? answered : wanted,
    patients: data?.patients ?? [],
    total: data?.patientTotal ?? 0,
    consultations: data?.consultations ?? [],
    stale,
    error,
  };
}

/** The files last worked on, in the form of search results. */
export function useRecentPatients(enabled = true): SearchResults {
  const { data, error } = useContractQuery('patients.recent', { limit: RECENT }, { enabled });
  const patients = useMemo(() => data?.rows.map(unmarked) ?? [], [data]);
  return { text: '', patients, total: patients.length, consultations: [], stale: data === undefined, error };
}

/** A row that was not searched for: nothing in it to underline. */
export function unmarked(row: PatientRow): PatientHit {
  const plain = (text: string) => ({ text, marks: [] });
  return {
    row,
    familyName: plain(row.familyName),
    givenName: plain(row.givenName),
    birthName: plain(row.birthName),
    phone: plain(row.phone),
    city: plain(row.city),
  };
}
