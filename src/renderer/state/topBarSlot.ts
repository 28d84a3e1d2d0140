import { create } from 'zustand';

const useSlotState = create<{ readonly slot: HTMLElement | null }>()(() => ({ slot: null }));

/** Where the screens' own buttons go in the top bar; null until it is on the page. */
export function useTopBarSlot(): HTMLElement | null {
  return useSlotState(({ slot }) => slot);
}

export function setTopBarSlot(slot: HTMLElement | null): void {
  useSlotState.setState({ slot });
}
