import { basename } from 'node:path';
import type { KeptDocument } from '../../../shared/contract/documents.ts';
import { paperDocument } from '../../printing/paper.ts';
import { safeFileName } from '../../printing/fileName.ts';
import { listDocuments, readDocument, readDocumentBytes, readDocumentPaper } from '../../privacy/keptDocuments.ts';
import { logAccess } from '../../vault/accessLog.ts';
import { refuse } from '../../vault/refusal.ts';
import type { Vault } from '../../vault/vault.ts';
import { writeFileWithEntry } from '../chosenFile.ts';
import type { HandlersOf } from '../router.ts';

const EXTENSIONS = { 'application/pdf': 'pdf', 'image/jpeg': 'jpg', 'image/png': 'png' } as const;

export const documentsHandlers: HandlersOf<'documents'> = {
  'documents.list': (wanted, { vault }) => ({ documents: listDocuments(vault, wanted) }),

  'documents.read': ({ documentId }, { vault }) => {
    const document = readDocument(vault, documentId);
    const base64 = readDocumentBytes(vault, documentId).toString('base64');
    logDocument(vault, document, 'document-read');
    return { document, base64 };
  },

  'documents.print': async ({ documentId }, { core, vault }) => {
    const paper = readDocumentPaper(vault, documentId) ?? refuse({ code: 'not-found', what: 'document' });
    logDocument(vault, readDocument(vault, documentId), 'document-printed');
    core.emit({ type: 'changed', areas: ['accessLog'] });
    await core.host.print(paperDocument(paper));
    return {};
  },

  'documents.save': async ({ documentId }, { core, vault }) => {
    const document = readDocument(vault, documentId);
    const extension = EXTENSIONS[document.mediaType];
    const path = await core.host.chooseSavePath({
      title: 'Enregistrer le document',
      suggestedName: `${safeFileName(document.title)}.${extension}`,
      extension,
    });
    if (path === null) return refuse({ code: 'file-not-chosen' });
    writeFileWithEntry(path, readDocumentBytes(vault, documentId), vault, () =>
      logDocument(vault, document, 'document-exported'),
    );
    core.emit({ type: 'changed', areas: ['accessLog'] });
    return { fileName: basename(path) };
  },
};

function logDocument(
  vault: Vault,
  { id, patientId }: KeptDocument,
  action: 'document-read' | 'document-printed' | 'document-exported',
): void {
  logAccess(vault, { action, objectId: id, ...(patientId === null ? {} : { patientId }) });
}
