import type { ReactNode } from 'react';
import type { FrozenRow } from '../../../shared/contract/imports.ts';
import { LinkButton } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { navigate } from '../../state/route.ts';
import styles from './Import.module.css';
import { lineKey } from './importState.ts';

/** Lines that a limitation keeps out, and what to do so that they come in. */
export function FrozenLines({ frozen }: { readonly frozen: readonly FrozenRow[] }): ReactNode {
  return (
    <Card title="Laissées de côté : dossiers gelés" padded>
      <div className={styles.stack}>
        <p>
          Une demande de limitation (article 18 du RGPD) gèle ces dossiers&nbsp;: rien n’y est changé, le reste du
          fichier est repris. Mettez fin au gel depuis la demande, sous RGPD, puis reprenez ce même fichier&nbsp;:
          seules ces lignes seront encore à reprendre.
        </p>
        <ul>
          {frozen.map((row) => (
            <li key={lineKey(row)}>
              <LinkButton onClick={() => navigate({ screen: 'patientFile', patientId: row.patientId })}>
                {row.displayName}
              </LinkButton>{' '}
              <span className="small muted">
                {row.file === 'patients' ? 'Patients' : 'Consultations'}, ligne {row.line}
              </span>
            </li>
          ))}
        </ul>
      </div>
    </Card>
  );
}
