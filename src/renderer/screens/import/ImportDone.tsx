import { IconCircleCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
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
  const { created, overwritten, skipped, questions } = result;
  const seePatients = (): void => goTo('patients');
  useCommand('main', seePatients);
  const facts = [
    overwritten > 0 ? `${overwritten} lignes remplacées` : null,
    skipped > 0 ? `${skipped} lignes laissées` : null,
    questions.length > 0 ? `${questions.length} cellules laissées vides` : null,
  ].filter((fact) => fact !== null);
  return (
    <Card>
      <EmptyState
        icon={IconCircleCheck}
        title={`${created.patients.toLocaleString('fr-FR')} patients et ${created.consultations.toLocaleString('fr-FR')} consultations repris`}
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
