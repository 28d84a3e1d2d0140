import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useId, useRef, useState, type ReactNode } from 'react';
import { classes } from './classes.ts';
import styles from './DataTable.module.css';
import { listKeys } from './listKeys.ts';

export interface Column<Row> {
  readonly name: string;
  readonly head: ReactNode;
  /** A track of CSS grid: "2fr", "120px". */
  readonly width: string;
  /** Figures go right. */
  readonly right?: boolean;
  readonly cell: (row: Row) => ReactNode;
}

interface DataTableProps<Row> {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** Height of a row in px at 100 %. */
  readonly rowHeight?: number;
  readonly onOpen?: (row: Row) => void;
  readonly onChoose?: (row: Row) => void;
  /** Called when the end comes near, to read on. */
  readonly onEnd?: () => void;
}

const READ_AHEAD_ROWS = 20;

/** A long table, of which only what is seen is in the page; arrow keys choose a row, Entrée opens it. Fills its parent. */
export function DataTable<Row>({
  label,
  columns,
  rows,
  rowKey,
  rowHeight = 44,
  onOpen,
  onChoose,
  onEnd,
}: DataTableProps<Row>): ReactNode {
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const [chosen, setChosen] = useState(-1);
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
  // Its result is used here alone, and this component is not memoized.
  // eslint-disable-next-line react-hooks/incompatible-library
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight * rem,
    overscan: 8,
  });
  const shown = virtualizer.getVirtualItems();
  const lastShown = shown.at(-1)?.index ?? 0;
  const isNearEnd = rows.length > 0 && lastShown >= rows.length - READ_AHEAD_ROWS;
  useEffect(() => {
    if (isNearEnd) onEnd?.();
    // A new count of rows is a new end to come near to.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [isNearEnd, rows.length]);

  function choose(index: number): void {
    const row = rows[index];
    if (!row) return;
    setChosen(index);
    virtualizer.scrollToIndex(index);
    onChoose?.(row);
  }

  function open(index: number): void {
    const row = rows[index];
    if (row) onOpen?.(row);
  }

  const template = { gridTemplateColumns: columns.map(({ width }) => width).join(' ') };
  return (
    <div
      role="grid"
      aria-label={label}
      aria-rowcount={rows.length + 1}
      aria-activedescendant={chosen >= 0 ? `${id}-${chosen}` : undefined}
      tabIndex={0}
      className={styles.table}
      onKeyDown={listKeys({ count: rows.length, chosen, onChoose: choose, onOpen: open })}
    >
      <div role="row" aria-rowindex={1} className={classes(styles.row, styles.head)} style={template}>
        {columns.map((column) => (
          <div key={column.name} role="columnheader" className={column.right ? 'right' : undefined}>
            {column.head}
          </div>
        ))}
      </div>
      <div ref={scroller} role="rowgroup" className={styles.scroller}>
        <div role="presentation" className={styles.all} style={{ height: virtualizer.getTotalSize() }}>
          {shown.map((item) => {
            const row = rows[item.index];
            if (row === undefined) return null;
            return (
              <div
                key={rowKey(row)}
                id={`${id}-${item.index}`}
                role="row"
                aria-rowindex={item.index + 2}
                aria-selected={item.index === chosen}
                className={classes(styles.row, styles.line)}
                style={{ ...template, height: item.size, transform: `translateY(${item.start}px)` }}
                onClick={() => choose(item.index)}
                onDoubleClick={() => open(item.index)}
              >
                {columns.map((column) => (
                  <div key={column.name} role="gridcell" className={column.right ? 'right' : undefined}>
                    {column.cell(row)}
                  </div>
                ))}
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}
