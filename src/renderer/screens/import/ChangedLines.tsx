import type { ReactNode } from 'react';
import type { ChangedRow } from '../../../shared/contract/imports.ts';
import { fieldName } from '../../../shared/french/fieldNames.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { Checkbox } from '../../components/Checkbox.tsx';
import { useValueText } from '../../components/useValueText.ts';
import styles from './Import.module.css';
import { lineKey, type ImportState } from './importState.ts';

/** Lines that changed in the file since it was last brought over; written over only where it is asked. */
export function ChangedLines({
  state,
  changed,
}: {
  readonly state: ImportState;
  readonly changed: readonly ChangedRow[];
}): ReactNode {
  const textOf = useValueText();
  const keys = changed.map(lineKey);
  const isAll = keys.every((key) => state.overwrite.has(key));
  return (
    <Card
      title="Changé dans le fichier depuis la dernière reprise"
      aside={
        <Button size="sm" onClick={() => state.setOverwrite(keys, !isAll)}>
          {isAll ? 'Ne rien remplacer' : 'Tout remplacer'}
        </Button>
      }
    >
      <ul>
        {changed.map((row) => (
          <li key={lineKey(row)} className={styles.changed}>
            <Checkbox
              label={`Remplacer dans le dossier de ${row.displayName}`}
              hint={`${row.file === 'patients' ? 'Patients' : 'Consultations'}, ligne ${row.line}`}
              checked={state.overwrite.has(lineKey(row))}
              onChange={(isWanted) => state.setOverwrite([lineKey(row)], isWanted)}
            />
            <dl className={styles.differences}>
              {row.differences.map(({ field, present, inFile }) => (
                <div key={field}>
                  <dt className="small muted">{fieldName(field)}</dt>
                  <dd>
                    <del>{textOf(field, present)}</del>
                    <ins>{textOf(field, inFile)}</ins>
                  </dd>
                </div>
              ))}
            </dl>
          </li>
        ))}
      </ul>
    </Card>
  );
}
