import type { ApplicationStatus } from '../../shared/contract/application.ts';
import { placesOf } from '../screens/places.tsx';
import { back, goTo } from '../state/route.ts';
import { isTitular, lock, useSession, veil } from '../state/session.ts';
import { isAnswered, isDialogOpen, runCommand, type Command } from './commands.ts';
import { showKeyList } from './keyList.ts';
import { focusNextPane } from './panes.ts';
import { isText, leaveText } from './text.ts';

const controlKeys: Readonly<Record<string, Command>> = { k: 'search', p: 'print', b: 'backup', enter: 'main' };

/** Hears every key of the window; returns how to stop. Components that use a key for themselves call preventDefault. */
export function listenToKeys(): () => void {
  window.addEventListener('keydown', beforeOthers, { capture: true });
  window.addEventListener('keydown', onKeyDown);
  return () => {
    window.removeEventListener('keydown', beforeOthers, { capture: true });
    window.removeEventListener('keydown', onKeyDown);
  };
}

/**
 * True where Échap found a dialog, a menu or a list open: that closes by itself, and it is closed already when the key comes
 * to us, so that the page behind would take the key for its own.
 */
let closesSomething = false;
/** True where the host stopped the browser's own action (F1, F6, Ctrl P): the key is still the window's. */
let stoppedByHost = false;

function beforeOthers(event: KeyboardEvent): void {
  stoppedByHost = event.defaultPrevented;
  closesSomething = event.key === 'Escape' && (isDialogOpen() || isListOpen());
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || !isChoice(event.target)) return;
  // A choice takes every Entrée for itself, and would open its list instead.
  event.stopPropagation();
  onKeyDown(event);
}

function isChoice(target: EventTarget | null): boolean {
  return target instanceof Element && target.getAttribute('aria-haspopup') === 'listbox';
}

function isListOpen(): boolean {
  const lists = document.querySelectorAll('[role="menu"], [role="listbox"]');
  return [...lists].some((list) => list.checkVisibility());
}

function onKeyDown(event: KeyboardEvent): void {
  const isTaken = event.defaultPrevented && !stoppedByHost;
  if (isTaken || event.isComposing) return;
  if (answer(event)) event.preventDefault();
}

/** True where the key was ours. */
function answer(event: KeyboardEvent): boolean {
  const phase = useSession.getState().status?.phase;
  const open = phase === 'open';
  const control = (event.ctrlKey || event.metaKey) && !event.altKey;
  // Chromium's own print dialog would hang the window (it has no tab to print from), so Ctrl P is ours even unused.
  if (control && event.key.toLowerCase() === 'p') return (open && runCommand('print')) || true;
  if (event.key === 'F9') return answerMask(event, phase);
  if (!open) return control && event.key === 'Enter' && answerMain();
  if (control) return answerControl(event);
  if (event.altKey) return answerAlt(event);
  return answerPlain(event);
}

function answerMask(event: KeyboardEvent, phase: ApplicationStatus['phase'] | undefined): boolean {
  if (event.shiftKey && (phase === 'open' || phase === 'veiled')) void lock();
  else if (phase === 'open') void veil();
  return true;
}

function answerControl(event: KeyboardEvent): boolean {
  // By the key's place on the keyboard: on AZERTY the digits need Shift.
  const place = placesOf(isTitular()).find(({ digit }) => event.code === `Digit${digit}`);
  if (place && !event.shiftKey) {
    if (isDialogOpen()) return true;
    leaveText();
    goTo(place.name);
    return true;
  }
  const key = event.key.toLowerCase();
  if (key === 'z' && !event.shiftKey) return !isTyping(event) && runCommand('undo');
  const command = controlKeys[key];
  if (!command) return false;
  if (command === 'main') return answerMain();
  // Ctrl K and Ctrl B are Chromium's (address bar, bookmarks): never left to it.
  runCommand(command);
  return true;
}

/** A date or a phone is read when its field is left: the field is left first, so that what was typed last counts. */
function answerMain(): boolean {
  if (!isAnswered('main')) return false;
  const field = document.activeElement;
  if (!leaveText()) return runCommand('main');
  if (field instanceof HTMLElement) field.focus();
  // What the leaving changed is rendered in a microtask that came before.
  queueMicrotask(() => runCommand('main'));
  return true;
}

function answerAlt(event: KeyboardEvent): boolean {
  if (event.ctrlKey) return false;
  if (event.key === 'ArrowUp') return runCommand('previous');
  if (event.key === 'ArrowDown') return runCommand('next');
  return false;
}

function answerPlain(event: KeyboardEvent): boolean {
  switch (event.key) {
    case 'Escape':
      return closesSomething || runCommand('back') || goBack();
    case 'F6':
      focusNextPane(event.shiftKey ? -1 : 1);
      return true;
    case 'F1':
      showKeyList();
      return true;
  }
  const lettersOn = useSession.getState().status?.singleLetterKeys ?? false;
  if (!lettersOn || isTyping(event)) return false;
  if (event.key === '?') {
    showKeyList();
    return true;
  }
  return event.key.toLowerCase() === 'n' && runCommand('new');
}

/** Échap leaves a text first, then the page. */
function goBack(): boolean {
  if (isDialogOpen()) return false;
  if (!leaveText()) back();
  return true;
}

function isTyping(event: KeyboardEvent): boolean {
  return isText(event.target);
}
