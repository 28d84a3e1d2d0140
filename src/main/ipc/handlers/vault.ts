import type { HandlersOf } from '../router.ts';

export const vaultHandlers = {} as HandlersOf<'vault'>;
