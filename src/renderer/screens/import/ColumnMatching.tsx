import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { ColumnMatch, ImportRows } from '../../../shared/contract/imports.ts';
import { counted } from '../../../shared/french/counted.ts';
import { Button, LinkButton } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { Notice } from '../../components/Notice.tsx';
import { Segmented } from '../../components/Segmented.tsx';
import { SelectField } from '../../components/SelectField.tsx';
import { useCommand } from '../../keyboard/commands.ts';
import { fieldChoices } from './fieldNames.ts';
import styles from './Import.module.css';
import { holdsOnceEach, type ImportFile, type ImportState } from './importState.ts';

const KINDS = [
  { value: 'patients', label: 'Des patients' },
  { value: 'consultations', label: 'Des consultations' },
] as const;

/** Unknown files: what each holds and which column feeds which field, with the first cells to judge by. */
export function ColumnMatching({ state }: { readonly state: ImportState }): ReactNode {
  const fault = faultOf(state.files);
  const isReady = fault === null && !state.isBusy;
  useCommand('main', () => void state.dryRun(), isReady);
  return (
    <>
      {state.files.map((file) => (
        <FileCard key={file.fileId} file={file} state={state} />
      ))}
      {fault !== null && (
        <Notice tone="warn" icon={IconAlertTriangle}>
          {fault}
        </Notice>
      )}
      <div className="row">
        <Button variant="primary" size="lg" keys="Ctrl Entrée" disabled={!isReady} onClick={() => void state.dryRun()}>
          Examiner sans rien écrire
        </Button>
        <Button size="lg" disabled={state.isBusy} onClick={() => void state.chooseFiles()}>
          Ajouter un fichier
        </Button>
        <Button variant="quiet" size="lg" onClick={state.startAgain}>
          Abandonner
        </Button>
      </div>
    </>
  );
}

function FileCard({ file, state }: { readonly file: ImportFile; readonly state: ImportState }): ReactNode {
  const { match } = file;
  return (
    <Card
      title={file.name}
      aside={
        <span className="row small muted">
          {counted(file.rowCount, 'ligne')}
          <LinkButton onClick={() => state.removeFile(file.fileId)} aria-label={`Retirer ${file.name}`}>
            Retirer
          </LinkButton>
        </span>
      }
      padded
    >
      <div className={styles.stack}>
        {file.kind === 'libreosteo' ? (
          <p>
            Reconnu{'\u00a0'}: fichier des {file.match?.rows === 'consultations' ? 'consultations' : 'patients'} de
            LibreOsteo.
          </p>
        ) : (
          <>
            <div className="row">
              <span className="label">Ce fichier contient</span>
              <Segmented
                label={`Ce que contient ${file.name}`}
                choices={KINDS}
                value={match?.rows ?? null}
                onChange={(rows) => state.setMatch(file.fileId, emptyMatch(file, rows))}
              />
            </div>
            {match !== null && <Columns file={file} match={match} state={state} />}
          </>
        )}
      </div>
    </Card>
  );
}

function Columns({
  file,
  match,
  state,
}: {
  readonly file: ImportFile;
  readonly match: ColumnMatch;
  readonly state: ImportState;
}): ReactNode {
  const taken = new Set(match.columns.map(({ target }) => target));
  function feed(index: number, target: ColumnMatch['columns'][number]['target']): void {
    const columns = match.columns.map((column, at) => (at === index ? { ...column, target } : column));
    state.setMatch(file.fileId, { ...match, columns });
  }
  return (
    <ul className={styles.columns}>
      {file.columns.map(({ header, samples }, index) => {
        const target = match.columns[index]?.target ?? null;
        return (
          <li key={header} className={styles.column}>
            <div>
              <strong>{header}</strong>
              <p className="small muted">{samples.length === 0 ? 'toujours vide' : samples.join(' · ')}</p>
            </div>
            <SelectField
              label={`Champ de la colonne ${header}`}
              hideLabel
              choices={fieldChoices(match.rows).filter(({ value }) => value === target || !taken.has(value))}
              value={target}
              onChange={(value) => feed(index, value)}
              clearable
              searchable
              placeholder="Garder telle quelle"
            />
          </li>
        );
      })}
    </ul>
  );
}

/** The other kind of rows has other fields: none is matched yet. */
function emptyMatch(file: ImportFile, rows: ImportRows): ColumnMatch {
  return { rows, columns: file.columns.map(({ header }) => ({ header, target: null })) };
}

function faultOf(files: readonly ImportFile[]): string | null {
  if (files.some(({ match }) => match === null)) return 'Dites ce que contient chaque fichier.';
  if (!holdsOnceEach(files)) return 'Il faut au plus un fichier de patients et un de consultations. Retirez-en un.';
  for (const { name, match } of files) {
    const targets = match?.columns.map(({ target }) => target) ?? [];
    if (match?.rows === 'patients' && !targets.includes('familyName'))
      return `Indiquez la colonne du nom de famille dans ${name}.`;
    if (match?.rows === 'consultations' && !(targets.includes('number') && targets.includes('startedAt')))
      return `Indiquez les colonnes du numéro de patient et de la date dans ${name}.`;
  }
  return null;
}
