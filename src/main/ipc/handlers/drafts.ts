import type { HandlersOf } from '../router.ts';

export const draftsHandlers = {} as HandlersOf<'drafts'>;
