import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, useEffect, useRef, type KeyboardEvent, type ReactElement } from 'react';
import type { ConsultationHit, PatientHit } from '../../../shared/contract/search.ts';
import { bornWord } from '../../../shared/domain/born.ts';
import { formatDate } from '../../../shared/domain/dateText.ts';
import { legalDayText } from '../../../shared/domain/legalDay.ts';
import { formatPhone } from '../../../shared/domain/phone.ts';
import { ageText, useTimeZone, useToday } from '../../state/practiceTime.ts';
import { Highlighted } from '../Highlighted.tsx';
import { AlertTag } from '../Tag.tsx';
import styles from './PatientGrid.module.css';

interface PatientGridProps {
  /** The rows' ids are made from it: the field that moves the selection names the chosen one (`rowId`). */
  readonly id: string;
  readonly label: string;
  readonly count: number;
  /** Undefined while that part of the list is still being read. */
  readonly patientAt: (index: number) => PatientHit | undefined;
  readonly consultations: readonly ConsultationHit[];
  /** Index of the chosen row; consultations follow the patients. -1 for none. */
  readonly active: number;
  readonly onChoose: (index: number) => void;
  readonly onOpen: (index: number) => void;
  /** Told of the patients that are painted, so that a long list is read in parts. */
  readonly onRange?: (first: number, last: number) => void;
  /** Where the list can have the focus itself, and not only the field that drives it. */
  readonly onKeyDown?: (event: KeyboardEvent) => void;
}

/** Rows of 44 px at the root size of 16: they grow with the text. */
const ROW_REM = 2.75;

/** Name of the element of one row, for `aria-activedescendant`. */
export function rowId(gridId: string, index: number): string {
  return `${gridId}-${index}`;
}

/** Patients in a table that stays fast whatever its length, then what was found inside consultations. */
export function PatientGrid(props: PatientGridProps): ReactElement {
  const { id, label, count, patientAt, consultations, active, onRange } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: rowHeight,
    overscan: 4,
  });
  const items = rows.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => onRange?.(first, last), [onRange, first, last]);
  useEffect(() => {
    if (active >= 0 && active < count) rows.scrollToIndex(active);
    else if (active >= count) document.getElementById(rowId(id, active))?.scrollIntoView({ block: 'nearest' });
  }, [rows, id, active, count]);
  const zone = useTimeZone();
  const today = useToday();

  return (
    <div
      className={styles.grid}
      role="grid"
      id={id}
      aria-label={label}
      aria-rowcount={count + consultations.length + 1}
      {...(props.onKeyDown && {
        tabIndex: 0,
        onKeyDown: props.onKeyDown,
        'aria-activedescendant': active >= 0 ? rowId(id, active) : undefined,
      })}
    >
      <div role="rowgroup" className={styles.head}>
        <div role="row" aria-rowindex={1} className={styles.row}>
          <span role="columnheader">Nom</span>
          <span role="columnheader">Naissance</span>
          <span role="columnheader">Téléphone</span>
          <span role="columnheader">Dernière visite</span>
          <span role="columnheader">
            <span className="visually-hidden">Vigilance</span>
          </span>
        </div>
      </div>
      <div className={styles.body} ref={scroller} role="presentation">
        <div role="rowgroup" className={styles.rows} style={{ height: rows.getTotalSize() }}>
          {items.map(({ index, start, size }) => (
            <PatientRow
              key={index}
              id={rowId(id, index)}
              index={index}
              hit={patientAt(index)}
              top={start}
              height={size}
              chosen={index === active}
              zone={zone}
              today={today}
              onChoose={props.onChoose}
              onOpen={props.onOpen}
            />
          ))}
        </div>
        {consultations.length > 0 && (
          <div role="rowgroup" className={styles.notes} aria-labelledby={`${id}-notes`}>
            <p role="presentation" className="label" id={`${id}-notes`}>
              Dans les consultations
            </p>
            {consultations.map((hit, position) => (
              <ConsultationRow
                key={hit.consultationId}
                id={rowId(id, count + position)}
                index={count + position}
                hit={hit}
                chosen={count + position === active}
                zone={zone}
                onChoose={props.onChoose}
                onOpen={props.onOpen}
              />
            ))}
          </div>
        )}
      </div>
    </div>
  );
}

function rowHeight(): number {
  return ROW_REM * Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
}

interface RowProps<Hit> {
  readonly id: string;
  readonly index: number;
  readonly hit: Hit;
  readonly chosen: boolean;
  readonly zone: string;
  readonly onChoose: (index: number) => void;
  readonly onOpen: (index: number) => void;
}

const PatientRow = memo(function PatientRow({
  id,
  index,
  hit,
  top,
  height,
  chosen,
  zone,
  today,
  onChoose,
  onOpen,
}: RowProps<PatientHit | undefined> & { readonly top: number; readonly height: number; readonly today: string }) {
  return (
    // The keys act on the whole grid (arrows, Entrée): a row needs the pointer alone.
    <div
      role="row"
      id={id}
      aria-rowindex={index + 2}
      aria-selected={chosen}
      className={chosen ? styles.chosen : styles.row}
      style={{ position: 'absolute', top, height, insetInline: 0 }}
      onClick={() => onChoose(index)}
      onDoubleClick={() => onOpen(index)}
    >
      {hit ? <PatientCells hit={hit} zone={zone} today={today} /> : <span role="gridcell" className={styles.waiting} />}
    </div>
  );
});

function PatientCells({
  hit,
  zone,
  today,
}: {
  readonly hit: PatientHit;
  readonly zone: string;
  readonly today: string;
}) {
  const { row } = hit;
  const age = ageText(row.birthDate, today);
  const sub = hit.birthName.text !== '' ? 'birth' : hit.city.marks.length > 0 ? 'city' : null;
  return (
    <>
      <span role="gridcell" className={styles.name}>
        <strong>
          <Highlighted text={hit.familyName} />
        </strong>{' '}
        <Highlighted text={hit.givenName} />
        {sub === 'birth' && (
          <span className={styles.sub}>
            {bornWord(row.sex)} <Highlighted text={hit.birthName} />
          </span>
        )}
        {sub === 'city' && (
          <span className={styles.sub}>
            <Highlighted text={hit.city} />
          </span>
        )}
      </span>
      <span role="gridcell" className="nowrap">
        {row.birthDate !== null && formatDate(row.birthDate)} {age !== null && <span className="muted">{age}</span>}
      </span>
      <span role="gridcell" className="nowrap">
        {hit.phone.marks.length > 0 ? <Highlighted text={hit.phone} /> : formatPhone(row.phone)}
      </span>
      <span role="gridcell" className="nowrap">
        {row.lastConsultationAt === null ? (
          <span className="muted">Aucune</span>
        ) : (
          legalDayText(row.lastConsultationAt, zone)
        )}
      </span>
      <span role="gridcell" className="right">
        {row.alertCount > 0 && (
          <AlertTag>
            {row.alertCount}
            <span className="visually-hidden"> vigilance{row.alertCount > 1 && 's'}</span>
          </AlertTag>
        )}
      </span>
    </>
  );
}

const ConsultationRow = memo(function ConsultationRow({
  id,
  index,
  hit,
  chosen,
  zone,
  onChoose,
  onOpen,
}: RowProps<ConsultationHit>) {
  return (
    <div
      role="row"
      id={id}
      aria-rowindex={index + 2}
      aria-selected={chosen}
      className={chosen ? styles.chosenNote : styles.note}
      onClick={() => onChoose(index)}
      onDoubleClick={() => onOpen(index)}
    >
      <span role="gridcell">
        <strong>{hit.displayName}</strong>, {legalDayText(hit.startedAt, zone)}{' '}
        <span className="muted">
          <Highlighted text={hit.snippet} />
        </span>
      </span>
    </div>
  );
});
