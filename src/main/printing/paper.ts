import { fontFaces } from './fonts.ts';
import { cssString, html, trustedHtml, type Html } from './html.ts';

export interface Paper {
  /** Goes into the PDF's metadata and the print queue: never a name. */
  readonly title: string;
  /** Repeated at the head of every page but the first, so that a loose page says whose it is. */
  readonly runningHead: string | null;
  /** Left of the page number. */
  readonly foot: string;
  readonly body: Html;
  /** A4 where nothing is said. */
  readonly format?: 'A4' | 'A3';
  /** French where nothing is said. */
  readonly language?: 'fr' | 'en';
  /** Rules of this paper alone, after the common ones. */
  readonly styles?: string;
}

/** A complete document, A4 unless the paper says otherwise: styles and fonts inline, nothing loaded, nothing run. */
export function paperDocument(paper: Paper): string {
  const document = html`<!doctype html>
    <html lang="${paper.language ?? 'fr'}">
      <head>
        <meta charset="utf-8" />
        <meta
          http-equiv="Content-Security-Policy"
          content="default-src 'none'; style-src 'unsafe-inline'; font-src data:"
        />
        <title>${paper.title}</title>
        <style>
          ${trustedHtml(fontFaces())}
          ${trustedHtml(pageRules(paper))}
          ${trustedHtml(STYLES)}
          ${trustedHtml(paper.styles ?? '')}
        </style>
      </head>
      <body>
        ${paper.body}
      </body>
    </html> `;
  return document.markup;
}

// Chromium draws page margin boxes itself since version 131, so that both hosts number pages the same way.
function pageRules({ runningHead, foot, format = 'A4' }: Paper): string {
  const head = runningHead === null ? '' : `@top-left { content: ${cssString(runningHead)}; }`;
  return `
@page {
  size: ${format};
  margin: 22mm;
  ${head}
  @bottom-left { content: ${cssString(foot)}; }
  @bottom-right { content: "Page " counter(page) " sur " counter(pages); }
}
@page :first { @top-left { content: none; } }`;
}

// Black on white, no fill: what is printed costs no ink and is the same from the dark theme.
const STYLES = `
:root { color-scheme: only light; font: 10.5pt/1.5 'Hanken Grotesk', sans-serif; font-variant-numeric: tabular-nums; color: #16211e; background: #fff; }
@page { @top-left { font-size: 8.5pt; color: #4a5753; } @bottom-left { font-size: 8.5pt; color: #4a5753; } @bottom-right { font-size: 8.5pt; color: #4a5753; } }
* { box-sizing: border-box; }
body { margin: 0; }
p, h1, h2, h3, table, ol { margin: 0; padding: 0; }
.quiet { color: #4a5753; }
.lines { white-space: pre-line; }
.letterhead { display: flex; justify-content: space-between; gap: 10mm; margin-bottom: 14mm; }
.letterhead strong { font-size: 13pt; font-weight: 600; letter-spacing: -0.01em; }
.letterhead p:last-child { text-align: right; }
h1 { font-size: 19pt; font-weight: 600; line-height: 1.25; letter-spacing: -0.015em; }
h2 { margin-top: 9mm; padding-bottom: 1.5mm; border-bottom: 0.3mm solid #16211e; font-size: 13pt; font-weight: 600; break-after: avoid; }
h3 { margin-top: 7mm; font-size: 10.5pt; font-weight: 600; break-after: avoid; }
table { width: 100%; border-collapse: collapse; }
tr { break-inside: avoid; }
/* No first or last row alone on its page. */
tr:first-child { break-after: avoid; }
tr:last-child { break-before: avoid; }
th, td { padding: 2mm 0; border-top: 0.3mm solid #ccd4d1; vertical-align: top; text-align: left; }
tr:first-child > * { border-top: 0; }
th { width: 45mm; padding-right: 5mm; font-size: 9.5pt; font-weight: 600; color: #4a5753; }
td { white-space: pre-wrap; overflow-wrap: anywhere; }
.flags { margin-top: 5mm; padding: 3mm 4mm; border: 0.4mm solid #16211e; border-radius: 2mm; break-inside: avoid; white-space: pre-line; }
.flags strong { display: block; font-weight: 600; }
.code { display: grid; grid-template-columns: repeat(4, auto); justify-content: space-between; gap: 5mm 0; margin: 9mm 0; padding: 7mm 9mm; border: 0.3mm solid #7f8d88; border-radius: 2mm; font: 600 14pt/1.4 'Atkinson Hyperlegible Mono', monospace; list-style: none; }
.scan { display: grid; grid-template-columns: 40mm 1fr; gap: 8mm; align-items: center; }
.scan svg { display: block; width: 40mm; height: 40mm; }
.scan p + p { margin-top: 3mm; }
`;
