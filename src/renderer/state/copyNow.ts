import { create } from 'zustand';
import type { ContractError } from '../../shared/contract/errors.ts';
import { invoke } from '../bridge.ts';
import { goTo } from './route.ts';
import { showToast } from './toast.ts';

/** What the last copy on demand was refused for: it is said on the page of the copies until the next try. */
export const useCopyRefusal = create<{ readonly refusal: ContractError | null }>()(() => ({ refusal: null }));

/** Copies now, to one target or to all that are plugged in (Ctrl B). A refusal is shown where the copies are. */
export async function copyNow(repository: string | null = null, adopt = false): Promise<void> {
  useCopyRefusal.setState({ refusal: null });
  const result = await invoke('snapshots.create', { repository, adopt });
  if (result.ok) {
    showToast({ text: `Sauvegardé sur ${result.value.labels.join(', ')}` });
    return;
  }
  if (result.error.code === 'cancelled') return;
  useCopyRefusal.setState({ refusal: result.error });
  goTo('backups');
}
