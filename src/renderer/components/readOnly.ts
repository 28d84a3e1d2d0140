import { createContext, useContext } from 'react';

/** True around what may be read and not written: every field below shows its value and takes nothing. */
export const ReadOnly = createContext(false);

export function useReadOnly(): boolean {
  return useContext(ReadOnly);
}
