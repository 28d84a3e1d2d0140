import { useEffect, useEffectEvent, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react';
import { create } from 'zustand';
import { rowId } from './PatientGrid.tsx';

/** The list that the search field drives: the panel under it, or the page of patients. */
interface DrivenList {
  readonly gridId: string;
  readonly activeRowId: string | undefined;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

const useDrivenListState = create<{ readonly list: DrivenList | null }>()(() => ({ list: null }));

export function useDrivenList(): DrivenList | null {
  return useDrivenListState(({ list }) => list);
}

interface ResultList {
  readonly gridId: string;
  /** What was searched for: with another text the first row is chosen again. */
  readonly text: string;
  readonly count: number;
  /** True while the rows still answer a former text: what Entrée asks for then waits for the right ones. */
  readonly stale: boolean;
  readonly open: (index: number) => void;
  readonly start: (index: number) => void;
}

/**
 * ↑ ↓ choose, Entrée opens, Ctrl Entrée starts a consultation; the same keys in the search field and on the list itself.
 */
export function useResultKeys(list: ResultList): {
  readonly active: number;
  /** Of constant identity, as are the two below: rows need not be painted again for them. */
  readonly choose: (index: number) => void;
  readonly open: (index: number) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
} {
  const { gridId, text, count, stale } = list;
  const [chosen, setChosen] = useState({ text, index: 0 });
  const active = count === 0 ? -1 : Math.min(chosen.text === text ? chosen.index : 0, count - 1);
  const choose = useStableHandler((index: number) => setChosen({ text, index }));
  const open = useStableHandler(list.open);
  const waiting = useRef<'open' | 'start' | null>(null);

  const act = (what: 'open' | 'start'): void => {
    waiting.current = stale ? what : null;
    if (!stale && active >= 0) list[what](active);
  };
  const actLate = useEffectEvent(() => {
    if (waiting.current !== null) act(waiting.current);
  });
  useEffect(() => {
    if (!stale) actLate();
  }, [stale]);
  // Another key than Entrée means that the person went on: what was asked for before no longer holds.
  const onKeyDown = useStableHandler((event: KeyboardEvent) => {
    const plain = !event.altKey && !event.shiftKey && !event.metaKey;
    if (event.key === 'Enter' && plain) act(event.ctrlKey ? 'start' : 'open');
    else if (!plain || event.ctrlKey || !isMove(event.key)) {
      waiting.current = null;
      return;
    } else choose(moved(event.key, active, count));
    event.preventDefault();
  });

  const activeRowId = active >= 0 ? rowId(gridId, active) : undefined;
  useLayoutEffect(() => {
    useDrivenListState.setState({ list: { gridId, activeRowId, onKeyDown } });
  }, [gridId, activeRowId, onKeyDown]);
  useEffect(
    () => () =>
      useDrivenListState.setState(({ list: current }) => ({ list: current?.gridId === gridId ? null : current })),
    [gridId],
  );
  return { active, choose, open, onKeyDown };
}

/** A function of constant identity that always runs the latest handler. */
function useStableHandler<Argument>(handler: (argument: Argument) => void): (argument: Argument) => void {
  const latest = useRef(handler);
  useLayoutEffect(() => {
    latest.current = handler;
  });
  const [stable] = useState(() => (argument: Argument) => latest.current(argument));
  return stable;
}

const PAGE = 10;

function isMove(key: string): boolean {
  return ['ArrowDown', 'ArrowUp', 'PageDown', 'PageUp'].includes(key);
}

function moved(key: string, active: number, count: number): number {
  const step = { ArrowDown: 1, ArrowUp: -1, PageDown: PAGE, PageUp: -PAGE }[key] ?? 0;
  return Math.max(0, Math.min(count - 1, active + step));
}
