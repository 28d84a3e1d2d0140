import type { DocumentKind } from '../../../shared/contract/documents.ts';
import { paperDocument, type Paper } from '../../printing/paper.ts';
import { refuse } from '../../vault/refusal.ts';
import type { Vault } from '../../vault/vault.ts';
import { listPracticePapers, replacePaper, type PracticePaper } from '../keptDocuments.ts';
import { namesOfFilesTakenOut, type WithoutNames } from '../withoutNames.ts';

/** A kept paper of the practice, drawn anew without the names. */
export interface RedrawnPaper extends PracticePaper {
  readonly bytes: Uint8Array;
}

/** They name partners of the practice rather than patients (`NamesOfFiles.whole`). */
const ABOUT_THE_PRACTICE: readonly DocumentKind[] = ['register', 'notice', 'leaflet'];

/** Draws the practice's kept papers that name one of these files anew, with `[nom]` in the name's place; keeps nothing yet. */
export async function redrawNamedPapers(
  vault: Vault,
  patientIds: readonly string[],
  printToPdf: (html: string) => Promise<Uint8Array>,
): Promise<RedrawnPaper[]> {
  const redrawn: RedrawnPaper[] = [];
  for (const named of namedPapers(vault, patientIds))
    redrawn.push({ ...named, bytes: await printToPdf(paperDocument(named.paper)) });
  return redrawn;
}

/**
 * Keeps them in the place of the former ones; call it inside the transaction that destroys the files, while they are still
 * there. Refuses `busy` where a further paper names one: it was made while these were drawn.
 */
export function keepRedrawnPapers(vault: Vault, patientIds: readonly string[], redrawn: readonly RedrawnPaper[]): void {
  for (const { number, paper, bytes } of redrawn) replacePaper(vault, number, paper, bytes);
  if (namedPapers(vault, patientIds).length > 0) refuse({ code: 'busy' });
}

/** As they are to be. A certificate of destruction is this program's own words, which name nobody. */
function namedPapers(vault: Vault, patientIds: readonly string[]): PracticePaper[] {
  const names = namesOfFilesTakenOut(vault, patientIds);
  const papers = listPracticePapers(vault).filter(({ kind }) => kind !== 'certificate-of-destruction');
  return papers.flatMap((former) => {
    const paper = withoutNamesOn(former.paper, ABOUT_THE_PRACTICE.includes(former.kind) ? names.whole : names.each);
    return JSON.stringify(paper) === JSON.stringify(former.paper) ? [] : [{ ...former, paper }];
  });
}

function withoutNamesOn(paper: Paper, withoutNames: WithoutNames): Paper {
  return {
    ...paper,
    runningHead: paper.runningHead === null ? null : withoutNames(paper.runningHead),
    foot: withoutNames(paper.foot),
    body: { markup: withoutNamesBetweenTags(paper.body.markup, withoutNames) },
  };
}

/** Every text is escaped in a paper, so that `<` always begins a tag. */
function withoutNamesBetweenTags(markup: string, withoutNames: WithoutNames): string {
  return markup.replace(/(<[^>]*>)|([^<]+)/g, (piece, tag: string | undefined) =>
    tag === undefined ? withoutNames(piece) : piece,
  );
}
