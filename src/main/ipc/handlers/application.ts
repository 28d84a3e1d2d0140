import type { HandlersOf } from '../router.ts';

export const applicationHandlers = {} as HandlersOf<'application'>;
