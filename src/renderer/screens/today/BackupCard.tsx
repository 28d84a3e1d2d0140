import { IconShieldOff } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Card } from '../../components/Card.tsx';
import { Icon } from '../../components/Icon.tsx';
import styles from './Today.module.css';

/** Where the patients' data are safe. Without a destination there is one thing to say, and it is not good. */
export function BackupCard(): ReactNode {
  return (
    <Card title="Sauvegardes">
      <p className={styles.backup}>
        <Icon of={IconShieldOff} />
        <span>
          Aucune sauvegarde&nbsp;: vos dossiers ne sont que sur cet ordinateur. Copiez le dossier du coffre sur une clé,
          coffre verrouillé.
        </span>
      </p>
    </Card>
  );
}
