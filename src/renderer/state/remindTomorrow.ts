import type { Result } from '../../shared/contract/index.ts';
import { invoke } from '../bridge.ts';
import { showToast } from './toast.ts';

/** "Me le rappeler demain": a destination is not asked for in red before tomorrow morning. */
export async function remindTomorrow(target: {
  readonly repository: string;
  readonly label: string;
}): Promise<Result<unknown>> {
  const result = await invoke('snapshots.remindTomorrow', { repository: target.repository });
  if (result.ok) showToast({ text: `Rappel demain matin pour ${target.label}` });
  return result;
}
