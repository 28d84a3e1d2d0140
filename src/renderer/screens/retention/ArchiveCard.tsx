import { useState, type ReactNode } from 'react';
import type { ContractError } from '../../../shared/contract/errors.ts';
import type { FileRetention } from '../../../shared/contract/retention.ts';
import { counted } from '../../../shared/french/counted.ts';
import { invoke } from '../../bridge.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { ReasonDialog } from '../../components/ReasonDialog.tsx';
import { TextField } from '../../components/TextField.tsx';
import { useContractQuery } from '../../queries.ts';
import { refusalOf } from '../../refusalOf.ts';
import { navigate } from '../../state/route.ts';
import styles from './Retention.module.css';
import { datesText } from '../../../shared/french/retentionText.ts';

const SHOWN = 30;

/** The archive: out of every list and search, found here by name, and taken back where it is needed. */
export function ArchiveCard({ count }: { readonly count: number }): ReactNode {
  const [text, setText] = useState('');
  const [wanted, setWanted] = useState<FileRetention | null>(null);
  const { data } = useContractQuery('retention.archived', { text, limit: SHOWN }, { keepPrevious: true });
  if (count === 0) return null;

  async function takeBack({ patientId }: FileRetention, reason: string): Promise<ContractError | null> {
    const result = await invoke('retention.takeBack', { patientId, reason });
    if (result.ok) navigate({ screen: 'patientFile', patientId });
    return refusalOf(result);
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
      {wanted && (
        <ReasonDialog
          title={`Reprendre le dossier de ${wanted.displayName}\u202f?`}
          usual="Le patient revient"
          missing="La raison manque. Elle est gardée dans le journal d’accès."
          keep="Le laisser dans l’archive"
          confirm="Reprendre le dossier"
          onConfirm={(reason) => takeBack(wanted, reason)}
          onClose={() => setWanted(null)}
        />
      )}
    </Card>
  );
}
