import type { ContractError } from '../shared/contract/errors.ts';
import type { Result } from '../shared/contract/index.ts';

/** What a call was refused for; null where it was done. */
export function refusalOf(result: Result<unknown>): ContractError | null {
  return result.ok ? null : result.error;
}
