import type { z } from 'zod';
import { accessLog } from './accessLog.ts';
import { application } from './application.ts';
import { breaches } from './breaches.ts';
import { bringBack } from './bringBack.ts';
import { consents } from './consents.ts';
import { consultations } from './consultations.ts';
import { documents } from './documents.ts';
import { drafts } from './drafts.ts';
import type { ContractError } from './errors.ts';
import { hosting } from './hosting.ts';
import { imports } from './imports.ts';
import { nir } from './nir.ts';
import { oppositions } from './oppositions.ts';
import { information } from './information.ts';
import { lostKeys } from './lostKeys.ts';
import { patients } from './patients.ts';
import { pcCheck } from './pcCheck.ts';
import { practitioners } from './practitioners.ts';
import { printing } from './printing.ts';
import { privacy } from './privacy.ts';
import { readingCopy } from './readingCopy.ts';
import { register } from './register.ts';
import { requests } from './requests.ts';
import { retention } from './retention.ts';
import { search } from './search.ts';
import { settings } from './settings.ts';
import { snapshots } from './snapshots.ts';
import { vault } from './vault.ts';

/** Every method that the window may call: the one source of the router, the client and their types. */
export const contract = {
  ...application,
  ...vault,
  ...patients,
  ...consultations,
  ...search,
  ...drafts,
  ...settings,
  ...accessLog,
  ...printing,
  ...imports,
  ...snapshots,
  ...bringBack,
  ...lostKeys,
  ...documents,
  ...privacy,
  ...oppositions,
  ...nir,
  ...consents,
  ...practitioners,
  ...retention,
  ...requests,
  ...breaches,
  ...pcCheck,
  ...register,
  ...information,
  ...hosting,
  ...readingCopy,
};

export type Contract = typeof contract;
export type MethodName = keyof Contract;
export type Input<Name extends MethodName> = z.infer<Contract[Name]['input']>;
export type Output<Name extends MethodName> = z.infer<Contract[Name]['output']>;

/** What comes back through the door: errors are data. */
export type Result<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly error: ContractError };

/** True where the name is a method of the contract. */
export function isMethodName(name: string): name is MethodName {
  return Object.hasOwn(contract, name);
}
