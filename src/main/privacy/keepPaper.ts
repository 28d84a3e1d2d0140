import type { DocumentKind } from '../../shared/contract/documents.ts';
import { paperDocument, type Paper } from '../printing/paper.ts';
import type { Vault } from '../vault/vault.ts';
import { keepDocument } from './keptDocuments.ts';

export interface PaperToKeep {
  readonly kind: DocumentKind;
  readonly title: string;
  readonly paper: Paper;
  readonly patientId?: string;
  readonly subject?: string;
}

/**
 * Draws a paper as a PDF through the host and keeps it in the vault, with `also` in the same transaction (what the paper
 * belongs to, the entry in the access log). Returns its id. Refuses `vault-locked` where the vault closed while it was drawn.
 */
export async function keepPaper(
  vault: Vault,
  toKeep: PaperToKeep,
  printToPdf: (html: string) => Promise<Uint8Array>,
  also: (documentId: string) => void = () => undefined,
): Promise<string> {
  const bytes = await printToPdf(paperDocument(toKeep.paper));
  return vault.db.transaction(() => {
    const documentId = keepDocument(vault, { ...toKeep, mediaType: 'application/pdf', bytes });
    also(documentId);
    return documentId;
  })();
}
