/** As at the beginning of a sentence. */
export function capitalised(text: string): string {
  return text.charAt(0).toLocaleUpperCase('fr') + text.slice(1);
}

/** As in the middle of one. */
export function lowered(text: string): string {
  return text.charAt(0).toLocaleLowerCase('fr') + text.slice(1);
}
