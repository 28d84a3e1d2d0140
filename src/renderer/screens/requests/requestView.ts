import type { Output } from '../../../shared/contract/index.ts';

/** One request with its terms, its steps and what may be done for it now. */
export type RequestView = Output<'requests.get'>;
