import { Menu } from '@mantine/core';
import type { Icon as TablerIcon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { IconButton } from './Button.tsx';
import { Icon } from './Icon.tsx';

export interface MenuAction {
  readonly label: string;
  readonly icon: TablerIcon;
  readonly run: () => void;
}

/** Rarer gestures behind one small button; arrow keys and Entrée choose, Échap closes. Where there are none, no button. */
export function ActionMenu({
  label,
  icon,
  size = 'sm',
  actions,
  disabled = false,
}: {
  readonly label: string;
  readonly icon: TablerIcon;
  readonly size?: 'sm' | 'md';
  readonly actions: readonly MenuAction[];
  readonly disabled?: boolean;
}): ReactNode {
  if (actions.length === 0) return null;
  return (
    // In place, so that it lies in the landmark of its button; fixed, so that no scrolling pane cuts it. The library's own
    // placeholder for the first focus is left out: a menu may hold nothing but its items.
    <Menu
      position="bottom-end"
      withinPortal={false}
      floatingStrategy="fixed"
      withInitialFocusPlaceholder={false}
      zIndex={30}
    >
      <Menu.Target>
        <IconButton icon={icon} label={label} size={size} disabled={disabled} />
      </Menu.Target>
      <Menu.Dropdown>
        {actions.map((action) => (
          <Menu.Item key={action.label} leftSection={<Icon of={action.icon} />} onClick={action.run}>
            {action.label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
