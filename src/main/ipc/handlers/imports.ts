import type { HandlersOf } from '../router.ts';

export const importsHandlers = {} as HandlersOf<'imports'>;
