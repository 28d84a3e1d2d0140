import { useEffect, useState, type RefObject } from 'react';
import { useSession } from './session.ts';

interface Caret {
  /** The form, then the field in it (`data-field`). No text is kept here. */
  readonly form: string;
  readonly field: string;
  readonly start: number;
  readonly end: number;
}

let caret: Caret | null = null;

/**
 * Remembers where one was typing in a form, so that after the lock one is back in the same word. Fields bear `data-field`.
 * Without such a memory the focus goes to the field named `firstField`, if any; unless one has come by the tab of the form's
 * panel, where the focus stays so that the arrow keys go on. https://www.w3.org/WAI/ARIA/apg/patterns/tabs/
 */
export function useCaretMemory(form: string, container: RefObject<HTMLElement | null>, firstField?: string): void {
  // Asked on coming to the form alone: what is typed since may change the answer, and must not move the caret.
  const [first] = useState(firstField);
  useEffect(() => {
    const element = container.current;
    if (!element) return;
    if (caret?.form === form) putBack(element, caret);
    else if (first !== undefined && !isOnTabOf(element)) focusField(element, first);
    const remember = (): void => {
      const field = document.activeElement;
      if (isTextField(field) && element.contains(field) && field.dataset['field'] !== undefined) {
        const { selectionStart, selectionEnd } = field;
        caret = { form, field: field.dataset['field'], start: selectionStart ?? 0, end: selectionEnd ?? 0 };
      }
    };
    document.addEventListener('selectionchange', remember);
    element.addEventListener('focusin', remember);
    return () => {
      document.removeEventListener('selectionchange', remember);
      element.removeEventListener('focusin', remember);
      // Left for another page, the place is forgotten; behind the lock it waits.
      if (useSession.getState().status?.phase === 'open') caret = null;
    };
  }, [form, container, first]);
}

function putBack(element: HTMLElement, { field, start, end }: Caret): void {
  const target = focusField(element, field);
  if (target) target.setSelectionRange(start, end);
}

/** True where the focus is on the tab of the panel that the form lies in. */
function isOnTabOf(form: HTMLElement): boolean {
  const tab = form.closest('[role="tabpanel"]')?.getAttribute('aria-labelledby') ?? null;
  return tab !== null && document.activeElement?.id === tab;
}

function focusField(element: HTMLElement, field: string): HTMLInputElement | HTMLTextAreaElement | null {
  const target = element.querySelector(`[data-field="${field}"]`);
  if (!isTextField(target)) return null;
  target.focus();
  target.setSelectionRange(target.value.length, target.value.length);
  return target;
}

function isTextField(element: Element | null): element is HTMLInputElement | HTMLTextAreaElement {
  return element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement;
}
