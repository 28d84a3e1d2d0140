import type { HandlersOf } from '../router.ts';

export const settingsHandlers = {} as HandlersOf<'settings'>;
