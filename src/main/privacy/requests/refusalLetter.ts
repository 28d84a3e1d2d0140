import type { RefusalGround } from '../../../shared/contract/requests.ts';
import { formatDate } from '../../../shared/domain/dateText.ts';
import { html, type Html } from '../../printing/html.ts';
import type { Paper } from '../../printing/paper.ts';
import { APPEALS, ASKED, requestLetter, type LetterFacts } from './requestLetter.ts';

export interface RefusalFacts extends LetterFacts {
  readonly ground: RefusalGround;
  /** In the practitioner's own words; may be empty where the ground says it all. */
  readonly reason: string;
  /** After the last visit, active and archived. */
  readonly keptYears: number;
  /** Until when the file is kept; null without a file, or while a litigation holds it. */
  readonly keptUntil: string | null;
}

/** The reasoned refusal with the ways of appeal (art. 12(4) RGPD). */
export function refusalLetter(facts: RefusalFacts): Paper {
  const { kind, received, reason } = facts;
  return requestLetter(facts, [
    html`<p>
      Vous m’avez demandé, le ${formatDate(received)}, ${ASKED[kind]}. Je ne peux pas y répondre favorablement, pour la
      raison suivante.
    </p>`,
    ...groundText(facts).map((line) => html`<p>${line}</p>`),
    ...(reason.trim() === '' ? [] : [html`<p class="lines">${reason.trim()}</p>`]),
    APPEALS,
  ]);
}

/** What the law says to it, one paragraph each. */
function groundText({ ground, keptUntil, keptYears }: RefusalFacts): (Html | string)[] {
  switch (ground) {
    case 'retention':
      return [
        'Le dossier de soins est conservé pour respecter mes obligations (article 17(3)(b) et (c) du Règlement général sur la protection des données, RGPD). Le droit à l’effacement ne s’y applique pas pendant ce temps.',
        keptUntil === null
          ? 'Il l’est tant qu’un litige est en cours.'
          : `La CNIL donne le repère (délibération 2020-081 du 18 juin 2020) : je garde un dossier ${keptYears} ans après la dernière visite, plus longtemps pour un mineur (article R1112-7 du Code de la santé publique, par analogie). Pour ce dossier, ce délai court jusqu’au ${formatDate(keptUntil)}. Il pourra être détruit ensuite.`,
        'D’ici là, le dossier est chiffré, son accès est journalisé, et il ne sert à rien d’autre qu’aux soins et à la preuve.',
      ];
    case 'no-right':
      return [
        'D’après les éléments que vous m’avez transmis, la loi ne vous ouvre pas ce droit sur ce dossier (articles L1111-5, L1111-7 et L1110-4 du Code de la santé publique).',
      ];
    case 'identity':
      return [
        'Je n’ai pas pu établir votre identité, et je ne peux donner suite qu’à la personne concernée (articles 12(2) et 12(6) du RGPD). Vous pouvez renouveler votre demande en la justifiant.',
      ];
    case 'excessive':
      return ['Cette demande est manifestement infondée ou excessive (article 12(5) du RGPD).'];
    case 'other':
      return [];
  }
}
