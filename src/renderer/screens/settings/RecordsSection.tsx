import { IconFileImport, IconListDetails, IconTrash, type Icon as TablerIcon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { Icon } from '../../components/Icon.tsx';
import { navigate, type Route } from '../../state/route.ts';
import { NirCard } from './NirCard.tsx';
import styles from './Settings.module.css';

/** What concerns all files: bringing them in, who opened them, what was removed. */
export function RecordsSection(): ReactNode {
  return (
    <div className={styles.cards}>
      <Card>
        <Way
          icon={IconFileImport}
          title="Reprendre mes patients"
          text="Depuis LibreOsteo, ou un tableau CSV ou XLSX d’un autre logiciel."
          verb="Reprendre"
          to={{ screen: 'import' }}
        />
        <Way
          icon={IconListDetails}
          title="Journal d’accès"
          text="Qui a ouvert, modifié, imprimé ou exporté quoi, et quand."
          verb="Lire"
          to={{ screen: 'accessLog' }}
        />
        <Way
          icon={IconTrash}
          title="Corbeille"
          text="Dossiers et consultations supprimés, gardés 30 jours."
          verb="Ouvrir"
          to={{ screen: 'bin' }}
        />
      </Card>
      <NirCard />
    </div>
  );
}

function Way({
  icon,
  title,
  text,
  verb,
  to,
}: {
  readonly icon: TablerIcon;
  readonly title: string;
  readonly text: string;
  readonly verb: string;
  readonly to: Route;
}): ReactNode {
  return (
    <div className={styles.line}>
      <Icon of={icon} />
      <div className="grow">
        <strong>{title}</strong>
        <p className="small muted">{text}</p>
      </div>
      <Button onClick={() => navigate(to)} aria-label={`${verb}\u00a0: ${title}`}>
        {verb}
      </Button>
    </div>
  );
}
