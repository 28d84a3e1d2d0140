import { create } from 'zustand';

export interface Toast {
  readonly id: number;
  readonly text: string;
  /** Takes back what the toast tells of; reached by its button and by Ctrl Z. */
  readonly undo?: () => void;
}

interface ToastState {
  /** One at a time: a new one takes the former one's place. */
  readonly toast: Toast | null;
}

let lastId = 0;

export const useToastState = create<ToastState>()(() => ({ toast: null }));

/** Says in passing that something was done. Never for errors, which stay where they arose. */
export function showToast(toast: { readonly text: string; readonly undo?: () => void }): void {
  lastId += 1;
  useToastState.setState({ toast: { ...toast, id: lastId } });
}

export function dropToast(): void {
  useToastState.setState({ toast: null });
}
