import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

/** Pine, from the palest to the deepest; shade 7 is the light theme's accent, shade 3 the dark one's. */
const pine: MantineColorsTuple = [
  '#eff8f5',
  '#dff0eb',
  '#b3e0d4',
  '#6bcbb8',
  '#47a796',
  '#2a8a7b',
  '#177266',
  '#0d6157',
  '#0a4d45',
  '#063a34',
];

/** Mantine's own components, in the tokens' shapes and sizes (tokens.css). */
export const theme = createTheme({
  colors: { pine },
  primaryColor: 'pine',
  primaryShade: { light: 7, dark: 3 },
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'var(--mono)',
  fontSizes: { xs: 'var(--fs-xs)', sm: 'var(--fs-sm)', md: 'var(--fs-md)', lg: 'var(--fs-lg)', xl: 'var(--fs-xl)' },
  spacing: { xs: 'var(--s1)', sm: 'var(--s2)', md: 'var(--s3)', lg: 'var(--s4)', xl: 'var(--s6)' },
  radius: { xs: '4px', sm: 'var(--r-sm)', md: 'var(--r-md)', lg: 'var(--r-lg)', xl: 'var(--r-full)' },
  defaultRadius: 'sm',
  shadows: { xs: 'var(--shadow-1)', sm: 'var(--shadow-1)', md: 'var(--shadow-2)', lg: 'var(--shadow-2)' },
  components: { Combobox: { defaultProps: { shadow: 'md' } }, Menu: { defaultProps: { shadow: 'md' } } },
  respectReducedMotion: true,
  cursorType: 'pointer',
});

/** Mantine's names for colours that the tokens hold; the same in both themes, since the tokens change by themselves. */
export const resolveVariables: CSSVariablesResolver = () => {
  const colours = {
    '--mantine-color-body': 'var(--surface)',
    '--mantine-color-text': 'var(--text)',
    '--mantine-color-dimmed': 'var(--text-3)',
    '--mantine-color-placeholder': 'var(--text-3)',
    '--mantine-color-default': 'var(--surface)',
    '--mantine-color-default-hover': 'var(--sunk)',
    '--mantine-color-default-color': 'var(--text)',
    '--mantine-color-default-border': 'var(--control)',
    '--mantine-color-error': 'var(--danger)',
    '--mantine-color-anchor': 'var(--accent)',
  };
  return { variables: {}, light: colours, dark: colours };
};
