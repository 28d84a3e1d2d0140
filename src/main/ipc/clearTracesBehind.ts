import { clearTraces } from '../records/erasure.ts';
import type { Vault } from '../vault/vault.ts';
import type { Core } from './core.ts';

/** Ends an erasure behind its answer: with 200,000 consultations the search alone takes a minute of small steps. */
export function clearTracesBehind(core: Core, vault: Vault): void {
  clearTraces(vault).catch((error: unknown) => core.reportFault('erasure', 'erasure', error));
}
