import type { HandlersOf } from '../router.ts';

export const searchHandlers = {} as HandlersOf<'search'>;
