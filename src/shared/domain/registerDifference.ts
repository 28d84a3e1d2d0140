import type { RegisterChange, RegisterEntry, RegisterSheet } from '../contract/register.ts';

/**
 * What two states of the register say differently, line by line. Counts and dates that prove a line are left out: they
 * move every day, and article 30 asks that the register be kept up to date in what it says.
 */
export function registerDifference(
  before: readonly RegisterSheet[],
  after: readonly RegisterSheet[],
): RegisterChange[] {
  const changed = after.flatMap((sheet) => {
    const former = before.find(({ name }) => name === sheet.name);
    return former === undefined
      ? [{ sheet: sheet.title, field: null, before: '', after: sheet.title }]
      : sheetDifference(former, sheet);
  });
  const gone = before
    .filter(({ name }) => !after.some((sheet) => sheet.name === name))
    .map(({ title }) => ({ sheet: title, field: null, before: title, after: '' }));
  return [...changed, ...gone];
}

/** What a line says in all: what was computed, then what the practitioner added. */
export function entryText({ computed, own }: Pick<RegisterEntry, 'computed' | 'own'>): string {
  return [...computed, ...(own.trim() === '' ? [] : [own.trim()])].join('\n');
}

function sheetDifference(before: RegisterSheet, after: RegisterSheet): RegisterChange[] {
  const title =
    before.title === after.title ? [] : [{ sheet: after.title, field: null, before: before.title, after: after.title }];
  const fields = [...new Set([...after.entries, ...before.entries].map(({ field }) => field))];
  const lines = fields
    .map((field) => ({
      sheet: after.title,
      field,
      before: textOf(before, field),
      after: textOf(after, field),
    }))
    .filter((line) => line.before !== line.after);
  return [...title, ...lines];
}

function textOf({ entries }: RegisterSheet, field: RegisterEntry['field']): string {
  const entry = entries.find((candidate) => candidate.field === field);
  return entry === undefined ? '' : entryText(entry);
}
