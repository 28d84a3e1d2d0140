import { IconDeviceMobile } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { HostingState } from '../../../shared/contract/hosting.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { FormError } from '../../components/FormError.tsx';
import { LongWork } from '../../components/LongWork.tsx';
import { Notice } from '../../components/Notice.tsx';
import { momentText } from '../../components/momentText.ts';
import { useContractMutation } from '../../queries.ts';
import { useTimeZone, useToday } from '../../state/practiceTime.ts';
import { copyUnderWay, useWorks } from '../../state/works.ts';
import styles from './Hosting.module.css';

/** The first copy, then when the last one left. */
export function CopyCard({ state }: { readonly state: HostingState }): ReactNode {
  const copy = useContractMutation('hosting.copy');
  const work = copyUnderWay(useWorks());
  const zone = useTimeZone();
  const today = useToday();
  const isStopped = state.isObjected || !['valid', 'expires-soon'].includes(state.standing);
  const moment = state.headTime === null ? null : momentText(state.headTime, zone, today);
  const refused = copy.error?.error;
  const isInDoubt = refused?.code === 'repository-other-writer' || refused?.code === 'repository-ahead';
  return (
    <Card title="Copies" padded>
      <div className="stack">
        <p>
          {moment === null
            ? 'La première copie envoie tout le coffre, chiffré. Les suivantes n’envoient que ce qui a changé.'
            : `Dernière copie\u00a0: ${moment.day}, ${moment.time}. Elle part chaque soir, à la fermeture, et sur demande.`}
        </p>
        {state.waitsForNetwork && work === undefined && (
          <Notice tone="warn" icon={IconDeviceMobile}>
            Ce réseau est compté, comme celui d’un téléphone. La copie attend un autre réseau, ou votre demande.
          </Notice>
        )}
        {work && <LongWork work={work} note="Vous pouvez continuer à travailler." />}
        {refused && refused.code !== 'cancelled' && <FormError error={refused} />}
        <div className={styles.actions}>
          <Button
            variant={state.headTime === null ? 'primary' : 'default'}
            disabled={isStopped || work !== undefined || copy.isPending}
            onClick={() => copy.mutate({ adopt: false })}
          >
            {buttonText(state)}
          </Button>
          {isInDoubt && (
            <Button disabled={copy.isPending} onClick={() => copy.mutate({ adopt: true })}>
              Continuer avec ce poste
            </Button>
          )}
        </div>
        <p className="small muted">
          Sans réseau, la copie attend sans rien dire. Une clé USB reste la plus sûre des copies.
        </p>
      </div>
    </Card>
  );
}

function buttonText({ headTime, waitsForNetwork }: HostingState): string {
  if (headTime === null) return 'Faire la première copie';
  return waitsForNetwork ? 'Copier quand même' : 'Copier maintenant';
}
