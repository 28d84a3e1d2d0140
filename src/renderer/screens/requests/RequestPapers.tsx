import type { ReactNode } from 'react';
import type { DocumentKind } from '../../../shared/contract/documents.ts';
import { DocumentRows } from '../../components/documents/DocumentRows.tsx';
import { useContractQuery } from '../../queries.ts';
import styles from './Requests.module.css';

/** Papers of one request, as they were kept, each looked at in the window. Nothing where there is none. */
export function RequestPapers({
  requestId,
  kinds,
}: {
  readonly requestId: string;
  readonly kinds: readonly DocumentKind[];
}): ReactNode {
  const { data } = useContractQuery('documents.list', { kind: null, patientId: null, subject: requestId });
  const papers = data?.documents.filter(({ kind }) => kinds.includes(kind)) ?? [];
  if (papers.length === 0) return null;
  return (
    <div className={styles.papers}>
      <DocumentRows documents={papers} />
    </div>
  );
}
