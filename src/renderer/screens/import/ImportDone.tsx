import { IconCircleCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { counted } from '../../../shared/french/counted.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { useCommand } from '../../keyboard/commands.ts';
import { goTo } from '../../state/route.ts';
import type { ImportResult } from './importState.ts';

/** What was written, and where to go on. */
export function ImportDone({
  result,
  onAgain,
}: {
  readonly result: ImportResult;
  readonly onAgain: () => void;
}): ReactNode {
  const { created, overwritten, skipped, questions, frozen } = result;
  const seePatients = (): void => goTo('patients');
  useCommand('main', seePatients);
  const facts = [
    overwritten > 0 ? counted(overwritten, 'ligne remplacée', 'lignes remplacées') : null,
    skipped > 0 ? counted(skipped, 'ligne laissée', 'lignes laissées') : null,
    frozen.length > 0 ? `dont ${frozen.length} de dossiers gelés` : null,
    questions.length > 0 ? counted(questions.length, 'question laissée', 'questions laissées') : null,
  ].filter((fact) => fact !== null);
  return (
    <Card>
      <EmptyState
        icon={IconCircleCheck}
        title={`Repris\u00a0: ${counted(created.patients, 'patient')}, ${counted(created.consultations, 'consultation')}`}
        text={facts.length === 0 ? 'Chaque cellule de vos fichiers est dans le coffre.' : `${facts.join(', ')}.`}
        action={
          <span className="row">
            <Button variant="primary" size="lg" keys="Ctrl Entrée" onClick={seePatients}>
              Voir les patients
            </Button>
            <Button size="lg" onClick={onAgain}>
              Reprendre d’autres fichiers
            </Button>
          </span>
        }
      />
    </Card>
  );
}
