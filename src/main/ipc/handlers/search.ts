import { searchEverywhere } from '../../records/search.ts';
import type { HandlersOf } from '../router.ts';

export const searchHandlers: HandlersOf<'search'> = {
  'search.everywhere': ({ text, limit }, { vault }) => searchEverywhere(vault, text, limit),
};
