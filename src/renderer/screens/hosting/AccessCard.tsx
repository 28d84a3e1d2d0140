import { IconShieldCheck, IconAlertTriangle, IconTrash } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type { HostingState } from '../../../shared/contract/hosting.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { Notice } from '../../components/Notice.tsx';
import { useContractMutation } from '../../queries.ts';
import { AccessForm } from './AccessForm.tsx';
import styles from './Hosting.module.css';

/** Where the store is, and the keys to it, which never come back out of the vault. */
export function AccessCard({ state }: { readonly state: HostingState }): ReactNode {
  const [isEditing, setEditing] = useState(false);
  const [isForgetting, setForgetting] = useState(false);
  const forget = useContractMutation('hosting.forgetAccess');
  const { access } = state;
  if (access === null || isEditing) return <AccessForm known={access} onDone={() => setEditing(false)} />;
  return (
    <Card
      title="Adresse et clés"
      aside={
        <div className={styles.actions}>
          <Button size="sm" onClick={() => setEditing(true)}>
            Changer
          </Button>
          <Button size="sm" variant="quiet" icon={IconTrash} onClick={() => setForgetting(true)}>
            Oublier les clés
          </Button>
        </div>
      }
      padded
    >
      <div className="stack">
        <dl className={styles.facts}>
          <dt>Adresse</dt>
          <dd>{access.endpoint}</dd>
          <dt>Espace</dt>
          <dd>
            {access.prefix === '' ? access.bucket : `${access.bucket}, dossier ${access.prefix.replace(/\/$/, '')}`}
          </dd>
          <dt>Région</dt>
          <dd>{access.region}</dd>
          <dt>Identifiant de clé</dt>
          <dd>{access.accessKeyId}</dd>
          <dt>Clé secrète</dt>
          <dd>dans le coffre seulement</dd>
          <dt>Deux ordinateurs à la fois</dt>
          <dd>{access.decidesNew ? 'départagés par l’hébergeur' : 'départagés par OstéoCoffre'}</dd>
        </dl>
        <Rights canDelete={access.canDelete} keepsVersions={access.keepsVersions} />
      </div>
      {isForgetting && (
        <ConfirmDialog
          title="Oublier l’adresse et les clés de l’hébergeur&nbsp;?"
          text="Plus aucune copie n’y partira. Ce qui s’y trouve reste, et se restaure avec sa feuille."
          keep="Les garder"
          confirm="Oublier les clés"
          onClose={() => setForgetting(false)}
          onConfirm={() => {
            setForgetting(false);
            forget.mutate({});
          }}
        />
      )}
    </Card>
  );
}

function Rights({
  canDelete,
  keepsVersions,
}: {
  readonly canDelete: boolean;
  readonly keepsVersions: boolean | null;
}): ReactNode {
  if (!canDelete && keepsVersions === true) {
    return (
      <Notice tone="ok" icon={IconShieldCheck}>
        Ces clés ne peuvent rien effacer, et l’espace garde les versions de ce qui serait remplacé&nbsp;: qui tiendrait
        ce poste ne pourrait pas détruire les copies.
      </Notice>
    );
  }
  if (!canDelete) {
    return (
      <Notice tone="ok" icon={IconShieldCheck}>
        Ces clés ne peuvent rien effacer. Elles pourraient encore remplacer une copie&nbsp;: demandez à l’hébergeur de
        garder les versions de l’espace, ou un verrou d’objets (object lock).
      </Notice>
    );
  }
  return (
    <Notice tone="warn" icon={IconAlertTriangle}>
      Ces clés peuvent effacer les copies. Demandez plutôt une clé sans ce droit
      {keepsVersions === true
        ? ', même si l’espace garde les versions.'
        : ', et activez les versions de l’espace ou son verrou d’objets (object lock).'}
    </Notice>
  );
}
