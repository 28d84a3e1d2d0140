import type { ContractError } from '../shared/contract/errors.ts';
import type { ContractEvent } from '../shared/contract/events.ts';
import type { Input, MethodName, Output, Result } from '../shared/contract/index.ts';

/** The one door of the window, put there by the host (preload in Electron, init script in Chromium). */
interface Bridge {
  invoke(method: string, input: unknown): Promise<unknown>;
  subscribe(listener: (event: unknown) => void): () => void;
}

declare global {
  interface Window {
    readonly bridge: Bridge;
  }
}

/** Calls one method of the contract; errors come back as data. */
export async function invoke<Name extends MethodName>(method: Name, input: Input<Name>): Promise<Result<Output<Name>>> {
  // The router parsed this answer with the very schema that `Output<Name>` is inferred from; parsing it again here would
  // bring every schema into the window for nothing.
  return (await window.bridge.invoke(method, input)) as Result<Output<Name>>;
}

/** A refusal of the core, thrown where a library wants exceptions (TanStack Query). */
export class ContractFailure extends Error {
  readonly error: ContractError;

  constructor(error: ContractError) {
    super(error.code);
    this.name = 'ContractFailure';
    this.error = error;
  }
}

/** Like `invoke`, but gives the value alone. Throws ContractFailure. */
export async function call<Name extends MethodName>(method: Name, input: Input<Name>): Promise<Output<Name>> {
  const result = await invoke(method, input);
  if (!result.ok) throw new ContractFailure(result.error);
  return result.value;
}

/** Hears what the core tells of itself; returns how to stop hearing. */
export function subscribe(listener: (event: ContractEvent) => void): () => void {
  // Made by the core from the type that it is read as.
  return window.bridge.subscribe((event) => listener(event as ContractEvent));
}
