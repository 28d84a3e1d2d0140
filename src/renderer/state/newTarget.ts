import { create } from 'zustand';
import type { ContractError } from '../../shared/contract/errors.ts';
import type { ChosenPlace } from '../../shared/contract/snapshots.ts';
import { invoke } from '../bridge.ts';
import { goTo } from './route.ts';

interface NewTargetState {
  /** The folder of the new destination that is being named; null while none is. */
  readonly place: ChosenPlace | null;
  readonly refusal: ContractError | null;
}

/** The unknown key that the person wants for a destination, on its way to the page of the copies. */
export const useNewTarget = create<NewTargetState>()(() => ({ place: null, refusal: null }));

/** Makes a destination of the unknown key that is plugged in: it is named where the copies are. */
export async function takeKey(): Promise<void> {
  const result = await invoke('snapshots.takeKey', {});
  useNewTarget.setState(result.ok ? { place: result.value, refusal: null } : { place: null, refusal: result.error });
  if (result.ok) goTo('backups');
}

export function endNewTarget(): void {
  useNewTarget.setState({ place: null, refusal: null });
}
