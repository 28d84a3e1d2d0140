const NOT_TEXT = ['checkbox', 'radio', 'button', 'submit', 'range'];

/** True for what one types into: letters that are keys elsewhere are letters there. */
export function isText(target: EventTarget | null): target is HTMLElement {
  if (target instanceof HTMLInputElement) return !NOT_TEXT.includes(target.type);
  return target instanceof HTMLTextAreaElement || (target instanceof HTMLElement && target.isContentEditable);
}

/** Takes the focus out of the text that is being typed; false where none is. */
export function leaveText(): boolean {
  const focused = document.activeElement;
  if (!isText(focused)) return false;
  focused.blur();
  return true;
}
