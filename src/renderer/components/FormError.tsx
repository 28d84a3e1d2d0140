import { IconAlertCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { ContractError } from '../../shared/contract/errors.ts';
import { sentenceOf } from '../../shared/french/errorSentences.ts';
import { Icon } from './Icon.tsx';
import styles from './FormError.module.css';

/** A refusal that belongs to a whole form, where it arose. */
export function FormError({ error }: { readonly error: ContractError }): ReactNode {
  return (
    <p className={styles.error} role="alert">
      <Icon of={IconAlertCircle} size="sm" />
      <span>{sentenceOf(error)}</span>
    </p>
  );
}
