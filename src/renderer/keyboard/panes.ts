const FOCUSABLE = 'a[href], button:not([disabled]), input:not([disabled]), textarea:not([disabled]), [tabindex="0"]';

/** F6: the focus goes to the next pane (elements with `data-pane`), where it last was or at its first control. */
export function focusNextPane(step: 1 | -1): void {
  const panes = [...document.querySelectorAll<HTMLElement>('[data-pane]')].filter((pane) => pane.checkVisibility());
  if (panes.length === 0) return;
  const current = innermost(panes.filter((pane) => pane.contains(document.activeElement)));
  const index = current ? panes.indexOf(current) : step === 1 ? -1 : 0;
  const next = panes.at((index + step + panes.length) % panes.length);
  if (next) firstControl(next).focus();
}

/** Panes may lie in one another (the page and its columns): document order puts the innermost last. */
function innermost(panes: readonly HTMLElement[]): HTMLElement | undefined {
  return panes.at(-1);
}

function firstControl(pane: HTMLElement): HTMLElement {
  return (
    pane.querySelector<HTMLElement>(`[aria-current="page"], [aria-activedescendant]`) ??
    pane.querySelector<HTMLElement>(FOCUSABLE) ??
    pane
  );
}
