import { basename } from 'node:path';
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

  'documents.read': ({ documentId }, { vault }) => ({
    document: readDocument(vault, documentId),
    base64: readDocumentBytes(vault, documentId).toString('base64'),
  }),

  'documents.print': async ({ documentId }, { core, vault }) => {
    const paper = readDocumentPaper(vault, documentId) ?? refuse({ code: 'not-found', what: 'document' });
    logOutput(vault, documentId, 'document-printed');
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
      logOutput(vault, documentId, 'document-exported'),
    );
    core.emit({ type: 'changed', areas: ['accessLog'] });
    return { fileName: basename(path) };
  },
};

function logOutput(vault: Vault, documentId: string, action: 'document-printed' | 'document-exported'): void {
  const { patientId } = readDocument(vault, documentId);
  logAccess(vault, { action, objectId: documentId, ...(patientId === null ? {} : { patientId }) });
}
