import { expect } from '@playwright/test';
import type { Page } from 'playwright-core';

/** Height of the smallest screen the window is made for, once the system's bars are off; and its width. */
export const SMALL_SCREEN = { width: 1366, height: 690 } as const;

/** Every word on the page can be read: none is cut by its box, none lies outside the window where nothing scrolls to it. */
export async function expectNothingCut(page: Page, title: string): Promise<void> {
  expect.soft(await page.evaluate(cutTexts), title).toEqual([]);
}

/** Runs in the page. */
function cutTexts(): string[] {
  const found: string[] = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode;
    const parent = text.parentElement;
    if (parent === null || text.textContent?.trim() === '' || isForEarsOnly(parent)) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    const fault = faultOf(range.getBoundingClientRect(), parent);
    if (fault !== null) found.push(`${fault}: ${text.textContent?.trim().slice(0, 80) ?? ''}`);
  }
  for (const pane of document.querySelectorAll('body *')) {
    const { overflowX } = getComputedStyle(pane);
    if (/auto|scroll/.test(overflowX) && pane.scrollWidth > pane.clientWidth + 1 && pane.checkVisibility())
      found.push(`scrolls sideways: ${pane.outerHTML.slice(0, 80)}`);
  }
  return found;

  function isForEarsOnly(element: Element): boolean {
    return !element.checkVisibility({ visibilityProperty: true }) || element.closest('.visually-hidden') !== null;
  }

  /** Follows the boxes outwards; in a direction in which one of them scrolls, the text can be reached. */
  function faultOf(box: DOMRect, inside: Element): string | null {
    let reachableAcross = false;
    let reachableDown = false;
    for (let element: Element | null = inside; element !== null; element = element.parentElement) {
      const { overflowX, overflowY, display } = getComputedStyle(element);
      if (display === 'inline' || display === 'contents') continue;
      const edge = element === document.documentElement ? windowBox() : element.getBoundingClientRect();
      if (overflowX !== 'visible' && !reachableAcross) {
        if (/auto|scroll/.test(overflowX)) reachableAcross = true;
        else if (box.right > edge.right + 1 || box.left < edge.left - 1) return 'cut at the side';
      }
      if (overflowY !== 'visible' && !reachableDown) {
        if (/auto|scroll/.test(overflowY)) reachableDown = true;
        else if (box.bottom > edge.bottom + 2 || box.top < edge.top - 2) return 'cut below or above';
      }
    }
    return null;
  }

  function windowBox(): DOMRect {
    return new DOMRect(0, 0, innerWidth, innerHeight);
  }
}
