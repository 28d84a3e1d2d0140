import { lazy, Suspense, useMemo, useState, type ReactNode } from 'react';
import type { ContractError } from '../../../shared/contract/errors.ts';
import type { Output } from '../../../shared/contract/index.ts';
import { invoke } from '../../bridge.ts';
import { useContractQuery } from '../../queries.ts';
import { showToast } from '../../state/toast.ts';
import { Button } from '../Button.tsx';
import { Dialog } from '../Dialog.tsx';
import { FormError } from '../FormError.tsx';
import { SharingReminder } from '../SharingReminder.tsx';
import { Skeleton } from '../Skeleton.tsx';
import styles from './DocumentDialog.module.css';

/** Heavy, and needed by few: fetched when the first PDF is looked at. */
const PdfPages = lazy(() => import('./PdfPages.tsx').then((module) => ({ default: module.PdfPages })));

/** A document that the vault keeps, shown from its bytes: no file is written to look at it. */
export function DocumentDialog({
  documentId,
  onClose,
}: {
  readonly documentId: string;
  readonly onClose: () => void;
}): ReactNode {
  const { data, error } = useContractQuery('documents.read', { documentId });
  const [refusal, setRefusal] = useState<ContractError | null>(null);

  async function print(): Promise<void> {
    const result = await invoke('documents.print', { documentId });
    setRefusal(result.ok ? null : result.error);
  }

  async function save(): Promise<void> {
    const result = await invoke('documents.save', { documentId });
    if (result.ok) showToast({ text: `Enregistré\u00a0: ${result.value.fileName}` });
    setRefusal(result.ok || result.error.code === 'file-not-chosen' ? null : result.error);
  }

  return (
    <Dialog
      title={data?.document.title ?? 'Document'}
      size="xl"
      onClose={onClose}
      actions={
        <>
          <Button onClick={() => void save()}>Enregistrer</Button>
          {data?.document.isPrintable === true && <Button onClick={() => void print()}>Imprimer</Button>}
          <Button variant="primary" onClick={onClose} data-autofocus>
            Fermer
          </Button>
        </>
      }
    >
      {error && <FormError error={error.error} />}
      {refusal && <FormError error={refusal} />}
      {!data && !error && <Skeleton lines={6} />}
      {data && data.document.patientId !== null && <SharingReminder patientId={data.document.patientId} />}
      {data && <Content read={data} />}
    </Dialog>
  );
}

function Content({ read: { document, base64 } }: { readonly read: Output<'documents.read'> }): ReactNode {
  const bytes = useMemo(
    () =>
      document.mediaType === 'application/pdf' ? Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)) : null,
    [document.mediaType, base64],
  );
  return (
    <div className={styles.pages} tabIndex={0} role="group" aria-label="Pages du document">
      {bytes === null ? (
        <img className={styles.image} src={`data:${document.mediaType};base64,${base64}`} alt={document.title} />
      ) : (
        <Suspense fallback={<Skeleton lines={6} />}>
          <PdfPages bytes={bytes} title={document.title} />
        </Suspense>
      )}
    </div>
  );
}
