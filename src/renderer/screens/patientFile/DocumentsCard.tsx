import type { ReactNode } from 'react';
import { Card } from '../../components/Card.tsx';
import { DocumentRows } from '../../components/documents/DocumentRows.tsx';
import { useContractQuery } from '../../queries.ts';

/** What is kept of this patient beside the file: consents, requests and answers. Nothing where there is nothing. */
export function DocumentsCard({ patientId }: { readonly patientId: string }): ReactNode {
  const { data } = useContractQuery('documents.list', { kind: null, patientId, subject: null });
  if (!data || data.documents.length === 0) return null;
  return (
    <Card title="Documents gardés">
      <DocumentRows documents={data.documents} />
    </Card>
  );
}
