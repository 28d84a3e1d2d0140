const flushes = new Set<() => Promise<void>>();

/** Registers how something that is typed, and not in the vault yet, is saved at once. Returns how to end that. */
export function registerFlush(flush: () => Promise<void>): () => void {
  flushes.add(flush);
  return () => flushes.delete(flush);
}

/** Saves at once all that was typed and is not in the vault yet: before the veil, the lock and the end. */
export async function flushAll(): Promise<void> {
  await Promise.allSettled([...flushes].map((flush) => flush()));
}
