import { IconDeviceUsb, IconFolder, IconTrash } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type { TargetCard as Target } from '../../../shared/contract/snapshots.ts';
import { sentenceOf } from '../../../shared/french/errorSentences.ts';
import { agoText } from '../../components/agoText.ts';
import { Button, IconButton } from '../../components/Button.tsx';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { Icon } from '../../components/Icon.tsx';
import { momentText } from '../../components/momentText.ts';
import { Tag } from '../../components/Tag.tsx';
import { useContractMutation } from '../../queries.ts';
import { useNow } from '../../state/clock.ts';
import { copyNow } from '../../state/copyNow.ts';
import { useTimeZone, useToday } from '../../state/practiceTime.ts';
import { copyUnderWay, useWorks } from '../../state/works.ts';
import { bytesText } from './bytesText.ts';
import styles from './Backups.module.css';

/** One destination: where it is, what it holds, what it wants. */
export function TargetCard({ target }: { readonly target: Target }): ReactNode {
  const [asks, setAsks] = useState<'remove' | 'adopt' | null>(null);
  const remove = useContractMutation('snapshots.remove');
  const close = (): void => setAsks(null);
  return (
    <section className={styles.target} aria-label={target.label}>
      <div className={styles.head}>
        <Icon of={target.isRemovable ? IconDeviceUsb : IconFolder} />
        <div className="grow">
          <h2>{target.label}</h2>
          <p className="small muted">{placeText(target)}</p>
        </div>
        <StateTag target={target} />
      </div>
      <Facts target={target} />
      <Wants target={target} onAdopt={() => setAsks('adopt')} onRemove={() => setAsks('remove')} />
      {asks === 'remove' && (
        <ConfirmDialog
          title={`Oublier ${target.label}\u202f?`}
          text="Ce qui s’y trouve reste et se restaure toujours. Aucune copie n’y sera plus faite."
          keep="La garder"
          confirm="Oublier la destination"
          onClose={close}
          onConfirm={() => {
            close();
            remove.mutate({ repository: target.repository });
          }}
        />
      )}
      {asks === 'adopt' && (
        <ConfirmDialog
          title={`Continuer sur ${target.label} avec ce poste\u202f?`}
          text="Ce coffre reprend la suite de ce qui s’y trouve. L’autre poste ne doit plus y sauvegarder."
          keep="Ne rien y écrire"
          confirm="Continuer avec ce poste"
          onClose={close}
          onConfirm={() => {
            close();
            void copyNow(target.repository, true);
          }}
        />
      )}
    </section>
  );
}

function placeText({ place, isRemovable, fileSystem }: Target): string {
  if (place === null) return 'Pas branchée';
  return [isRemovable ? 'Branchée' : place, fileSystem].filter((part) => part !== '').join(', ');
}

function StateTag({ target }: { readonly target: Target }): ReactNode {
  if (target.isInDoubt || target.lastFailure !== null) return <Tag tone="danger">À vérifier</Tag>;
  if (target.isUpToDate) return <Tag tone="ok">À jour</Tag>;
  return <Tag tone="warn">{target.place === null ? 'À rapporter' : 'À copier'}</Tag>;
}

function Facts({ target }: { readonly target: Target }): ReactNode {
  const zone = useTimeZone();
  const today = useToday();
  const now = useNow();
  const moment = target.headTime === null ? null : momentText(target.headTime, zone, today);
  const proven = target.provenAt === null ? null : agoText(target.provenAt, now);
  return (
    <dl className={styles.facts}>
      <dt>Dernière copie</dt>
      <dd>
        {moment === null
          ? 'aucune'
          : `${moment.day.charAt(0).toLocaleLowerCase('fr')}${moment.day.slice(1)}, ${moment.time}`}
      </dd>
      {target.snapshots !== null && (
        <>
          <dt>Contient</dt>
          <dd>
            {target.snapshots} sauvegarde{target.snapshots > 1 && 's'}
            {target.freeBytes !== null && `, ${bytesText(target.freeBytes)} libres`}
          </dd>
        </>
      )}
      <dt>Restaurée</dt>
      <dd>{proven === null ? 'pas encore essayée' : `essai réussi ${proven}`}</dd>
    </dl>
  );
}

function Wants({
  target,
  onAdopt,
  onRemove,
}: {
  readonly target: Target;
  readonly onAdopt: () => void;
  readonly onRemove: () => void;
}): ReactNode {
  const isCopying = copyUnderWay(useWorks()) !== undefined;
  return (
    <>
      {target.lastFailure !== null && <p className={styles.failure}>{sentenceOf(target.lastFailure)}</p>}
      {target.place !== null && target.isUpToDate && target.isRemovable && !isCopying && (
        <p className="small soft">Vous pouvez retirer {target.label}.</p>
      )}
      <div className={styles.actions}>
        {target.isInDoubt && target.place !== null && (
          <Button size="sm" disabled={isCopying} onClick={onAdopt}>
            Continuer avec ce poste
          </Button>
        )}
        {!target.isInDoubt && target.place !== null && !target.isUpToDate && (
          <Button size="sm" disabled={isCopying} onClick={() => void copyNow(target.repository)}>
            Copier maintenant
          </Button>
        )}
        <span className="grow" />
        <IconButton size="sm" icon={IconTrash} label={`Oublier ${target.label}`} onClick={onRemove} />
      </div>
    </>
  );
}
