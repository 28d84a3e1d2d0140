import { create } from 'zustand';

const useKeyListState = create<{ readonly shown: boolean }>()(() => ({ shown: false }));

export function useKeyListShown(): boolean {
  return useKeyListState(({ shown }) => shown);
}

export function showKeyList(): void {
  useKeyListState.setState({ shown: true });
}

export function hideKeyList(): void {
  useKeyListState.setState({ shown: false });
}
