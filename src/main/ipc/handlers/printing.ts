import type { HandlersOf } from '../router.ts';

export const printingHandlers = {} as HandlersOf<'printing'>;
