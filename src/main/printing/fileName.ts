/** Without the characters that one of the systems refuses in a name; names longer than 120 characters are cut. */
export function safeFileName(text: string): string {
  return (
    text
      // A date stays one: 25-11-2026.
      .replace(/(?<=\d)\/(?=\d)/g, '-')
      .replace(/[\p{Control}\\/:*?"<>|]/gu, ' ')
      .replace(/\s+/g, ' ')
      .trim()
      .slice(0, 120)
  );
}
