import { IconArrowBigUpLines, IconEye, IconEyeOff } from '@tabler/icons-react';
import { useState, type ComponentPropsWithRef, type KeyboardEvent, type ReactNode } from 'react';
import { IconButton } from './Button.tsx';
import { classes } from './classes.ts';
import { Field, type FieldTexts } from './Field.tsx';
import styles from './Field.module.css';
import { Icon } from './Icon.tsx';
import secret from './SecretField.module.css';

interface SecretFieldProps
  extends
    FieldTexts,
    Omit<ComponentPropsWithRef<'input'>, 'className' | 'onChange' | 'value' | 'id' | 'type' | 'size'> {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** What the eye shows, in "Afficher ...". */
  readonly what: string;
  readonly size?: 'md' | 'tall' | 'huge';
  /** Shown from the start, where one has to read what one invents. */
  readonly startShown?: boolean;
}

/** A passphrase or a PIN: hidden unless the eye is open, with a word when Caps Lock is on. */
export function SecretField({
  label,
  hideLabel,
  hint,
  error,
  warning,
  value,
  onChange,
  what,
  size = 'md',
  startShown = false,
  ...rest
}: SecretFieldProps): ReactNode {
  const [isShown, setShown] = useState(startShown);
  const [capsLock, setCapsLock] = useState(false);
  const watchCapsLock = (event: KeyboardEvent): void => setCapsLock(event.getModifierState('CapsLock'));
  return (
    <Field {...{ label, error, warning }} hint={capsLock ? <CapsLockOn /> : hint} hideLabel={hideLabel ?? false}>
      {(ties) => (
        <span className={classes(styles.input, secret.input, secret[size])}>
          <input
            autoComplete="off"
            spellCheck={false}
            autoCapitalize="off"
            maxLength={1000}
            {...rest}
            {...ties}
            type={isShown ? 'text' : 'password'}
            value={value}
            onChange={(event) => onChange(event.target.value)}
            onKeyDown={watchCapsLock}
            onKeyUp={watchCapsLock}
            onBlur={() => setCapsLock(false)}
          />
          <IconButton
            icon={isShown ? IconEyeOff : IconEye}
            label={isShown ? `Masquer ${what}` : `Afficher ${what}`}
            onClick={() => setShown(!isShown)}
          />
        </span>
      )}
    </Field>
  );
}

function CapsLockOn(): ReactNode {
  return (
    <span className={secret.capsLock} role="status">
      <Icon of={IconArrowBigUpLines} size="sm" /> Les majuscules sont verrouillées.
    </span>
  );
}
