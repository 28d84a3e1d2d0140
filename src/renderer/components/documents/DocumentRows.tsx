import { useState, type ReactNode } from 'react';
import type { KeptDocument } from '../../../shared/contract/documents.ts';
import { legalDayText } from '../../../shared/domain/legalDay.ts';
import { DOCUMENT_KINDS } from '../../../shared/french/documentKinds.ts';
import { useTimeZone } from '../../state/practiceTime.ts';
import { bytesText } from '../bytesText.ts';
import { Button } from '../Button.tsx';
import { DocumentDialog } from './DocumentDialog.tsx';

/** Kept documents, each looked at in the window; printed and saved from there. */
export function DocumentRows({ documents }: { readonly documents: readonly KeptDocument[] }): ReactNode {
  const zone = useTimeZone();
  const [looked, setLooked] = useState<string | null>(null);
  return (
    <>
      <ul>
        {documents.map(({ id, kind, title, size, createdAt }) => (
          <li key={id} className="item">
            <div className="grow">
              <strong>{title}</strong>
              <p className="small muted">
                {DOCUMENT_KINDS[kind]}, gardé le {legalDayText(createdAt, zone)}, {bytesText(size)}
              </p>
            </div>
            <Button
              size="sm"
              onClick={() => setLooked(id)}
              aria-label={`Voir\u00a0: ${title}, ${legalDayText(createdAt, zone)}`}
            >
              Voir
            </Button>
          </li>
        ))}
      </ul>
      {looked !== null && <DocumentDialog documentId={looked} onClose={() => setLooked(null)} />}
    </>
  );
}
