import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Button } from '../../components/Button.tsx';
import { Notice } from '../../components/Notice.tsx';
import styles from './panes.module.css';

/** The same text was changed elsewhere since it was read: both are shown, and one is chosen. */
export function ConflictNotice({
  fields,
  onChoose,
}: {
  readonly fields: readonly { readonly label: string; readonly theirs: string }[];
  readonly onChoose: (choice: 'mine' | 'theirs') => void;
}): ReactNode {
  return (
    <div className={styles.conflict}>
      <Notice tone="danger" icon={IconAlertTriangle}>
        <strong>Ce texte a aussi changé ailleurs.</strong> Rien n’est perdu&nbsp;: choisissez celui qui reste.
        {fields.map(({ label, theirs }) => (
          <p key={label} className={styles.theirs}>
            {label}, ailleurs&nbsp;: {theirs === '' ? <em>vide</em> : theirs}
          </p>
        ))}
        <p className="row" style={{ marginTop: 8 }}>
          <Button size="sm" onClick={() => onChoose('mine')}>
            Garder mon texte
          </Button>
          <Button size="sm" onClick={() => onChoose('theirs')}>
            Prendre l’autre
          </Button>
        </p>
      </Notice>
    </div>
  );
}
