import type { KeyboardEvent } from 'react';

const PAGE = 10;

/**
 * Keys of a list: arrows, Page, Home and End choose, Entrée opens. Give the result to the element that has the focus
 * (a list, or the search box above it, which keeps Home and End for its text with `endKeys: false`).
 */
export function listKeys({
  count,
  chosen,
  onChoose,
  onOpen,
  endKeys = true,
}: {
  readonly count: number;
  /** Index of the chosen row; -1 for none. */
  readonly chosen: number;
  readonly onChoose: (index: number) => void;
  readonly onOpen: (index: number) => void;
  readonly endKeys?: boolean;
}): (event: KeyboardEvent) => void {
  const last = count - 1;
  return (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || count === 0) return;
    if (event.key === 'Enter' && chosen >= 0 && chosen <= last) onOpen(chosen);
    else {
      const target = targetOf(event.key, chosen, last, endKeys);
      if (target === null) return;
      onChoose(target);
    }
    event.preventDefault();
  };
}

function targetOf(key: string, chosen: number, last: number, endKeys: boolean): number | null {
  switch (key) {
    case 'ArrowDown':
      return Math.min(last, chosen + 1);
    case 'ArrowUp':
      return Math.max(0, chosen - 1);
    case 'PageDown':
      return Math.min(last, chosen + PAGE);
    case 'PageUp':
      return Math.max(0, chosen - PAGE);
    case 'Home':
      return endKeys ? 0 : null;
    case 'End':
      return endKeys ? last : null;
    default:
      return null;
  }
}
