import { MantineProvider } from '@mantine/core';
import type { ReactNode } from 'react';
import { useColorScheme } from './appearance.ts';
import { styleNonce } from './styleNonce.ts';
import { resolveVariables, theme } from './theme.ts';

/** Around what uses Mantine's components: their styles and variables, in the colours that are shown. */
export function MantineTheme({ children }: { readonly children: ReactNode }): ReactNode {
  const colorScheme = useColorScheme();
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={resolveVariables}
      forceColorScheme={colorScheme}
      getStyleNonce={styleNonce}
      withGlobalClasses={false}
    >
      {children}
    </MantineProvider>
  );
}
