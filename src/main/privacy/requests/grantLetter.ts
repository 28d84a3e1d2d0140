import { formatDate } from '../../../shared/domain/dateText.ts';
import type { RequestKind } from '../../../shared/domain/requestTerms.ts';
import { html } from '../../printing/html.ts';
import type { Paper } from '../../printing/paper.ts';
import { ASKED, requestLetter, type LetterFacts } from './requestLetter.ts';

export interface GrantFacts extends LetterFacts {
  /** What was done, in the practitioner's own words. */
  readonly text: string;
  /** An encrypted copy was made for it. */
  readonly hasCopy: boolean;
}

/** What was done for a request that is granted (art. 12(3) RGPD). */
export function grantLetter(facts: GrantFacts): Paper {
  const { kind, received, text, hasCopy } = facts;
  const rule = hasCopy ? PASSWORD_APART : RULES[kind];
  return requestLetter(facts, [
    html`<p>Vous m’avez demandé, le ${formatDate(received)}, ${ASKED[kind]}. Voici ma réponse.</p>`,
    html`<p class="lines">${text}</p>`,
    ...(rule === null ? [] : [html`<p>${rule}</p>`]),
  ]);
}

const PASSWORD_APART =
  'Le mot de passe des fichiers vous est donné à part, par un autre moyen. Les fichiers s’ouvrent avec un logiciel qui connaît le chiffrement AES-256 : 7-Zip pour l’archive, un lecteur de PDF récent pour le document.';

/** What the person is to know of it, by what was asked, where no copy goes along. */
const RULES: Readonly<Record<RequestKind, string | null>> = {
  access: null,
  portability: null,
  rectification:
    'Ce qui était écrit avant la correction reste dans l’historique du dossier, que je dois conserver (articles 16 et 19 du RGPD).',
  erasure: null,
  limitation:
    'Tant que dure la limitation, le dossier est conservé et rien n’y est changé. Vous serez averti avant qu’elle ne prenne fin (article 18(3) du RGPD).',
  opposition: 'Vous pouvez revenir sur cette opposition à tout moment.',
};
