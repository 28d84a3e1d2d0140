import type { RemainingCopy } from '../../../shared/contract/retention.ts';
import type { Practice } from '../../../shared/contract/settings.ts';
import { formatDate, formatLongDate } from '../../../shared/domain/dateText.ts';
import type { RetentionRule } from '../../../shared/domain/retention.ts';
import { counted } from '../../../shared/french/counted.ts';
import { remainingCopyText } from '../../../shared/french/remainingCopyText.ts';
import { fieldTable } from '../../printing/fieldTable.ts';
import { html, type Html } from '../../printing/html.ts';
import { letterhead } from '../../printing/letterhead.ts';
import type { Paper } from '../../printing/paper.ts';
import type { Destroyed } from './purge.ts';

export interface CertificateFacts extends Destroyed {
  /** Papers of the practice that held a name of theirs and were drawn anew. */
  readonly namedPapers: number;
  readonly remaining: readonly RemainingCopy[];
  readonly practice: Practice;
  readonly rule: RetentionRule;
  /** Legal day of the destruction, YYYY-MM-DD. */
  readonly day: string;
  /** Who confirmed it. */
  readonly by: string;
}

/** The certificate of destruction: how much, when and under which rule, and nobody's name. */
export function certificateOfDestruction(facts: CertificateFacts): Paper {
  const { practice, rule, day, files, consultations, lastVisits } = facts;
  const [first, last] = lastVisits;
  return {
    title: 'Certificat de destruction',
    runningHead: null,
    foot: `Certificat de destruction du ${formatDate(day)}`,
    body: html`
      ${letterhead(practice)}
      <h1>Certificat de destruction</h1>
      <p class="quiet">Fait le ${formatLongDate(day)}</p>
      ${fieldTable([
        ['Dossiers détruits', counted(files, 'dossier')],
        ['Consultations', counted(consultations, 'consultation')],
        ['Dernières visites', first === last ? formatDate(first) : `du ${formatDate(first)} au ${formatDate(last)}`],
        ['Noms retirés ailleurs', namesText(facts)],
        ['Règle appliquée', ruleText(rule)],
        ['Décidé par', facts.by],
        ['Procédé', PROCESS],
      ])}
      <h2>Ce qui reste</h2>
      ${remainingText(facts)}
      <p>
        Ce que vous avez imprimé ou remis n’est pas compté ici. Le journal d’accès garde qu’une destruction a eu lieu,
        sans dire de qui. Aucune note d’honoraires n’était tenue dans ce logiciel.
      </p>
      <p class="quiet">
        Article 5(1)(e) du RGPD ; CNIL, délibération 2020-081 ; articles R1112-7 du Code de la santé publique, par
        analogie.
      </p>
    `,
  };
}

const PROCESS =
  'Suppression des fiches, consultations, anciennes versions, documents et brouillons, pages effacées (secure_delete), index de recherche refondus, journal d’écriture vidé, copies locales supprimées.';

function remainingText({ remaining, day }: CertificateFacts): Html {
  if (remaining.length === 0) return html`<p>Aucune sauvegarde connue du logiciel ne contient ces dossiers.</p>`;
  return html`<p>Des copies faites avant ce jour contiennent encore ces dossiers, chiffrés :</p>
    <ul>
      ${remaining.map((copy) => html`<li>${remainingCopyText(copy, day)}</li>`)}
    </ul>`;
}

function namesText({ namedTexts, namedPapers }: CertificateFacts): string {
  if (namedTexts + namedPapers === 0) return 'Aucun autre texte du cabinet ne les portait';
  const places = [
    ...(namedTexts === 0 ? [] : [counted(namedTexts, 'texte')]),
    ...(namedPapers === 0 ? [] : [counted(namedPapers, 'document')]),
  ];
  return `Dans ${places.join(' et ')} des registres et des autres dossiers, où «\u202f[nom]\u202f» les remplace`;
}

function ruleText(rule: RetentionRule): string {
  return `${rule.activeYears} ans actifs puis ${rule.archivedYears} ans archivés après la dernière visite, jamais avant les ${rule.minorUntilAge} ans d’un patient mineur, ${rule.afterDeathYears} ans après un décès`;
}
