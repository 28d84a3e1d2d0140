import { useState, type ReactNode } from 'react';
import type { FileToPurge } from '../../../shared/contract/retention.ts';
import { counted } from '../../../shared/french/counted.ts';
import { Checkbox } from '../../components/Checkbox.tsx';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { openRequestText } from './OpenRequests.tsx';
import styles from './Retention.module.css';

/** The last look at what is destroyed for good. */
export function PurgeDialog({
  files,
  onConfirm,
  onClose,
}: {
  readonly files: readonly FileToPurge[];
  readonly onConfirm: (patientIds: readonly string[]) => void;
  readonly onClose: () => void;
}): ReactNode {
  const [isSeen, setSeen] = useState(false);
  const many = counted(files.length, 'dossier');
  return (
    <ConfirmDialog
      title={`Détruire ${many} pour toujours\u202f?`}
      text={
        'Les consultations, les documents et les anciennes versions partent avec eux. Leurs noms sont retirés des registres, des demandes et des motifs écrits ailleurs, où «\u202f[nom]\u202f» les remplace. Un certificat sans aucun nom est gardé.'
      }
      keep="Garder les dossiers"
      confirm={`Détruire ${many}`}
      busy={!isSeen}
      onConfirm={() => onConfirm(files.map(({ patientId }) => patientId))}
      onClose={onClose}
    >
      <ul className={styles.list} tabIndex={0} aria-label="Dossiers à détruire">
        {files.map(({ patientId, displayName, openRequests }) => (
          <li key={patientId}>
            {displayName}
            {openRequests.map((request) => (
              <p key={request.id} className="small">
                {openRequestText(request)}
              </p>
            ))}
          </li>
        ))}
      </ul>
      <Checkbox label="J’ai relu cette liste" checked={isSeen} onChange={setSeen} />
    </ConfirmDialog>
  );
}
