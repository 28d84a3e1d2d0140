import { useState, type ReactNode } from 'react';
import type { FileRetention } from '../../../shared/contract/retention.ts';
import { counted } from '../../../shared/french/counted.ts';
import { invoke } from '../../bridge.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { FormDialog } from '../../components/FormDialog.tsx';
import { RefusalNotice, useRefusal } from '../../components/refusal.tsx';
import { TextField } from '../../components/TextField.tsx';
import { useContractQuery } from '../../queries.ts';
import { navigate } from '../../state/route.ts';
import styles from './Retention.module.css';
import { datesText } from '../../../shared/french/retentionText.ts';

const SHOWN = 30;

/** The archive: out of every list and search, found here by name, and taken back where it is needed. */
export function ArchiveCard({ count }: { readonly count: number }): ReactNode {
  const [text, setText] = useState('');
  const [wanted, setWanted] = useState<FileRetention | null>(null);
  const { data } = useContractQuery('retention.archived', { text, limit: SHOWN }, { keepPrevious: true });
  const [refusal, refuse] = useRefusal();
  if (count === 0) return null;

  async function takeBack(file: FileRetention, reason: string): Promise<void> {
    setWanted(null);
    const result = await invoke('retention.takeBack', { patientId: file.patientId, reason });
    refuse(result.ok ? null : result.error);
    if (result.ok) navigate({ screen: 'patientFile', patientId: file.patientId });
  }

  return (
    <Card title={`Archive, ${counted(count, 'dossier')}`} padded>
      <TextField label="Chercher un nom dans l’archive" value={text} onChange={setText} />
      <ul className={styles.list}>
        {data?.files.map((file) => (
          <li key={file.patientId} className="item">
            <div className="grow">
              <strong>{file.displayName}</strong>
              <p className="small muted">{datesText(file)}</p>
            </div>
            <Button size="sm" onClick={() => setWanted(file)}>
              Reprendre
            </Button>
          </li>
        ))}
      </ul>
      {data?.files.length === 0 && <p className="small muted">Aucun dossier de ce nom dans l’archive.</p>}
      <RefusalNotice refusal={refusal} />
      {wanted && (
        <TakeBackDialog
          file={wanted}
          onConfirm={(reason) => void takeBack(wanted, reason)}
          onClose={() => setWanted(null)}
        />
      )}
    </Card>
  );
}

function TakeBackDialog({
  file,
  onConfirm,
  onClose,
}: {
  readonly file: FileRetention;
  readonly onConfirm: (reason: string) => void;
  readonly onClose: () => void;
}): ReactNode {
  const [reason, setReason] = useState('Le patient revient');
  const [isTried, setTried] = useState(false);

  function confirm(): void {
    setTried(true);
    if (reason.trim() !== '') onConfirm(reason.trim());
  }

  return (
    <FormDialog
      title={`Reprendre le dossier de ${file.displayName}\u202f?`}
      keep="Le laisser dans l’archive"
      confirm="Reprendre le dossier"
      onConfirm={confirm}
      onClose={onClose}
    >
      <TextField
        label="Raison"
        value={reason}
        onChange={setReason}
        error={
          isTried && reason.trim() === '' ? 'La raison manque. Elle est gardée dans le journal d’accès.' : undefined
        }
        data-autofocus
      />
    </FormDialog>
  );
}
