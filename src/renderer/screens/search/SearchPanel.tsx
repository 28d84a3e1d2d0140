import { useState, type ReactNode } from 'react';
import type { ContractError } from '../../../shared/contract/errors.ts';
import { PatientGrid } from '../../components/patientSearch/PatientGrid.tsx';
import { useResultKeys } from '../../components/patientSearch/resultKeys.ts';
import { SearchKeys } from '../../components/patientSearch/SearchKeys.tsx';
import {
  useRecentPatients,
  useSearchResults,
  type SearchResults,
} from '../../components/patientSearch/useSearchResults.ts';
import { RefusalNotice } from '../../components/refusal.tsx';
import { navigate } from '../../state/route.ts';
import { startConsultation } from '../../state/startConsultation.ts';
import styles from './SearchBox.module.css';

const GRID = 'search-results';

/** What the search found, under its field: recent patients until something is typed. */
export function SearchPanel({ text, onDone }: { readonly text: string; readonly onDone: () => void }): ReactNode {
  const isSearching = text.trim() !== '';
  const recent = useRecentPatients(!isSearching);
  const found = useSearchResults(text);
  const results = isSearching ? found : recent;
  const { patients, consultations } = results;
  const [refusal, setRefusal] = useState<{ text: string; error: ContractError } | null>(null);

  const keys = useResultKeys({
    gridId: GRID,
    text,
    count: patients.length + consultations.length,
    stale: results.stale,
    open(index) {
      const consultation = consultations[index - patients.length];
      const patientId = patients[index]?.row.id ?? consultation?.patientId;
      if (patientId === undefined) return;
      onDone();
      navigate({
        screen: 'patientFile',
        patientId,
        ...(consultation && { consultationId: consultation.consultationId }),
      });
    },
    start(index) {
      const patientId = patients[index]?.row.id ?? consultations[index - patients.length]?.patientId;
      if (patientId === undefined) return;
      void startConsultation(patientId).then((error) => (error ? setRefusal({ text, error }) : onDone()));
    },
  });
  const error = results.error?.error ?? (refusal?.text === text ? refusal.error : null);

  return (
    <div className={styles.panel} onMouseDown={(event) => event.preventDefault()}>
      <p className={styles.heading} role="status">
        {heading(isSearching, results)}
      </p>
      <RefusalNotice refusal={error} />
      <PatientGrid
        id={GRID}
        label={isSearching ? 'Résultats de la recherche' : 'Patients récents'}
        count={patients.length}
        patientAt={(index) => patients[index]}
        consultations={consultations}
        active={keys.active}
        onChoose={keys.open}
        onOpen={keys.open}
      />
      <SearchKeys escape={text === '' ? 'fermer' : 'effacer'} />
    </div>
  );
}

function heading(isSearching: boolean, { text, total, stale }: SearchResults): string {
  if (!isSearching) return 'Patients récents';
  if (stale && total === 0) return '';
  if (total === 0) return `Aucun patient pour «\u202f${text}\u202f»`;
  return `${total} patient${total > 1 ? 's' : ''} pour «\u202f${text}\u202f»`;
}
