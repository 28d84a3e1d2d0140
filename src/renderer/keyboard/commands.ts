import { createContext, useContext, useLayoutEffect, useRef } from 'react';

/** What a screen may answer to; the keys are the same everywhere (keyListener.ts). */
export type Command = 'main' | 'new' | 'print' | 'search' | 'backup' | 'undo' | 'back' | 'previous' | 'next';

interface Binding {
  readonly command: Command;
  /** How many dialogs lie under the one that it belongs to; 0 on the page. */
  readonly depth: number;
  readonly run: () => void;
}

const bindings: Binding[] = [];
let openDialogs = 0;

/** How many dialogs a component lies in. */
export const DialogDepth = createContext(0);

/** Answers to a command as long as the component is on screen; of two, the one that came last answers. */
export function useCommand(command: Command, handler: () => void, enabled = true): void {
  const depth = useContext(DialogDepth);
  const latest = useRef(handler);
  // Before the painting: a key pressed on what is seen does what is seen.
  useLayoutEffect(() => {
    latest.current = handler;
  });
  useLayoutEffect(() => {
    if (!enabled) return;
    const binding = { command, depth, run: () => latest.current() };
    bindings.push(binding);
    return () => {
      bindings.splice(bindings.indexOf(binding), 1);
    };
  }, [command, depth, enabled]);
}

/** Counts a dialog while it is open: the page behind it answers to no key. Returns how to end that. */
export function countDialog(): () => void {
  openDialogs += 1;
  return () => {
    openDialogs -= 1;
  };
}

export function isDialogOpen(): boolean {
  return openDialogs > 0;
}

/** True where something answers to the command now. */
export function isAnswered(command: Command): boolean {
  return answering(command) !== undefined;
}

/** Runs the handler that answers now; false where none does. */
export function runCommand(command: Command): boolean {
  const binding = answering(command);
  binding?.run();
  return binding !== undefined;
}

function answering(command: Command): Binding | undefined {
  return bindings.findLast((known) => known.command === command && known.depth === openDialogs);
}
