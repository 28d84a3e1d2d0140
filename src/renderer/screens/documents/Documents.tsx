import { IconFileText } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type { DocumentKind } from '../../../shared/contract/documents.ts';
import { DOCUMENT_KINDS } from '../../../shared/french/documentKinds.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { DocumentRows } from '../../components/documents/DocumentRows.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Page } from '../../components/Page.tsx';
import { RefusalNotice } from '../../components/refusal.tsx';
import { SelectField } from '../../components/SelectField.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { useContractQuery } from '../../queries.ts';
import { back } from '../../state/route.ts';
import styles from './Documents.module.css';

/** The papers of the practice that the vault keeps as they were that day; those of a patient stand in the file. */
export function Documents(): ReactNode {
  const { data, error } = useContractQuery('documents.list', { kind: null, patientId: null, subject: null });
  const [wanted, setWanted] = useState<DocumentKind | null>(null);
  const papers = data?.documents.filter(({ patientId }) => patientId === null) ?? [];
  const kinds = [...new Set(papers.map(({ kind }) => kind))];
  return (
    <Page
      title="Documents gardés"
      subtitle="Chacun est gardé dans le coffre tel qu’il était ce jour-là. Ceux d’un patient se lisent dans son dossier."
      actions={<Button onClick={back}>Revenir</Button>}
    >
      <RefusalNotice refusal={error?.error ?? null} />
      {!data && error === null && <Skeleton lines={5} />}
      {data && (
        <div className={styles.sheet}>
          {kinds.length > 1 && (
            <SelectField
              label="Montrer"
              choices={kinds.map((kind) => ({ value: kind, label: DOCUMENT_KINDS[kind] }))}
              value={wanted}
              onChange={setWanted}
              clearable
              placeholder="Tous les documents"
            />
          )}
          <Card>
            {papers.length === 0 ? (
              <EmptyState
                icon={IconFileText}
                title="Aucun document pour l’instant"
                text="Registre, affiche, certificats de destruction : chacun est gardé ici quand vous le faites."
              />
            ) : (
              <DocumentRows documents={papers.filter(({ kind }) => wanted === null || kind === wanted)} />
            )}
          </Card>
        </div>
      )}
    </Page>
  );
}
