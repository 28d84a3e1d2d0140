import { IconFileImport } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { useCommand } from '../../keyboard/commands.ts';
import type { ImportState } from './importState.ts';

/** Where it begins: one button, and what the files are called in LibreOsteo. */
export function FileChoice({ state }: { readonly state: ImportState }): ReactNode {
  useCommand('main', () => void state.chooseFiles(), !state.isBusy);
  return (
    <Card>
      <EmptyState
        icon={IconFileImport}
        title="Choisissez le fichier des patients, et celui des consultations"
        text="Les deux ensemble, pour que chaque consultation retrouve son patient. Rien n’est écrit avant votre accord."
        action={
          <Button
            variant="primary"
            size="lg"
            keys="Ctrl Entrée"
            disabled={state.isBusy}
            onClick={() => void state.chooseFiles()}
          >
            Choisir les fichiers
          </Button>
        }
      />
    </Card>
  );
}
