import { IconCircleCheck, IconAlertTriangle } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type { Output } from '../../../shared/contract/index.ts';
import { formatDate } from '../../../shared/domain/dateText.ts';
import { legalDay } from '../../../shared/domain/legalDay.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { FormError } from '../../components/FormError.tsx';
import { HostingLine } from '../../components/HostingLine.tsx';
import { LeaveDemonstration } from '../../components/LeaveDemonstration.tsx';
import { LongWork } from '../../components/LongWork.tsx';
import { Notice } from '../../components/Notice.tsx';
import { useContractMutation, useContractQuery } from '../../queries.ts';
import { useTimeZone } from '../../state/practiceTime.ts';
import { refreshStatus, useStatus } from '../../state/session.ts';
import { showToast } from '../../state/toast.ts';
import { useWorks } from '../../state/works.ts';
import styles from './Settings.module.css';

/** Where the vault lies and how it is. */
export function VaultSection(): ReactNode {
  const { version, shortVaultId, isDemo } = useStatus();
  const { data: security } = useContractQuery('vault.security', {});
  const [asksToMove, setAsksToMove] = useState(false);
  const check = useContractMutation('vault.check');
  const move = useContractMutation('vault.move');
  const works = useWorks();
  const timeZone = useTimeZone();
  const isBusy = check.isPending || move.isPending;
  const failure = check.error ?? move.error;

  function startMove(): void {
    setAsksToMove(false);
    move.mutate(
      {},
      {
        onSuccess: ({ folder }) => {
          void refreshStatus();
          showToast({ text: `Le coffre est maintenant dans ${folder}` });
        },
      },
    );
  }

  return (
    <div className={styles.cards}>
      <HostingLine />
      <Card title="Le coffre" padded>
        {security && (
          <dl className={styles.facts}>
            <dt>Numéro</dt>
            <dd>
              {shortVaultId}
              {isDemo && ' (démonstration, patients inventés)'}
            </dd>
            <dt>Dossier</dt>
            <dd>{security.folder}</dd>
            <dt>Taille</dt>
            <dd>{megabytes(security.databaseBytes)}</dd>
            <dt>Créé le</dt>
            <dd>{formatDate(legalDay(security.createdAt, timeZone))}</dd>
            <dt>Phrase protégée par</dt>
            <dd>
              Argon2id, {megabytes(security.argon2.memoryKib * 1024)} de mémoire, {security.argon2.passes} passages
            </dd>
            <dt>Programme</dt>
            <dd>OstéoCoffre {version}</dd>
          </dl>
        )}
      </Card>
      <Card title="Entretien">
        {isDemo && (
          <div className={styles.line}>
            <div className="grow">
              <strong>Démonstration</strong>
              <p className="small muted">Ces patients sont inventés. Revenez à votre coffre, ou créez-le.</p>
            </div>
            <LeaveDemonstration />
          </div>
        )}
        <div className={styles.line}>
          <div className="grow">
            <strong>Contrôler le coffre</strong>
            <p className="small muted">Relit toute la base et la chaîne du journal d’accès. Ne modifie rien.</p>
          </div>
          <Button disabled={isBusy} onClick={() => check.mutate({})}>
            Contrôler
          </Button>
        </div>
        <div className={styles.line}>
          <div className="grow">
            <strong>Changer le coffre de place</strong>
            <p className="small muted">Il est copié, relu, puis ouvert à sa nouvelle place.</p>
          </div>
          <Button disabled={isBusy} onClick={() => setAsksToMove(true)}>
            Déplacer
          </Button>
        </div>
      </Card>
      {works.map((work) => (
        <LongWork key={work.workId} work={work} />
      ))}
      {check.data && <CheckResult result={check.data} />}
      {failure && failure.error.code !== 'cancelled' && failure.error.code !== 'file-not-chosen' && (
        <FormError error={failure.error} />
      )}
      {asksToMove && (
        <ConfirmDialog
          title={'Déplacer le coffre\u202f?'}
          text="Choisissez un dossier vide de cet ordinateur. Ni partage réseau, ni dossier synchronisé."
          keep="Le laisser ici"
          confirm="Choisir le dossier"
          onConfirm={startMove}
          onClose={() => setAsksToMove(false)}
        />
      )}
    </div>
  );
}

function CheckResult({ result }: { readonly result: Output<'vault.check'> }): ReactNode {
  if (!result.ok || !result.accessLog.intact) {
    return (
      <Notice tone="danger" icon={IconAlertTriangle}>
        <strong>{result.ok ? 'Le journal d’accès a été modifié.' : 'Le coffre est abîmé.'}</strong>{' '}
        {result.ok
          ? 'Les dossiers se lisent. Gardez ce coffre et reprenez une sauvegarde pour comparer.'
          : 'Ne le modifiez plus et reprenez votre dernière sauvegarde.'}
      </Notice>
    );
  }
  return (
    <Notice tone="ok" icon={IconCircleCheck}>
      <strong>Tout est intact.</strong> {count(result.patients, 'dossier')},{' '}
      {count(result.consultations, 'consultation')}, {count(result.accessLog.entries, 'ligne')} au journal d’accès.
    </Notice>
  );
}

function count(value: number, name: string): string {
  return `${value.toLocaleString('fr-FR')} ${name}${value > 1 ? 's' : ''}`;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toLocaleString('fr-FR', { maximumFractionDigits: 1 })}\u00a0Mo`;
}
