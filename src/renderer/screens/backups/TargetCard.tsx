import { IconCloudLock, IconDeviceUsb, IconFolder, type Icon as TablerIcon } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type { TargetCard as Target } from '../../../shared/contract/snapshots.ts';
import { sentenceOf } from '../../../shared/french/errorSentences.ts';
import { lowered } from '../../../shared/french/firstLetter.ts';
import { agoText } from '../../components/agoText.ts';
import { bytesText } from '../../components/bytesText.ts';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { FormError } from '../../components/FormError.tsx';
import { Icon } from '../../components/Icon.tsx';
import { momentText } from '../../components/momentText.ts';
import { Tag } from '../../components/Tag.tsx';
import { useContractMutation } from '../../queries.ts';
import { useNow } from '../../state/clock.ts';
import { copyNow } from '../../state/copyNow.ts';
import { useTimeZone, useToday } from '../../state/practiceTime.ts';
import { Damages } from './Damages.tsx';
import { repairText, verificationText } from './damageSentences.ts';
import { PruneDialog } from './PruneDialog.tsx';
import { TargetActions, type Asked } from './TargetActions.tsx';
import { useTargetCare } from './targetCare.ts';
import styles from './Backups.module.css';

/** One destination: where it is, what it holds, what it wants. */
export function TargetCard({ target }: { readonly target: Target }): ReactNode {
  const [asks, setAsks] = useState<Asked | null>(null);
  const care = useTargetCare(target);
  const close = (): void => setAsks(null);
  return (
    <section className={styles.target} aria-label={target.label}>
      <div className={styles.head}>
        <Icon of={iconOf(target)} />
        <div className="grow">
          <h2>{target.label}</h2>
          <p className="small muted">{placeText(target)}</p>
        </div>
        <StateTag target={target} />
      </div>
      <Facts target={target} />
      <Troubles target={target} />
      {care.said !== null && (
        <p className="small soft" role="status">
          {care.said}
        </p>
      )}
      {care.refusal && <FormError error={care.refusal} />}
      <TargetActions target={target} care={care} onAsk={setAsks} />
      {asks === 'prune' && <PruneDialog target={target} onClose={close} />}
      {asks === 'remove' && <RemoveDialog target={target} onClose={close} />}
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

function iconOf({ kind, isRemovable }: Target): TablerIcon {
  if (kind === 's3') return IconCloudLock;
  return isRemovable ? IconDeviceUsb : IconFolder;
}

function RemoveDialog({ target, onClose }: { readonly target: Target; readonly onClose: () => void }): ReactNode {
  const remove = useContractMutation('snapshots.remove');
  return (
    <ConfirmDialog
      title={`Oublier ${target.label}\u202f?`}
      text="Ce qui s’y trouve reste et se restaure toujours. Aucune copie n’y sera plus faite."
      keep="La garder"
      confirm="Oublier la destination"
      onClose={onClose}
      onConfirm={() => {
        onClose();
        remove.mutate({ repository: target.repository });
      }}
    />
  );
}

function placeText({ kind, place, isRemovable, fileSystem, waitsForNetwork, isUpToDate, heldBack }: Target): string {
  if (kind === 's3' && (place === null || heldBack !== null)) return 'Rien n’y part';
  // The place begins with the scheme that the command line knows.
  if (kind === 's3' && waitsForNetwork && !isUpToDate) return 'Attend un autre réseau';
  if (kind === 's3' && place !== null) return place.replace(/^s3:https?:\/\//, '');
  if (place === null) return 'Pas branchée';
  return [isRemovable ? 'Branchée' : place, fileSystem].filter((part) => part !== '').join(', ');
}

function StateTag({ target }: { readonly target: Target }): ReactNode {
  const now = useNow();
  const { verification, remindAt } = target.care;
  const isDamaged = verification !== null && verification.damaged.length > 0;
  if (target.isInDoubt || target.lastFailure !== null) return <Tag tone="danger">À vérifier</Tag>;
  if (isDamaged) return <Tag tone="danger">Abîmée</Tag>;
  if (target.kind === 's3' && (target.place === null || target.heldBack !== null))
    return <Tag tone="danger">À l’arrêt</Tag>;
  if (target.isUpToDate) return <Tag tone="ok">À jour</Tag>;
  if (target.place !== null) return <Tag tone="warn">À copier</Tag>;
  return remindAt !== null && now < remindAt ? <Tag>Demain</Tag> : <Tag tone="warn">À rapporter</Tag>;
}

function Facts({ target }: { readonly target: Target }): ReactNode {
  const zone = useTimeZone();
  const today = useToday();
  const now = useNow();
  const { verification, pruning } = target.care;
  const moment = target.headTime === null ? null : momentText(target.headTime, zone, today);
  return (
    <dl className={styles.facts}>
      <dt>Dernière copie</dt>
      <dd>
        {moment === null ? 'aucune' : `${lowered(moment.day)}, ${moment.time}`}
        {moment !== null && (target.isReadBack ? ', relue' : ', pas encore relue')}
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
      {target.storedBytes !== null && (
        <>
          <dt>Contient</dt>
          <dd>{bytesText(target.storedBytes)}, chiffrés</dd>
        </>
      )}
      <dt>Restaurée</dt>
      <dd>{target.provenAt === null ? 'pas encore essayée' : `essai réussi ${agoText(target.provenAt, now)}`}</dd>
      {verification !== null && (
        <>
          <dt>Contrôlée</dt>
          <dd>
            {agoText(verification.at, now)}, {verificationText(verification)}
          </dd>
        </>
      )}
      {pruning !== null && pruning.dropped > 0 && (
        <>
          <dt>Rangée</dt>
          <dd>
            {agoText(pruning.at, now)}, {pruning.dropped} ancienne{pruning.dropped > 1 && 's'} retirée
            {pruning.dropped > 1 && 's'}
          </dd>
        </>
      )}
    </dl>
  );
}

/** What holds it back or went wrong there, and what a repair made of it. */
function Troubles({ target }: { readonly target: Target }): ReactNode {
  const { verification, pruneRefusal, repair } = target.care;
  const damaged = verification?.damaged ?? [];
  const isRepairLast = repair !== null && repair.at >= (verification?.at ?? 0);
  return (
    <>
      {target.heldBack !== null && <p className={styles.failure}>{sentenceOf(target.heldBack)}</p>}
      {target.lastFailure !== null && <p className={styles.failure}>{sentenceOf(target.lastFailure)}</p>}
      {damaged.length > 0 && <Damages damaged={damaged} />}
      {isRepairLast && <p className="small soft">{repairText(repair)}</p>}
      {pruneRefusal !== null && target.lastFailure === null && (
        <p className={styles.failure}>{sentenceOf(pruneRefusal)}</p>
      )}
    </>
  );
}
