import { LIST_LENGTH } from './layout.ts';

/** Cuts the hashes of a file's chunks into lists, which are chunks themselves. */
export function encodeLists(hashes: readonly string[]): Buffer[] {
  const lists: Buffer[] = [];
  for (let start = 0; start < hashes.length; start += LIST_LENGTH) {
    lists.push(Buffer.from(hashes.slice(start, start + LIST_LENGTH).join(''), 'hex'));
  }
  return lists;
}

/** The hashes that a list holds. */
export function decodeList(list: Buffer): string[] {
  const hashes: string[] = [];
  for (let at = 0; at + 32 <= list.length; at += 32) hashes.push(list.toString('hex', at, at + 32));
  return hashes;
}
