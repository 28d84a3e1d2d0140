import { IconFileText } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { invoke } from '../../bridge.ts';
import { Button } from '../../components/Button.tsx';
import { Icon } from '../../components/Icon.tsx';
import { RefusalNotice, useRefusal } from '../../components/refusal.tsx';
import { useContractQuery } from '../../queries.ts';
import styles from './Requests.module.css';

/** Letters that belong to the request, as they were kept. */
export function LetterList({ requestId }: { readonly requestId: string }): ReactNode {
  const { data } = useContractQuery('documents.list', { kind: null, patientId: null, subject: requestId });
  const [refusal, refuse] = useRefusal();

  async function put(method: 'documents.print' | 'documents.save', documentId: string): Promise<void> {
    const result = await invoke(method, { documentId });
    refuse(result.ok || result.error.code === 'file-not-chosen' ? null : result.error);
  }

  return (
    <>
      {data?.documents.map(({ id, title }) => (
        <div key={id} className={styles.buttons}>
          <Icon of={IconFileText} />
          <span className="grow">{title}</span>
          <Button size="sm" onClick={() => void put('documents.print', id)}>
            Imprimer
          </Button>
          <Button size="sm" onClick={() => void put('documents.save', id)}>
            Enregistrer…
          </Button>
        </div>
      ))}
      <RefusalNotice refusal={refusal} />
    </>
  );
}
