import type { Icon as TablerIcon } from '@tabler/icons-react';
import type { ComponentPropsWithRef, ReactNode } from 'react';
import styles from './Button.module.css';
import { classes } from './classes.ts';
import { Icon } from './Icon.tsx';
import { Kbd } from './Kbd.tsx';

interface Look {
  /** Filled for the one main action of a screen; all else is outlined or quiet. */
  readonly variant?: 'default' | 'primary' | 'quiet' | 'danger';
  readonly size?: 'sm' | 'md' | 'lg';
  /** As wide as what holds it. */
  readonly block?: boolean;
}

interface ButtonProps extends Look, Omit<ComponentPropsWithRef<'button'>, 'className'> {
  readonly icon?: TablerIcon;
  /** The keys that do the same, written on the button. */
  readonly keys?: string;
}

/** A button with a verb on it. `type` is "button" unless said otherwise. */
export function Button({
  variant,
  size,
  block,
  icon,
  keys,
  children,
  type = 'button',
  ...rest
}: ButtonProps): ReactNode {
  return (
    <button {...rest} type={type} className={look({ variant, size, block })}>
      {icon && <Icon of={icon} size={size === 'sm' ? 'sm' : 'md'} />}
      {children}
      {keys !== undefined && <Kbd>{keys}</Kbd>}
    </button>
  );
}

interface IconButtonProps extends Look, Omit<ComponentPropsWithRef<'button'>, 'className' | 'children' | 'aria-label'> {
  readonly icon: TablerIcon;
  readonly label: string;
}

/** A button with a glyph alone; its label is read aloud and shown as a hint. */
export function IconButton({
  variant = 'quiet',
  size,
  icon,
  label,
  type = 'button',
  ...rest
}: IconButtonProps): ReactNode {
  return (
    <button
      title={label}
      {...rest}
      type={type}
      aria-label={label}
      className={classes(look({ variant, size }), styles.icon)}
    >
      <Icon of={icon} />
    </button>
  );
}

interface LinkButtonProps extends Omit<ComponentPropsWithRef<'button'>, 'className'> {
  readonly icon?: TablerIcon;
}

/** A button that reads like a link, for what leads elsewhere or matters less. */
export function LinkButton({ icon, children, type = 'button', ...rest }: LinkButtonProps): ReactNode {
  return (
    <button {...rest} type={type} className={styles.link}>
      {icon && <Icon of={icon} size="sm" />}
      {children}
    </button>
  );
}

function look({ variant = 'default', size = 'md', block }: { [Key in keyof Look]: Look[Key] | undefined }): string {
  return classes(styles.button, styles[variant], styles[size], block && styles.block);
}
