import { lazy, useState, type ComponentType, type ReactNode } from 'react';

/** A part of the window that lies in a file of its own. */
export interface OwnFile<Props extends object> {
  readonly Part: ComponentType<Props>;
  /** Fetches the file before it is shown; it is asked for again where it did not come. */
  readonly fetch: () => Promise<void>;
}

/**
 * Makes a part that is fetched when it is first shown, or before. What was fetched before is shown at once: React's `lazy`
 * alone would put the fallback in its place for a moment, and holds back what follows a fallback for up to 300 ms.
 */
export function ownFile<Props extends object>(load: () => Promise<ComponentType<Props>>): OwnFile<Props> {
  let fetched: ComponentType<Props> | null = null;
  async function fetchPart(): Promise<ComponentType<Props>> {
    fetched ??= await load();
    return fetched;
  }
  const Later = lazy(async () => ({ default: await fetchPart() }));

  function Part(props: Props): ReactNode {
    // For as long as it is shown: another component would begin anew, without what was typed.
    const [Shown] = useState<ComponentType<Props>>(() => fetched ?? Later);
    return <Shown {...props} />;
  }
  return {
    Part,
    fetch: async () => {
      await fetchPart();
    },
  };
}
