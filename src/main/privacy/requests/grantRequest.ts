import { refuse } from '../../vault/refusal.ts';
import type { Vault } from '../../vault/vault.ts';
import { grantLetter } from './grantLetter.ts';
import { keepLetter } from './keepLetter.ts';
import { letterFacts } from './letterFacts.ts';
import { listRequestEvents } from './requestEvents.ts';
import { admitted, answerRequest } from './requestDesk.ts';
import { openRequest, type StoredRequest } from './storedRequest.ts';

/**
 * What was done, in words: the answer to whatever is granted, with its letter, which is kept. Refuses
 * `identity-not-checked`, and as {@link admitted} where there is a file.
 */
export async function grantRequest(
  vault: Vault,
  requestId: string,
  text: string,
  printToPdf: (html: string) => Promise<Uint8Array>,
): Promise<string> {
  const request = requireGrantable(vault, requestId);
  const facts = letterFacts(vault, request);
  const hasCopy = listRequestEvents(vault, request).some(({ what }) => what === 'copy-made');
  const paper = grantLetter({ ...facts, text: text.trim(), hasCopy });
  return keepLetter(vault, request, { kind: 'answer', paper, day: facts.day }, printToPdf, () =>
    // Asked again: the letter took its time to be drawn.
    answerRequest(vault, requireGrantable(vault, requestId), 'granted', text),
  );
}

function requireGrantable(vault: Vault, requestId: string): StoredRequest {
  const request = openRequest(vault, requestId);
  if (request.identityAt === null) refuse({ code: 'identity-not-checked' });
  if (request.patientId !== null) admitted(vault, requestId);
  return request;
}
