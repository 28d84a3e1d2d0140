import { formatDate } from '../../../shared/domain/dateText.ts';
import { html } from '../../printing/html.ts';
import type { Paper } from '../../printing/paper.ts';
import { qrDrawing } from '../../printing/qrDrawing.ts';
import type { InformationPaperFacts } from './informationPapers.ts';
import type { NoticeSection } from './notice.ts';
import { noticeIn } from './noticeTexts.ts';
import { qrRows } from './qrRows.ts';

/** The whole notice (art. 13 RGPD) on one page to hand over. */
export function leafletPaper({ language, notice: facts, version, day }: InformationPaperFacts): Paper {
  const notice = noticeIn(language, facts);
  const rows = qrRows(facts.practice.website);
  const online =
    rows === null
      ? null
      : html`<p class="quiet">${notice.words.scan}<br />${facts.practice.website}</p>
          ${qrDrawing(rows)}`;
  return {
    title: notice.title,
    runningHead: null,
    foot: `${notice.subtitle}, ${notice.words.version} ${version}, ${formatDate(day)}. ${notice.words.law}`,
    language,
    styles: `${STYLES}td, th { font-size: ${textSize(notice.sections)}pt; }`,
    body: html`
      <header>
        <div>
          <h1>${notice.title}</h1>
          <p class="quiet">${notice.subtitle}</p>
        </div>
        ${online}
      </header>
      <table>
        ${notice.sections.map(
          ({ title, full }) => html`
            <tr>
              <th scope="row">${title}</th>
              <td>${full.map((line) => html`<p>${line}</p>`)}</td>
            </tr>
          `,
        )}
      </table>
    `,
  };
}

/** So that it stays one page: what a practice adds to its register makes the text longer. Measured with both languages. */
function textSize(sections: readonly NoticeSection[]): number {
  const length = sections.flatMap(({ full }) => full).join('').length;
  if (length < 2_250) return 10;
  if (length < 3_000) return 9.25;
  return length < 3_250 ? 8.25 : 7.9;
}

const STYLES = `
@page { margin: 16mm 20mm; @bottom-right { content: none; } }
header { display: flex; align-items: center; gap: 6mm; margin-bottom: 4mm; }
header div { flex: 1; }
header > p { text-align: right; font-size: 9pt; }
header svg { flex: none; width: 24mm; height: 24mm; }
th, td { padding: 1.6mm 0; line-height: 1.36; }
th { width: 42mm; padding-right: 5mm; color: #16211e; }
td { white-space: normal; }
td p + p { margin-top: 0.6mm; }
`;
