import { randomBytes } from 'node:crypto';
import type { z } from 'zod';
import type { ContractError } from '../../shared/contract/errors.ts';
import {
  contract,
  isMethodName,
  type Contract,
  type Input,
  type MethodName,
  type Output,
  type Result,
} from '../../shared/contract/index.ts';
import type { AccountRight } from '../../shared/contract/method.ts';
import type { Practitioner, Vault } from '../vault/vault.ts';
import { Refusal, refuse } from '../vault/refusal.ts';
import { storageRefusal } from '../vault/storageFault.ts';
import type { Core } from './core.ts';
import { ANSWERS_ON_A_COPY } from './readingCopyRules.ts';

/** What a handler receives beside its input: the core always, the vault where the contract says that one is unlocked. */
export type Call<Name extends MethodName> = Contract[Name]['access'] extends 'always'
  ? { readonly core: Core }
  : { readonly core: Core; readonly vault: Vault };

export type Handler<Name extends MethodName> = (
  input: Input<Name>,
  call: Call<Name>,
) => Output<Name> | Promise<Output<Name>>;

/** The handlers of the methods whose name begins with `Area.`; a missing one is a compile-time error. */
export type HandlersOf<Area extends string> = {
  readonly [Name in Extract<MethodName, `${Area}.${string}`>]: Handler<Name>;
};

export type Handlers = { readonly [Name in MethodName]: Handler<Name> };

/** The one door: takes a method's name and its raw input, answers with data. Never throws. */
export type Door = (method: string, input: unknown) => Promise<Result<unknown>>;

/**
 * Builds the door: validate, check the session and the rights, call, validate the output, errors as data.
 * The access log is written by the handlers' own transactions, so that a change and its entry stand or fall together.
 */
export function createDoor(core: Core, handlers: Handlers): Door {
  return async (name, input) => {
    try {
      if (!isMethodName(name)) return refuse({ code: 'unknown-method' });
      return { ok: true, value: await answer(core, handlers, name, input) };
    } catch (error) {
      return { ok: false, error: foreseen(error) ?? { code: 'internal', incident: reportIncident(core, name, error) } };
    }
  };
}

/** What may be told by its own code: a refusal, a failing disk or a damaged file; null for a fault of ours. */
function foreseen(error: unknown): ContractError | null {
  return error instanceof Refusal ? error.error : storageRefusal(error);
}

async function answer(core: Core, handlers: Handlers, name: MethodName, input: unknown): Promise<unknown> {
  const declaration = contract[name];
  const vault = admit(core, name);
  const parsed = declaration.input.safeParse(input);
  if (!parsed.success) return refuse({ code: 'invalid-input', fields: faultyFields(parsed.error) });
  // TypeScript cannot follow that `parsed`, `handlers[name]` and the call belong to the same method; the contract's
  // own mapped types hold it, and the output is parsed again below.
  const handler = handlers[name] as (input: unknown, call: { core: Core; vault: Vault | null }) => unknown;
  try {
    return declaration.output.parse(await handler(parsed.data, { core, vault }));
  } catch (error) {
    // The vault was locked while the handler waited for something else: its connection is gone.
    if (vault !== null && core.session.vault !== vault && foreseen(error) === null) refuse({ code: 'vault-locked' });
    throw error;
  }
}

/** The vault where the method needs one and may have it now; null where it needs none. */
function admit(core: Core, name: MethodName): Vault | null {
  const declaration = contract[name];
  if (declaration.access === 'always') return null;
  const { phase, vault } = core.session;
  if (vault === null || phase === 'locked' || phase === 'no-vault') return refuse({ code: 'vault-locked' });
  if (phase === 'veiled' && declaration.access !== 'veiled') return refuse({ code: 'screen-veiled' });
  if (core.session.isReadingCopy && !ANSWERS_ON_A_COPY.has(name)) return refuse({ code: 'copy-read-only' });
  if (declaration.titularOnly === true && vault.practitioner.role !== 'titular')
    return refuse({ code: 'titular-only' });
  if (declaration.right !== undefined && !hasRight(vault.practitioner, declaration.right))
    refuse({ code: `may-not-${declaration.right}` });
  core.session.admit(name);
  return vault;
}

function hasRight({ rights }: Practitioner, right: AccountRight): boolean {
  return rights === undefined || (right === 'write' ? rights.mayWrite : rights.mayExport);
}

/** Names of the fields that do not fit, never their values. */
function faultyFields(error: z.ZodError): string[] {
  return [
    ...new Set(error.issues.map((issue) => issue.path.filter((part) => typeof part === 'string').join('.'))),
  ].slice(0, 20);
}

/** Writes what happened to the local log, without any message text (it may quote data), and returns the number to quote. */
function reportIncident(core: Core, name: string, error: unknown): string {
  const incident = randomBytes(3).toString('hex').toUpperCase();
  core.reportFault(incident, name, error);
  return incident;
}
