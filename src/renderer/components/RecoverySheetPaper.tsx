import { IconQrcode } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { RecoverySheet } from '../../shared/contract/vault.ts';
import { formatLongDate } from '../../shared/domain/dateText.ts';
import { Icon } from './Icon.tsx';
import styles from './RecoverySheetPaper.module.css';

const UNKNOWN_GROUP = '••••';
const GROUPS_BEFORE = 8;

/** The recovery sheet as it will be printed; with dots for what is not made yet or is to be read on paper. */
export function RecoverySheetPaper({
  sheet,
  hidden = [],
}: {
  readonly sheet: RecoverySheet | null;
  /** Indexes of the groups not to show. */
  readonly hidden?: readonly number[];
}): ReactNode {
  const groups = sheet?.groups ?? Array.from({ length: GROUPS_BEFORE }, () => UNKNOWN_GROUP);
  return (
    <section className={styles.sheet} aria-label="Aperçu de la feuille de secours">
      <h2>Feuille de secours</h2>
      <p>
        {sheet
          ? `Coffre ${sheet.shortVaultId}, le ${formatLongDate(sheet.date).replace(/^\S+ /, '')}`
          : 'Elle porte le numéro du coffre et la date'}
      </p>
      <div className={styles.code} data-unknown={sheet === null}>
        {groups.map((group, index) => (
          <span key={index}>{hidden.includes(index) ? UNKNOWN_GROUP : group}</span>
        ))}
      </div>
      <div className={styles.lower}>
        {sheet && hidden.length === 0 ? (
          <QrCode rows={sheet.qr} />
        ) : (
          <span className={styles.noCode}>
            <Icon of={IconQrcode} size="xl" />
          </span>
        )}
        <p>Ce code ouvre le coffre si la phrase est oubliée. Rangez cette feuille chez vous, loin de l’ordinateur.</p>
      </div>
    </section>
  );
}

function QrCode({ rows }: { readonly rows: readonly string[] }): ReactNode {
  const path = rows.flatMap((row, y) =>
    [...row.matchAll(/1+/g)].map((run) => `M${run.index} ${y + 0.5}h${run[0].length}`),
  );
  return (
    <svg
      viewBox={`0 0 ${rows.length} ${rows.length}`}
      shapeRendering="crispEdges"
      role="img"
      aria-label="Le même code, à lire avec un téléphone"
    >
      <path stroke="currentColor" d={path.join('')} />
    </svg>
  );
}
