import { formatDate } from '../../../shared/domain/dateText.ts';
import { html, type Html } from '../../printing/html.ts';
import type { Paper } from '../../printing/paper.ts';
import { qrDrawing } from '../../printing/qrDrawing.ts';
import type { InformationPaperFacts } from './informationPapers.ts';
import type { NoticeTopic } from './notice.ts';
import { noticeIn } from './noticeTexts.ts';
import { qrRows } from './qrRows.ts';
import { reachOf } from './reach.ts';

/**
 * The first layer of the notice (WP 260 rev.01, 35 to 38: who answers for the data, what for, and the rights come first;
 * the whole text is the leaflet's). A3 has room for every topic of article 13.
 */
const FIRST_LAYER: readonly NoticeTopic[] = ['purposes', 'recipients', 'retention', 'hosting', 'rights'];
const ALL_BUT_HEAD: readonly NoticeTopic[] = [
  'purposes',
  'data',
  'mandatory',
  'recipients',
  'retention',
  'hosting',
  'transfers',
  'rights',
];

/** The poster of the waiting room, read from a chair: one page. */
export function posterPaper(
  format: 'A4' | 'A3',
  { language, notice: facts, version, day }: InformationPaperFacts,
): Paper {
  const notice = noticeIn(language, facts);
  const topics = format === 'A4' ? FIRST_LAYER : ALL_BUT_HEAD;
  const complaint = notice.sections.find(({ topic }) => topic === 'complaint');
  const rows = qrRows(facts.practice.website);
  const reach = reachLines(reachOf(facts.practice), format);
  return {
    title: notice.title,
    runningHead: null,
    foot: `${notice.subtitle}, ${notice.words.version} ${version}, ${formatDate(day)}. ${notice.words.law}`,
    format,
    language,
    styles: `${STYLES}${format === 'A3' ? A3_STYLES : ''}`,
    body: html`
      <h1>${notice.title}</h1>
      <p class="who">${notice.subtitle}</p>
      <div class="topics">
        ${notice.sections
          .filter(({ topic }) => topics.includes(topic))
          .map(({ title, short }) =>
            format === 'A3' ? html`<p><strong>${title}</strong> ${short}</p>` : html`<p>${short}</p>`,
          )}
      </div>
      <footer>
        ${reach.slice(0, 1)} ${rows === null ? null : qrDrawing(rows)} ${reach.slice(1)}
        <p>${complaint?.short ?? ''}</p>
        <p>${rows === null ? notice.words.moreWithoutCode : notice.words.moreWithCode}</p>
      </footer>
    `,
  };
}

/** One way a line; A4 has room for the easiest one. Who reads the poster stands in the practice: its address is left out. */
function reachLines(reach: string, format: 'A4' | 'A3'): Html[] {
  const ways = reach.split(' · ').slice(0, format === 'A4' ? 1 : 2);
  return ways.filter((way) => way !== '').map((way) => html`<p class="reach">${way}</p>`);
}

/**
 * Read at 1.5 m, seated: an x of 5 mm is 11.5 minutes of arc there, just what reading at full speed takes (0.2 degrees,
 * Legge and Bigelow, Journal of Vision 11(5):8, 2011). The x of Hanken Grotesk is 0.493 em high, measured on paper: hence
 * 10.2 mm. Nothing that has to be read from the chair is smaller; the foot names the version and the law, for who is near.
 */
const STYLES = `
@page { margin: 12mm 16mm 15mm; @bottom-right { content: none; } }
body { font-size: 10.2mm; line-height: 1.16; letter-spacing: -0.012em; }
h1 { font-size: 14mm; line-height: 1.1; letter-spacing: -0.02em; }
.who { margin-top: 1.5mm; padding-bottom: 4mm; border-bottom: 0.6mm solid #16211e; font-weight: 600; }
.topics p { margin-top: 4.2mm; }
footer { margin-top: 4.2mm; padding-top: 4mm; border-top: 0.6mm solid #16211e; display: flow-root; }
footer p + p { margin-top: 1.5mm; }
.reach { font-weight: 600; letter-spacing: -0.03em; overflow-wrap: anywhere; }
svg { float: right; width: 38mm; height: 38mm; margin: 3mm 0 0 6mm; }
`;

const A3_STYLES = `
@page { margin: 18mm 22mm 18mm; }
body { line-height: 1.16; }
h1 { font-size: 20mm; }
.who { padding-bottom: 6mm; }
.topics p { margin-top: 4.6mm; }
.topics strong { font-weight: 600; }
footer { margin-top: 7mm; padding-top: 6mm; }
svg { width: 58mm; height: 58mm; }
`;
