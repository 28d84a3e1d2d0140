import { IconSearch } from '@tabler/icons-react';
import { useRef, useState, type FocusEvent, type KeyboardEvent, type ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { Icon } from '../../components/Icon.tsx';
import { Kbd } from '../../components/Kbd.tsx';
import { useDrivenList } from '../../components/patientSearch/resultKeys.ts';
import { setSearchText, useSearchText } from '../../components/patientSearch/searchText.ts';
import { useCommand } from '../../keyboard/commands.ts';
import { useRoute } from '../../state/route.ts';
import styles from './SearchBox.module.css';
import { SearchPanel } from './SearchPanel.tsx';

/** The search of the top bar: results fall below it, or fill the page of patients where one is there. */
export function SearchBox(): ReactNode {
  const field = useRef<HTMLInputElement>(null);
  const text = useSearchText();
  const [isOpen, setOpen] = useState(false);
  const list = useDrivenList();
  const onPage = useRoute().screen === 'patients';
  const isPanelShown = isOpen && !onPage;
  // Behind another page what was searched for waits unseen, so that going back finds the results again.
  const shownText = onPage || isOpen ? text : '';

  useCommand('search', () => {
    // The text that waited is in the field again before it is selected: a frame later, the first letters typed would be
    // selected too, and lost to the next one.
    flushSync(() => setOpen(true));
    field.current?.focus();
    field.current?.select();
  });

  function close(): void {
    setSearchText('');
    setOpen(false);
    field.current?.blur();
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Escape') {
      event.preventDefault();
      // What is typed goes first, so that a mistake costs one key.
      if (text !== '') setSearchText('');
      else close();
    } else if (isPanelShown || onPage) list?.onKeyDown(event);
  }

  function onBlur(event: FocusEvent): void {
    if (!event.currentTarget.contains(event.relatedTarget)) setOpen(false);
  }

  return (
    <div className={styles.place} role="search" onBlur={onBlur}>
      <label className={styles.box}>
        <Icon of={IconSearch} />
        <span className="visually-hidden">Chercher un patient, un téléphone, une date de naissance ou un mot</span>
        <input
          ref={field}
          type="text"
          role="combobox"
          aria-expanded={isPanelShown || onPage}
          aria-haspopup="grid"
          aria-controls={isPanelShown || onPage ? list?.gridId : undefined}
          aria-activedescendant={isPanelShown || onPage ? list?.activeRowId : undefined}
          aria-autocomplete="list"
          autoComplete="off"
          spellCheck={false}
          maxLength={200}
          placeholder="Nom, téléphone, date de naissance…"
          value={shownText}
          onChange={(event) => {
            setSearchText(event.target.value);
            setOpen(true);
          }}
          onFocus={() => setOpen(true)}
          onKeyDown={onKeyDown}
        />
        <Kbd>{isPanelShown || (onPage && text !== '') ? 'Échap' : 'Ctrl K'}</Kbd>
      </label>
      {isPanelShown && <SearchPanel text={text} onDone={close} />}
    </div>
  );
}
