import type { HandlersOf } from '../router.ts';

export const consultationsHandlers = {} as HandlersOf<'consultations'>;
