import { useState, type ReactNode } from 'react';
import type { FileRetention } from '../../../shared/contract/retention.ts';
import { counted } from '../../../shared/french/counted.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { Count } from '../../components/Tag.tsx';
import styles from './Retention.module.css';
import { datesText, groundText } from '../../../shared/french/retentionText.ts';

/** Files whose time has come, each with its reason; what is ticked is done at once. */
export function DueFiles<File extends FileRetention>({
  title,
  files,
  action,
  onAct,
  isHindered = () => false,
  note,
}: {
  readonly title: string;
  readonly files: readonly File[];
  readonly action: string;
  readonly onAct: (patientIds: readonly string[]) => void;
  /** Something is to be done before: the file cannot be ticked. */
  readonly isHindered?: (file: File) => boolean;
  /** What is to be known of a file before, under its line. */
  readonly note?: (file: File) => ReactNode;
}): ReactNode {
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  if (files.length === 0) return null;
  const isChosen = (file: File): boolean => !left.has(file.patientId) && !isHindered(file);
  const chosen = files.filter(isChosen).map(({ patientId }) => patientId);

  function tick(patientId: string, isTicked: boolean): void {
    const next = new Set(left);
    if (isTicked) next.delete(patientId);
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
                checked={isChosen(file)}
                disabled={isHindered(file)}
                onChange={(event) => tick(file.patientId, event.target.checked)}
              />
              <span>
                <strong>{file.displayName}</strong>
                <span className="small muted">
                  {groundText(file)}, {datesText(file)}
                </span>
              </span>
            </label>
            {note?.(file)}
          </li>
        ))}
      </ul>
    </Card>
  );
}
