/**
 * Works through the items, `limit` of them at a time, begun in their order. At the first failure nothing new is begun;
 * what is under way is awaited, so that nobody works on behind the caller's back, then the failure is thrown.
 */
export async function inParallel<Item, Result>(
  items: readonly Item[],
  limit: number,
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const failures: unknown[] = [];
  let next = 0;
  const takeTurns = async (): Promise<void> => {
    while (next < items.length && failures.length === 0) {
      const index = next;
      next += 1;
      // `index` is below the length, but an item may itself be undefined.
      const item = items[index] as Item;
      try {
        results[index] = await work(item);
      } catch (error) {
        failures.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, Math.min(limit, items.length)) }, takeTurns));
  if (failures.length > 0) throw failures[0];
  return results;
}
