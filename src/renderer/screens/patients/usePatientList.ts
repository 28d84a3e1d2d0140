import { useCallback, useState } from 'react';
import type { PatientHit } from '../../../shared/contract/search.ts';
import type { ContractFailure } from '../../bridge.ts';
import { unmarked } from '../../components/patientSearch/useSearchResults.ts';
import { useContractQuery } from '../../queries.ts';

/** Rows read at a time; a screen shows some twenty, so that two parts always hold what is seen. */
const PART = 100;

interface PatientList {
  readonly total: number;
  readonly isRead: boolean;
  readonly error: ContractFailure | null;
  /** Undefined while its part of the list is being read. */
  readonly patientAt: (index: number) => PatientHit | undefined;
  readonly onRange: (first: number, last: number) => void;
}

/** The whole list by name, of which only the parts that are on screen are read. */
export function usePatientList(): PatientList {
  const [range, setRange] = useState({ first: 0, last: 0 });
  const firstPart = Math.floor(range.first / PART);
  const lastPart = Math.floor(range.last / PART);
  const upper = useContractQuery('patients.list', { offset: firstPart * PART, limit: PART }, { keepPrevious: true });
  const lower = useContractQuery('patients.list', { offset: lastPart * PART, limit: PART }, { keepPrevious: true });
  const onRange = useCallback(
    (first: number, last: number) =>
      setRange((known) => (known.first === first && known.last === last ? known : { first, last })),
    [],
  );
  return {
    total: upper.data?.total ?? 0,
    isRead: upper.data !== undefined,
    error: upper.error ?? lower.error,
    onRange,
    patientAt(index) {
      const part = Math.floor(index / PART);
      const answer =
        part === firstPart && !upper.isPlaceholderData
          ? upper.data
          : part === lastPart && !lower.isPlaceholderData
            ? lower.data
            : undefined;
      const row = answer?.rows[index % PART];
      return row && unmarked(row);
    },
  };
}
