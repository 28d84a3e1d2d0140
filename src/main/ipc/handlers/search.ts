import { searchEverywhere } from '../../records/search.ts';
import { logAccess } from '../../vault/accessLog.ts';
import type { HandlersOf } from '../router.ts';

export const searchHandlers: HandlersOf<'search'> = {
  // The words are no part of the entry: they tell of somebody's health, and the log's chain outlives a purge. Which of the files
  // that were found is read has its own entry once it is opened.
  'search.everywhere': ({ text, limit }, { vault }) => {
    const found = searchEverywhere(vault, text, limit);
    if (found.consultations.length > 0) logAccess(vault, { action: 'notes-searched' });
    return found;
  },
};
