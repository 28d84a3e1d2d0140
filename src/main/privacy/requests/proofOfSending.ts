import { refuse } from '../../vault/refusal.ts';
import type { Vault } from '../../vault/vault.ts';
import { scanOf } from '../scan.ts';
import { keepDocument } from '../keptDocuments.ts';
import { tellRequest } from './requestEvents.ts';
import { storedRequest } from './storedRequest.ts';

/**
 * Keeps the paper that proves that an answer left, also once the request is closed: a slip comes back days later. Returns
 * the document's id. Refuses `answer-missing`, and as {@link scanOf} and `keepDocument` for what cannot be kept.
 */
export function keepProofOfSending(vault: Vault, requestId: string, bytes: Uint8Array): string {
  return vault.db.transaction(() => {
    const request = storedRequest(vault, requestId);
    if (request.answeredAt === null) refuse({ code: 'answer-missing' });
    const documentId = keepDocument(vault, {
      kind: 'proof-of-sending',
      title: 'Preuve d’envoi',
      mediaType: scanOf(bytes),
      bytes,
      subject: requestId,
      ...(request.patientId === null ? {} : { patientId: request.patientId }),
    });
    tellRequest(vault, request, 'proof-kept', '');
    return documentId;
  })();
}
