/** The window's own scheme and origins: nothing of ours is loaded from file: (which could reach every file of the disk). */
export const SCHEME = 'coffre';
export const WINDOW_ORIGIN = `${SCHEME}://fenetre`;
export const PAPER_ORIGIN = `${SCHEME}://papier`;

/** True for the pages of the window, and nothing else. `URL.origin` is "null" for schemes of one's own: compared by parts. */
export function isWindowUrl(text: string): boolean {
  return URL.canParse(text) && text.startsWith(`${WINDOW_ORIGIN}/`);
}

/** True for whatever one of our own handlers answers. */
export function isOwnUrl(text: string): boolean {
  return isWindowUrl(text) || text.startsWith(`${PAPER_ORIGIN}/`);
}
