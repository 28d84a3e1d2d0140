import { IconAlertCircle, IconCircleCheck, IconRefresh } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { legalTime } from '../../shared/domain/legalDay.ts';
import { sentenceOf } from '../../shared/french/errorSentences.ts';
import { unsavedText, useSaveState, type WindowSaveState } from '../state/editorShelf.ts';
import { useTimeZone } from '../state/practiceTime.ts';
import { showToast } from '../state/toast.ts';
import { Button } from './Button.tsx';
import { classes } from './classes.ts';
import { Icon } from './Icon.tsx';
import styles from './SavedState.module.css';

/** Whether all that is typed is in the vault; a failure stays and lets the text be taken away. */
export function SavedState(): ReactNode {
  const state = useSaveState();
  const timeZone = useTimeZone();
  switch (state.kind) {
    case 'untouched':
      return null;
    case 'saving':
      return (
        <span className={styles.saved}>
          <Icon of={IconRefresh} size="sm" />
          Enregistrement…
        </span>
      );
    case 'saved':
      return (
        <span className={styles.saved}>
          <Icon of={IconCircleCheck} size="sm" />
          Enregistré à {legalTime(state.at, timeZone)}
        </span>
      );
    case 'failed':
    case 'conflict':
      return (
        <span className={classes(styles.saved, styles.failed)} role="alert">
          <Icon of={IconAlertCircle} size="sm" />
          <span title={state.kind === 'failed' ? sentenceOf(state.error) : undefined}>
            Non enregistré&nbsp;: {reason(state)}
          </span>
          <Button size="sm" onClick={() => void copyText()}>
            Copier le texte
          </Button>
        </span>
      );
  }
}

function reason(state: Extract<WindowSaveState, { kind: 'failed' | 'conflict' }>): string {
  if (state.kind === 'conflict') return 'modifié ailleurs';
  switch (state.error.code) {
    case 'disk-full':
      return 'disque plein';
    case 'disk-error':
      return 'le disque ne répond pas';
    case 'internal':
      return `incident ${state.error.incident}`;
    default:
      return 'nouvel essai dans 5 secondes';
  }
}

async function copyText(): Promise<void> {
  await navigator.clipboard.writeText(unsavedText());
  showToast({ text: 'Texte copié. Collez-le en lieu sûr.' });
}
