import { IconAlertTriangle, IconCircleCheck, IconKeyOff, IconPrinter } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type { LostKey } from '../../../shared/contract/lostKeys.ts';
import { formatLongDate } from '../../../shared/domain/dateText.ts';
import { legalDay } from '../../../shared/domain/legalDay.ts';
import { lostKeyReasoning } from '../../../shared/french/lostKeyReasoning.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { Notice } from '../../components/Notice.tsx';
import { RefusalNotice } from '../../components/refusal.tsx';
import { useCommand } from '../../keyboard/commands.ts';
import { useContractMutation } from '../../queries.ts';
import { useTimeZone } from '../../state/practiceTime.ts';
import { back } from '../../state/route.ts';
import { showToast } from '../../state/toast.ts';
import { WorthlessDialog } from './WorthlessDialog.tsx';
import styles from './LostKey.module.css';

/** What follows from the three answers, with the reasoning; and how the key becomes worthless. */
export function Conclusion({ lost }: { readonly lost: LostKey }): ReactNode {
  const zone = useTimeZone();
  const { conclusion, isUrgent, steps } = lostKeyReasoning(lost, zone);
  const print = useContractMutation('lostKeys.print');
  const found = useContractMutation('lostKeys.found');
  const [isRenewing, setRenewing] = useState(false);
  const send = (): void =>
    print.mutate({ lostKeyId: lost.id }, { onSuccess: () => showToast({ text: 'Document envoyé à l’impression.' }) });
  useCommand('print', send);
  const dayOf = (instant: number): string => formatLongDate(legalDay(instant, zone));

  return (
    <>
      <RefusalNotice refusal={print.error?.error ?? found.error?.error ?? null} />
      <Notice tone={isUrgent ? 'danger' : 'ok'} icon={isUrgent ? IconAlertTriangle : IconCircleCheck}>
        <strong>{conclusion}</strong>
      </Notice>
      <Card
        title="Pourquoi"
        padded
        aside={
          <Button size="sm" icon={IconPrinter} disabled={print.isPending} title="Ctrl P" onClick={send}>
            Imprimer
          </Button>
        }
      >
        <dl className={styles.steps}>
          {steps.map(({ title, text }) => (
            <Step key={title} title={title} text={text} />
          ))}
        </dl>
      </Card>
      <Card title="Ce qu’elle vaut encore" padded>
        {lost.madeWorthlessAt === null ? (
          <div className={styles.stack}>
            <p>
              Qui la trouve et connaît un accès de cette époque lit ce qu’elle porte. Chiffrer le coffre à neuf lui
              ferme tout ce qui sera écrit ensuite.
            </p>
            <div>
              <Button variant={isUrgent ? 'primary' : 'default'} icon={IconKeyOff} onClick={() => setRenewing(true)}>
                Cette clé ne vaut plus rien…
              </Button>
            </div>
          </div>
        ) : (
          <p>
            Le coffre a été chiffré à neuf le {dayOf(lost.madeWorthlessAt)}. Ce qui est écrit depuis est fermé à qui
            tient cette clé. Ce qu’elle portait avant reste lisible avec un accès de cette époque.
          </p>
        )}
      </Card>
      {lost.foundAt === null ? (
        <div>
          <Button
            disabled={found.isPending}
            onClick={() =>
              found.mutate(
                { lostKeyId: lost.id },
                {
                  onSuccess: () => {
                    back();
                    showToast({ text: `${lost.label} est de nouveau une destination.` });
                  },
                },
              )
            }
          >
            Elle est retrouvée
          </Button>
        </div>
      ) : (
        <p className="soft">Retrouvée le {dayOf(lost.foundAt)}.</p>
      )}
      {isRenewing && <WorthlessDialog lost={lost} onClose={() => setRenewing(false)} />}
    </>
  );
}

function Step({ title, text }: { readonly title: string; readonly text: string }): ReactNode {
  return (
    <>
      <dt>{title}</dt>
      <dd>{text}</dd>
    </>
  );
}
