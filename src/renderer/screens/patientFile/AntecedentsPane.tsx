import {
  IconPencil,
  IconPill,
  IconReportMedical,
  IconRun,
  IconScissors,
  IconUsersGroup,
  type Icon as TablerIcon,
} from '@tabler/icons-react';
import { memo, type ReactNode } from 'react';
import type { PatientFields } from '../../../shared/contract/patients.ts';
import { IconButton } from '../../components/Button.tsx';
import { Icon } from '../../components/Icon.tsx';
import { useReadOnly } from '../../components/readOnly.ts';
import styles from './panes.module.css';

const GROUPS: readonly (readonly [
  (keyof PatientFields & `${string}History`) | 'currentTreatment',
  string,
  TablerIcon,
])[] = [
  ['medicalHistory', 'Médicaux', IconReportMedical],
  ['surgicalHistory', 'Chirurgicaux', IconScissors],
  ['traumaHistory', 'Traumatiques', IconRun],
  ['familyHistory', 'Familiaux', IconUsersGroup],
  ['currentTreatment', 'Traitements', IconPill],
];

/** The antecedents at a glance beside the consultation; they are edited in their own tab. */
export const AntecedentsPane = memo(function AntecedentsPane({
  fields,
  onEdit,
}: {
  readonly fields: PatientFields;
  readonly onEdit: () => void;
}): ReactNode {
  const isReadOnly = useReadOnly();
  const filled = GROUPS.map(([field, label, icon]) => ({ field, label, icon, lines: linesOf(fields[field]) })).filter(
    ({ lines }) => lines.length > 0,
  );
  return (
    <section className={styles.antecedents} aria-label="Antécédents" data-pane="Antécédents" tabIndex={-1}>
      <div className={styles.head}>
        <h2>Antécédents</h2>
        {!isReadOnly && <IconButton icon={IconPencil} label="Modifier les antécédents" size="sm" onClick={onEdit} />}
      </div>
      {filled.length === 0 && <p className="small muted">Aucun antécédent noté.</p>}
      {filled.map(({ field, label, icon, lines }) => (
        <div key={field}>
          <h3>
            <Icon of={icon} size="sm" />
            {label}
          </h3>
          <ul>
            {lines.map((line, index) => (
              <li key={index}>{line}</li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
});

function linesOf(text: string): string[] {
  return text.split('\n').filter((line) => line.trim() !== '');
}
