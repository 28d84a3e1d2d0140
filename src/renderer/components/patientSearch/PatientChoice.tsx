import { useState, type ReactNode } from 'react';
import type { PatientRow } from '../../../shared/contract/patients.ts';
import { formatDate } from '../../../shared/domain/dateText.ts';
import { displayName } from '../../../shared/domain/name.ts';
import { TextField } from '../TextField.tsx';
import styles from './PatientChoice.module.css';
import { useRecentPatients, useSearchResults } from './useSearchResults.ts';

const SHOWN = 6;

/** Finds one file as one types, the recent ones first; for a dialog that is about a patient. */
export function PatientChoice({
  chosen,
  onChoose,
  except,
  error,
}: {
  readonly chosen: PatientRow | null;
  readonly onChoose: (patient: PatientRow) => void;
  /** A file that is not to be chosen. */
  readonly except?: string;
  readonly error?: string | undefined;
}): ReactNode {
  const [text, setText] = useState('');
  const isSearching = text.trim() !== '';
  const found = useSearchResults(text);
  const recent = useRecentPatients(!isSearching);
  const rows = (isSearching ? found : recent).patients
    .map(({ row }) => row)
    .filter(({ id }) => id !== except)
    .slice(0, SHOWN);
  return (
    <>
      <TextField
        label="Chercher le patient"
        placeholder="Nom, téléphone, date de naissance…"
        value={text}
        onChange={setText}
        error={error}
        data-autofocus
      />
      <div role="radiogroup" aria-label="Dossier" className={styles.choices}>
        {rows.map((row) => (
          <label key={row.id} className={styles.choice}>
            <input type="radio" name="patient" checked={chosen?.id === row.id} onChange={() => onChoose(row)} />
            <span>
              <strong>{displayName(row)}</strong>
              {row.birthDate !== null && <span className="muted"> {formatDate(row.birthDate)}</span>}
            </span>
          </label>
        ))}
        {isSearching && !found.stale && rows.length === 0 && <p className="small muted">Aucun autre dossier trouvé.</p>}
      </div>
    </>
  );
}
