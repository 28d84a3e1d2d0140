import type { RequestKind } from '../domain/requestTerms.ts';

/** What each kind of request is called. */
export const REQUEST_KINDS: Readonly<Record<RequestKind, string>> = {
  access: 'Accès au dossier',
  rectification: 'Rectification',
  erasure: 'Effacement',
  limitation: 'Limitation',
  portability: 'Portabilité',
  opposition: 'Opposition',
};
