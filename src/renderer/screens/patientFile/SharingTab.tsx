import type { ReactNode } from 'react';
import { ConsentsCard } from './ConsentsCard.tsx';
import { InformationCard } from './InformationCard.tsx';
import { DocumentsCard } from './DocumentsCard.tsx';
import { OppositionsCard } from './OppositionsCard.tsx';
import styles from './PatientFile.module.css';
import { RetentionCard } from './RetentionCard.tsx';

/** What the patient decides about the file, and how long it is kept. */
export function SharingTab({ patientId }: { readonly patientId: string }): ReactNode {
  return (
    <div className={styles.form} data-pane="Partages et accords" tabIndex={-1}>
      <div className={styles.sheet}>
        <OppositionsCard patientId={patientId} />
        <ConsentsCard patientId={patientId} />
        <InformationCard patientId={patientId} />
        <DocumentsCard patientId={patientId} />
        <RetentionCard patientId={patientId} />
      </div>
    </div>
  );
}
