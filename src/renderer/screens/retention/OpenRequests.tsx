import type { ReactNode } from 'react';
import type { FileToPurge } from '../../../shared/contract/retention.ts';
import { REQUEST_KINDS } from '../../../shared/french/requestKinds.ts';
import { Button } from '../../components/Button.tsx';
import { navigate } from '../../state/route.ts';
import styles from './Retention.module.css';

type OpenRequest = FileToPurge['openRequests'][number];

/** A copy that was asked for and is not answered yet keeps the file: the core refuses its destruction. */
export function waitsForCopy({ openRequests }: FileToPurge): boolean {
  return openRequests.some(isCopyDue);
}

/** What the person asked and is not closed, with what a destruction does to it, and the way there. */
export function OpenRequests({ file }: { readonly file: FileToPurge }): ReactNode {
  return file.openRequests.map((request) => (
    <span key={request.id} className={styles.request}>
      <span className="small">{openRequestText(request)}</span>
      <Button
        size="sm"
        aria-label={`Ouvrir la demande de ${file.displayName}`}
        onClick={() => navigate({ screen: 'request', requestId: request.id })}
      >
        Ouvrir
      </Button>
    </span>
  ));
}

/** One open request, and what becomes of it with the file. */
export function openRequestText(request: OpenRequest): string {
  const { kind, isAnswered } = request;
  const asked = `Demande en cours (${REQUEST_KINDS[kind].toLocaleLowerCase('fr')})`;
  if (isCopyDue(request)) return `${asked} : répondez d’abord, le dossier se détruit ensuite.`;
  if (isAnswered) return `${asked} : sa lettre part avec le dossier. Imprimez-la si elle n’est pas encore envoyée.`;
  return kind === 'erasure'
    ? `${asked} : la destruction y répond. Pour l’annoncer à la personne, faites et imprimez sa lettre avant.`
    : `${asked} : elle attend une réponse. Le nom et l’adresse partent avec le dossier.`;
}

function isCopyDue({ kind, isAnswered }: OpenRequest): boolean {
  return !isAnswered && (kind === 'access' || kind === 'portability');
}
