import { useState, type ReactNode } from 'react';
import type { FileRetention } from '../../../shared/contract/retention.ts';
import { counted } from '../../../shared/french/counted.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { Count } from '../../components/Tag.tsx';
import styles from './Retention.module.css';
import { datesText, groundText } from '../../../shared/french/retentionText.ts';

/** Files whose time has come, each with its reason; what is ticked is done at once. */
export function DueFiles({
  title,
  files,
  action,
  onAct,
}: {
  readonly title: string;
  readonly files: readonly FileRetention[];
  readonly action: string;
  readonly onAct: (patientIds: readonly string[]) => void;
}): ReactNode {
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  if (files.length === 0) return null;
  const chosen = files.map(({ patientId }) => patientId).filter((id) => !left.has(id));

  function tick(patientId: string, isChosen: boolean): void {
    const next = new Set(left);
    if (isChosen) next.delete(patientId);
    else next.add(patientId);
    setLeft(next);
  }

  return (
    <Card
      title={title}
      aside={
        <span className="row">
          <Count value={files.length} label={counted(files.length, 'dossier')} />
          <Button size="sm" disabled={chosen.length === 0} onClick={() => onAct(chosen)}>
            {action}
          </Button>
        </span>
      }
    >
      <ul className={styles.list}>
        {files.map((file) => (
          <li key={file.patientId} className="item">
            <label className={styles.file}>
              <input
                type="checkbox"
                checked={!left.has(file.patientId)}
                onChange={(event) => tick(file.patientId, event.target.checked)}
              />
              <span>
                <strong>{file.displayName}</strong>
                <span className="small muted">
                  {groundText(file)}, {datesText(file)}
                </span>
              </span>
            </label>
          </li>
        ))}
      </ul>
    </Card>
  );
}
