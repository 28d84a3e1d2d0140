import type { ComponentType } from 'react';
import { ownFile, type OwnFile } from './ownFile.tsx';

/**
 * A part in a file of its own that uses Mantine's components. The lock screen has none, so that Mantine's theme, which comes
 * with the first such part, does not hold the first painting back.
 */
export function themedFile<Props extends object>(load: () => Promise<ComponentType<Props>>): OwnFile<Props> {
  return ownFile(async () => {
    const [{ MantineTheme }, Inner] = await Promise.all([import('../theme/MantineTheme.tsx'), load()]);
    return (props: Props) => (
      <MantineTheme>
        <Inner {...props} />
      </MantineTheme>
    );
  });
}
