import type { HandlersOf } from '../router.ts';

export const patientsHandlers = {} as HandlersOf<'patients'>;
