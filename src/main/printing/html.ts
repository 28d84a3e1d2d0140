/** A piece of HTML that is known to be safe: made by {@link html} alone, so that no text reaches a page unescaped. */
export interface Html {
  readonly markup: string;
}

type Part = Html | string | number | null | readonly Html[];

/**
 * Builds HTML from a template: every value is escaped unless it is HTML itself; null leaves nothing.
 *
 *     html`<p>${patient.familyName}</p>`
 */
export function html(texts: TemplateStringsArray, ...parts: readonly Part[]): Html {
  const pieces = texts.map((text, index) => text + markupOf(parts[index] ?? null));
  return { markup: pieces.join('') };
}

/** HTML that this program wrote itself (style sheets); never for a text that somebody typed. */
export function trustedHtml(markup: string): Html {
  return { markup };
}

/** A text as a CSS string, quotes included; every character but letters, digits and spaces is escaped. */
export function cssString(text: string): string {
  const escaped = text.replace(
    /[^\p{Letter}\p{Number} ]/gu,
    (character) => `\\${(character.codePointAt(0) ?? 0).toString(16)} `,
  );
  return `"${escaped}"`;
}

function markupOf(part: Part): string {
  if (part === null) return '';
  if (typeof part === 'string' || typeof part === 'number') return escapeText(String(part));
  return 'markup' in part ? part.markup : part.map((piece) => piece.markup).join('');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}
