import type { HandlersOf } from '../router.ts';

export const accessLogHandlers = {} as HandlersOf<'accessLog'>;
