import type { ContractError } from '../../shared/contract/errors.ts';

/**
 * A refusal that the person is to be told of: thrown inside the core, so that a transaction rolls back on its way,
 * and turned into data by the router. Anything else that is thrown is a fault of ours and becomes `internal`.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly error: ContractError;

  constructor(error: ContractError) {
    super(error.code);
    this.error = error;
  }
}

/** Throws a refusal that carries no fact but its code. */
export function refuse(error: ContractError): never {
  throw new Refusal(error);
}
