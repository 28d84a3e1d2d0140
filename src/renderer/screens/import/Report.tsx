import type { ReactNode } from 'react';
import { formatDate } from '../../../shared/domain/dateText.ts';
import type { ImportQuestion, ImportReport } from '../../../shared/contract/imports.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { useCommand } from '../../keyboard/commands.ts';
import { ChangedLines } from './ChangedLines.tsx';
import { FrozenLines } from './FrozenLines.tsx';
import styles from './Import.module.css';
import type { ImportState } from './importState.ts';
import { Questions } from './Questions.tsx';

/** The dry run: what will come in, what is asked, what has changed; one button writes it. */
export function Report({
  state,
  report,
  questions,
}: {
  readonly state: ImportState;
  readonly report: ImportReport;
  readonly questions: readonly ImportQuestion[];
}): ReactNode {
  const { patients, consultations } = report.created;
  const isNothing = patients + consultations + state.overwrite.size === 0;
  useCommand('main', () => void state.run(), !isNothing && !state.isBusy);
  return (
    <>
      <Card title="Ce qui sera repris" padded>
        <div className={styles.stack}>
          <dl className={styles.counts}>
            <Count label="Patients" value={patients} />
            <Count label="Consultations" value={consultations} />
            <Count
              label="Lignes laissées"
              value={report.skipped}
              hint="déjà connues, gelées, ou sans patient ni date"
            />
            <Count label="Questions" value={report.questions.length} />
          </dl>
          <div className="row">
            <Button
              variant="primary"
              size="lg"
              keys="Ctrl Entrée"
              disabled={isNothing || state.isBusy}
              onClick={() => void state.run()}
            >
              {isNothing ? 'Rien de nouveau à reprendre' : 'Reprendre dans le coffre'}
            </Button>
            <Button size="lg" disabled={state.isBusy} onClick={state.startAgain}>
              Choisir d’autres fichiers
            </Button>
          </div>
        </div>
      </Card>
      {questions.length > 0 && <Questions state={state} questions={questions} open={report.questions} />}
      {report.frozen.length > 0 && <FrozenLines frozen={report.frozen} />}
      {report.changed.length > 0 && <ChangedLines state={state} changed={report.changed} />}
      {report.preview.length > 0 && <Preview rows={report.preview} />}
    </>
  );
}

function Count({
  label,
  value,
  hint,
}: {
  readonly label: string;
  readonly value: number;
  readonly hint?: string;
}): ReactNode {
  return (
    <div>
      <dt className="label">{label}</dt>
      <dd className={styles.figure}>{value.toLocaleString('fr-FR')}</dd>
      {hint !== undefined && value > 0 && <dd className="small muted">{hint}</dd>}
    </div>
  );
}

function Preview({ rows }: { readonly rows: ImportReport['preview'] }): ReactNode {
  return (
    <Card title="Les premiers dossiers" aside={<span className="small muted">pour vérifier noms et accents</span>}>
      <table className={styles.preview}>
        <thead>
          <tr>
            <th scope="col">Nom</th>
            <th scope="col">Prénom</th>
            <th scope="col">Naissance</th>
            <th scope="col">Commune</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ line, familyName, givenName, birthDate, city }) => (
            <tr key={line}>
              <td>{familyName}</td>
              <td>{givenName}</td>
              <td>{birthDate === null ? '' : formatDate(birthDate)}</td>
              <td>{city}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}
