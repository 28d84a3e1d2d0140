import { create } from 'zustand';

/** What the wizard of a restore begins with: a target that the open vault knows, and a moment; else it asks where. */
export interface Restoring {
  readonly repository: string | null;
  readonly snapshotId: string | null;
}

/** Not null while the wizard has the window; it stays through the lock that the restore itself brings. */
export const useRestoring = create<{ readonly restoring: Restoring | null }>()(() => ({ restoring: null }));

export function beginRestore(restoring: Restoring = { repository: null, snapshotId: null }): void {
  useRestoring.setState({ restoring });
}

export function endRestore(): void {
  useRestoring.setState({ restoring: null });
}
