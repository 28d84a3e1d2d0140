import { useState, type ReactNode } from 'react';
import type { PatientRow } from '../../../shared/contract/patients.ts';
import { formatDate } from '../../../shared/domain/dateText.ts';
import { displayName } from '../../../shared/domain/name.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { useRecentPatients, useSearchResults } from '../../components/patientSearch/useSearchResults.ts';
import { TextField } from '../../components/TextField.tsx';
import styles from './MoveDialog.module.css';

const SHOWN = 6;

/** Chooses the file that a consultation belongs to, with the reason. */
export function MoveDialog({
  day,
  fromPatientId,
  onConfirm,
  onClose,
}: {
  readonly day: string;
  readonly fromPatientId: string;
  readonly onConfirm: (toPatientId: string, reason: string) => void;
  readonly onClose: () => void;
}): ReactNode {
  const [text, setText] = useState('');
  const [target, setTarget] = useState<PatientRow | null>(null);
  const [reason, setReason] = useState('Écrite dans le mauvais dossier');
  const [isTried, setTried] = useState(false);
  const isSearching = text.trim() !== '';
  const found = useSearchResults(text);
  const recent = useRecentPatients(!isSearching);
  const rows = (isSearching ? found : recent).patients
    .map(({ row }) => row)
    .filter(({ id }) => id !== fromPatientId)
    .slice(0, SHOWN);

  function confirm(): void {
    setTried(true);
    if (target !== null && reason.trim() !== '') onConfirm(target.id, reason.trim());
  }

  return (
    <Dialog
      title={`À quel dossier appartient la consultation du ${day}\u202f?`}
      onClose={onClose}
      onMain={confirm}
      actions={
        <>
          <Button onClick={onClose}>Laisser ici</Button>
          <Button variant="primary" keys="Ctrl Entrée" onClick={confirm}>
            Déplacer la consultation
          </Button>
        </>
      }
    >
      <TextField
        label="Chercher le patient"
        placeholder="Nom, téléphone, date de naissance…"
        value={text}
        onChange={setText}
        error={isTried && target === null ? 'Choisissez un dossier dans la liste.' : undefined}
        data-autofocus
      />
      <div role="radiogroup" aria-label="Dossier de destination" className={styles.choices}>
        {rows.map((row) => (
          <label key={row.id} className={styles.choice}>
            <input type="radio" name="target" checked={target?.id === row.id} onChange={() => setTarget(row)} />
            <span>
              <strong>{displayName(row)}</strong>
              {row.birthDate !== null && <span className="muted"> {formatDate(row.birthDate)}</span>}
            </span>
          </label>
        ))}
        {isSearching && !found.stale && rows.length === 0 && <p className="small muted">Aucun autre dossier trouvé.</p>}
      </div>
      <TextField
        label="Raison"
        value={reason}
        onChange={setReason}
        error={
          isTried && reason.trim() === '' ? 'La raison manque. Elle est gardée dans le journal d’accès.' : undefined
        }
      />
    </Dialog>
  );
}
