import { IconAlertTriangle, IconCircleCheck, IconShieldCheckFilled } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Output } from '../../../shared/contract/index.ts';
import { agoText } from '../../components/agoText.ts';
import { Button } from '../../components/Button.tsx';
import { classes } from '../../components/classes.ts';
import { Icon } from '../../components/Icon.tsx';
import { nextCopyText } from '../../components/nextCopyText.ts';
import { useContractQuery } from '../../queries.ts';
import { useNow } from '../../state/clock.ts';
import { copyNow } from '../../state/copyNow.ts';
import { copyUnderWay, useWorks } from '../../state/works.ts';
import styles from './Backups.module.css';

type Answer = Output<'snapshots.status'>;

/** Whether the files are safe, and the one button. */
export function Banner(): ReactNode {
  const { data } = useContractQuery('snapshots.status', {});
  const now = useNow();
  const isCopying = copyUnderWay(useWorks()) !== undefined;
  if (!data) return null;
  const { level, isReadBack } = data.status;
  const icon = level !== 'fine' ? IconAlertTriangle : isReadBack ? IconShieldCheckFilled : IconCircleCheck;
  return (
    <section className={classes(styles.banner, styles[level])} aria-label="État des sauvegardes">
      <Icon of={icon} size="xl" />
      <div className="grow">
        <h2>{titleOf(data)}</h2>
        <p>{detailOf(data, now)}</p>
      </div>
      <Button variant="primary" keys="Ctrl B" disabled={isCopying} onClick={() => void copyNow()}>
        Sauvegarder maintenant
      </Button>
    </section>
  );
}

function titleOf({ status, patients }: Answer): string {
  switch (status.reason) {
    case 'saved':
    case 'may-be-removed':
      return patients > 1
        ? `Vos ${patients.toLocaleString('fr-FR')} dossiers sont à l’abri`
        : 'Vos dossiers sont à l’abri';
    case 'no-target':
      return 'Aucune sauvegarde';
    case 'one-evening-missed':
      return 'Il manque la sauvegarde d’hier';
    case 'evenings-missed':
      return 'La sauvegarde est en retard';
    case 'waits-for-network':
      return 'La sauvegarde attend un autre réseau';
    case 'failed':
      return `La dernière copie sur ${status.label ?? 'la clé'} n’a pas abouti`;
    case 'damaged':
      return `Des sauvegardes sont abîmées sur ${status.label ?? 'la clé'}`;
    case 'in-doubt':
      return `${status.label ?? 'La clé'} est à vérifier`;
    case 'held-back':
      return `Rien ne part plus chez ${status.label ?? 'l’hébergeur'}`;
    case 'left-in':
      return `Retirez ${status.label ?? 'la clé'}\u00a0: laissée branchée, elle se perd avec le poste`;
  }
}

function detailOf(answer: Answer, now: number): string {
  const { status, copies } = answer;
  const many = copies > 1 ? `${copies} copies chiffrées, à ${copies} endroits.` : 'Une copie chiffrée.';
  const ago = status.savedAt === null ? '' : agoText(status.savedAt, now);
  const last = ago.startsWith('il y a') ? ` La dernière date de ${ago.replace('il y a ', '')}.` : '';
  if (status.reason === 'damaged')
    return 'Ce qui manque est repris sur une autre destination branchée, puis dans le coffre.';
  if (status.reason === 'may-be-removed')
    return `La copie du soir est faite. Vous pouvez retirer ${status.label ?? 'la clé'}\u00a0: laissée branchée, elle se perd avec le poste.`;
  return `${many}${status.reason === 'saved' ? '' : last} ${nextCopyText(answer)}`;
}
