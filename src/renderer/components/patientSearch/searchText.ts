import { create } from 'zustand';
import { useSession } from '../../state/session.ts';

const useSearchTextState = create<{ readonly text: string }>()(() => ({ text: '' }));

/** What is typed in the search of the top bar, which the page of patients shows too. */
export function useSearchText(): string {
  return useSearchTextState(({ text }) => text);
}

export function setSearchText(text: string): void {
  useSearchTextState.setState({ text });
}

// What was searched for may be a name: it does not wait behind the lock.
useSession.subscribe(({ status }) => {
  if (status?.phase !== 'open' && useSearchTextState.getState().text !== '') setSearchText('');
});
