import { invoke } from '../bridge.ts';
import { copyNow } from './copyNow.ts';

/**
 * After the vault was encrypted anew: the destinations that are there get the first copy of their new series at once, the
 * others when they are plugged in.
 */
export async function beginNewSeries(): Promise<void> {
  const targets = await invoke('snapshots.targets', {});
  if (targets.ok && targets.value.targets.some(({ place }) => place !== null)) await copyNow();
}
