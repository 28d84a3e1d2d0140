import { IconArchive, IconDots, IconKeyOff, IconListCheck, IconShieldSearch, IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { TargetCard } from '../../../shared/contract/snapshots.ts';
import { ActionMenu, type MenuAction } from '../../components/ActionMenu.tsx';
import { Button } from '../../components/Button.tsx';
import { useNow } from '../../state/clock.ts';
import { copyNow } from '../../state/copyNow.ts';
import { navigate } from '../../state/route.ts';
import { copyUnderWay, useWorks } from '../../state/works.ts';
import type { TargetCare } from './targetCare.ts';
import styles from './Backups.module.css';

/** What is asked in a dialog before it is done. */
export type Asked = 'remove' | 'adopt' | 'prune';

interface ActionsProps {
  readonly target: TargetCard;
  readonly care: TargetCare;
  readonly onAsk: (asked: Asked) => void;
}

/** The one gesture that the destination wants, and the rarer ones behind a small button. */
export function TargetActions({ target, care, onAsk }: ActionsProps): ReactNode {
  return (
    <div className={styles.actions}>
      <div className={styles.buttons}>
        <Wanted target={target} care={care} onAsk={onAsk} />
      </div>
      <span className="grow" />
      <ActionMenu
        label={`Autres gestes pour ${target.label}`}
        icon={IconDots}
        actions={rarer({ target, care, onAsk })}
      />
    </div>
  );
}

function Wanted({ target, care, onAsk }: ActionsProps): ReactNode {
  const works = useWorks();
  const now = useNow();
  const { place, isInDoubt, isUpToDate, heldBack } = target;
  const { verification, pruneRefusal, remindAt } = target.care;
  const isDamaged = verification !== null && verification.damaged.length > 0;
  if (place === null) {
    const isPutOff = remindAt !== null && now < remindAt;
    if (isUpToDate || isPutOff) return null;
    return (
      <Button size="sm" onClick={() => care.remindTomorrow()}>
        Me le rappeler demain
      </Button>
    );
  }
  if (heldBack !== null) {
    return (
      <Button size="sm" onClick={() => navigate({ screen: 'hosting' })}>
        Voir l’hébergeur
      </Button>
    );
  }
  const isCopying = copyUnderWay(works) !== undefined;
  if (isInDoubt) {
    return (
      <Button size="sm" disabled={isCopying} onClick={() => onAsk('adopt')}>
        Continuer avec ce poste
      </Button>
    );
  }
  return (
    <>
      {isDamaged && (
        <Button size="sm" disabled={works.length > 0} onClick={() => care.repair()}>
          Réparer
        </Button>
      )}
      {!isUpToDate && (
        <Button size="sm" disabled={isCopying} onClick={() => void copyNow(target.repository)}>
          Copier maintenant
        </Button>
      )}
      {pruneRefusal !== null && (
        <Button size="sm" disabled={works.length > 0} onClick={() => onAsk('prune')}>
          Voir ce qui serait retiré
        </Button>
      )}
      {target.mayBeRemoved && (
        <Button size="sm" onClick={() => care.eject()}>
          Retirer la clé
        </Button>
      )}
    </>
  );
}

function rarer({ target, care, onAsk }: ActionsProps): MenuAction[] {
  const forget: MenuAction = { label: 'Oublier cette destination', icon: IconTrash, run: () => onAsk('remove') };
  const lose: MenuAction[] =
    target.kind === 's3'
      ? []
      : [
          {
            label: 'Cette clé est perdue…',
            icon: IconKeyOff,
            run: () => navigate({ screen: 'lostKey', repository: target.repository }),
          },
        ];
  if (target.place === null || target.headTime === null) return [...lose, forget];
  const prune: MenuAction = {
    label: 'Retirer les anciennes sauvegardes',
    icon: IconArchive,
    run: () => onAsk('prune'),
  };
  return [
    { label: 'Contrôler tout', icon: IconShieldSearch, run: () => care.verify(true) },
    { label: 'Contrôle rapide', icon: IconListCheck, run: () => care.verify(false) },
    ...(target.heldBack === null ? [prune] : []),
    ...lose,
    forget,
  ];
}
