import { useId, useRef, type KeyboardEvent, type ReactNode } from 'react';
import styles from './Tabs.module.css';

export interface Tab<Name extends string> {
  readonly name: Name;
  readonly label: ReactNode;
}

/** Tabs with the panel of the one that is chosen. Arrow keys choose the one beside it. */
export function Tabs<Name extends string>({
  label,
  tabs,
  chosen,
  onChoose,
  vertical = false,
  children,
}: {
  readonly label: string;
  readonly tabs: readonly Tab<Name>[];
  readonly chosen: Name;
  readonly onChoose: (name: Name) => void;
  readonly vertical?: boolean;
  readonly children: ReactNode;
}): ReactNode {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);

  function onKeyDown(event: KeyboardEvent): void {
    const index = tabs.findIndex(({ name }) => name === chosen);
    const target = tabAfter(event.key, index, tabs.length, vertical);
    const tab = target === null ? undefined : tabs[target];
    if (target === null || !tab) return;
    event.preventDefault();
    onChoose(tab.name);
    const button = list.current?.children[target];
    if (button instanceof HTMLElement) button.focus();
  }

  return (
    <div className={vertical ? styles.vertical : styles.horizontal}>
      <div
        ref={list}
        role="tablist"
        aria-label={label}
        aria-orientation={vertical ? 'vertical' : 'horizontal'}
        className={styles.list}
        onKeyDown={onKeyDown}
      >
        {tabs.map((tab) => (
          <button
            key={tab.name}
            type="button"
            role="tab"
            id={`${id}-${tab.name}`}
            aria-selected={tab.name === chosen}
            aria-controls={`${id}-panel`}
            tabIndex={tab.name === chosen ? 0 : -1}
            className={styles.tab}
            onClick={() => onChoose(tab.name)}
          >
            {tab.label}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${chosen}`} className={styles.panel}>
        {children}
      </div>
    </div>
  );
}

/** The tab that a key leads to; null where the key is not one of theirs. */
function tabAfter(key: string, index: number, count: number, vertical: boolean): number | null {
  switch (key) {
    case vertical ? 'ArrowDown' : 'ArrowRight':
      return (index + 1) % count;
    case vertical ? 'ArrowUp' : 'ArrowLeft':
      return (index - 1 + count) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}
