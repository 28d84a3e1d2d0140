import { create } from 'zustand';
import type { ContractError } from '../../shared/contract/errors.ts';
import type { Result } from '../../shared/contract/index.ts';

/** Takes back what a toast tells of. Where it answers with a refusal the toast says it; else the screen itself does. */
type Undo = (() => Promise<Result<unknown>>) | (() => void);

export interface Toast {
  readonly id: number;
  readonly text: string;
  /** Reached by the toast's button and by Ctrl Z. */
  readonly undo?: Undo;
  /** Why what was done could not be taken back. */
  readonly refusal?: ContractError;
}

interface ToastState {
  /** One at a time: a new one takes the former one's place. */
  readonly toast: Toast | null;
}

let lastId = 0;

export const useToastState = create<ToastState>()(() => ({ toast: null }));

/** Says in passing that something was done. Never for errors, which stay where they arose. */
export function showToast(toast: { readonly text: string; readonly undo?: Undo }): void {
  show(toast);
}

export function dropToast(): void {
  useToastState.setState({ toast: null });
}

/** Takes back what the toast that is shown tells of; a refusal takes its place and stays until it is closed. */
export async function undoToast({ text, undo }: Toast): Promise<void> {
  dropToast();
  const result = await undo?.();
  if (result?.ok === false) show({ text, refusal: result.error });
}

function show(toast: Omit<Toast, 'id'>): void {
  lastId += 1;
  useToastState.setState({ toast: { ...toast, id: lastId } });
}
