import { IconFileImport, IconUserPlus } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { BigChoice } from '../../components/BigChoice.tsx';
import { Button } from '../../components/Button.tsx';
import { goTo, navigate, type Route } from '../../state/route.ts';
import { setWelcoming } from '../../state/session.ts';
import choiceStyles from './FirstChoice.module.css';
import { WizardFrame } from './WizardFrame.tsx';
import styles from '../../components/WizardFrame.module.css';

/** The vault is there: where the first patients come from. */
export function FirstPatients(): ReactNode {
  function go(route: Route | null): void {
    goTo('today');
    if (route) navigate(route);
    setWelcoming(false);
  }

  return (
    <WizardFrame
      step={3}
      title="Vos premiers patients"
      lead={'Le coffre est créé et ouvert. D’où viennent vos dossiers\u202f?'}
    >
      <div className={styles.form}>
        <div className={choiceStyles.choices}>
          <BigChoice
            icon={IconFileImport}
            title="Reprendre mes patients"
            text="Depuis LibreOsteo, ou un tableau CSV ou XLSX d’un autre logiciel."
            isMain
            onChoose={() => go({ screen: 'import' })}
          />
          <BigChoice
            icon={IconUserPlus}
            title="Créer un premier dossier"
            text="Nom, prénom, date de naissance, téléphone, sur une seule ligne."
            onChoose={() => go({ screen: 'newPatient' })}
          />
        </div>
        <div className={styles.actions}>
          <Button variant="quiet" size="lg" onClick={() => go(null)}>
            Plus tard
          </Button>
        </div>
      </div>
    </WizardFrame>
  );
}
