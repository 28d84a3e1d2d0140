import type { Icon as TablerIcon } from '@tabler/icons-react';
import type { ReactNode } from 'react';

const sizes = { sm: '0.9375rem', md: '1.125rem', lg: '1.375rem', xl: '1.75rem' };

/** A glyph beside words that say the same; alone, it needs the label of what holds it. */
export function Icon({
  of: Glyph,
  size = 'md',
}: {
  readonly of: TablerIcon;
  readonly size?: keyof typeof sizes;
}): ReactNode {
  return <Glyph aria-hidden="true" size={sizes[size]} stroke={1.75} style={{ flex: 'none' }} />;
}
