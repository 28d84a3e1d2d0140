/** Something was typed wrong: exit code 2. The message is the French sentence to be shown. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
