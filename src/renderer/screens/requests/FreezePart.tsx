import { IconSnowflake } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type { Channel } from '../../../shared/contract/oppositions.ts';
import type { FreezeGround } from '../../../shared/contract/requests.ts';
import { legalDayText } from '../../../shared/domain/legalDay.ts';
import { CHANNELS } from '../../../shared/french/channels.ts';
import { invoke } from '../../bridge.ts';
import { Button } from '../../components/Button.tsx';
import { Notice } from '../../components/Notice.tsx';
import { RefusalNotice, useRefusal } from '../../components/refusal.tsx';
import { SelectField } from '../../components/SelectField.tsx';
import { useTimeZone } from '../../state/practiceTime.ts';
import { ReasonDialog } from '../../components/ReasonDialog.tsx';
import { refusalOf } from '../../refusalOf.ts';
import type { RequestView } from './requestView.ts';
import styles from './Requests.module.css';
import { FREEZE_GROUNDS } from './requestText.ts';

/** Limitation: begins with its ground, ends once the person was told. */
export function FreezePart({ view: { request, freeze } }: { readonly view: RequestView }): ReactNode {
  const zone = useTimeZone();
  const [ground, setGround] = useState<FreezeGround>('contested');
  const [isEnding, setEnding] = useState(false);
  const [refusal, refuse] = useRefusal();

  async function begin(): Promise<void> {
    refuse(refusalOf(await invoke('requests.freeze', { requestId: request.id, ground })));
  }

  if (freeze !== null)
    return (
      <>
        <Notice
          tone="warn"
          icon={IconSnowflake}
          action={
            <Button size="sm" onClick={() => setEnding(true)}>
              Mettre fin au gel…
            </Button>
          }
        >
          Dossier gelé depuis le {legalDayText(freeze.since, zone)} : il se lit, rien n’y est changé ni détruit.
        </Notice>
        {isEnding && <EndDialog requestId={request.id} onClose={() => setEnding(false)} />}
      </>
    );
  if (request.standing === 'closed') return null;
  return (
    <>
      <SelectField
        label="Pourquoi geler"
        hint="Article 18(1) du RGPD."
        choices={FREEZE_GROUNDS}
        value={ground}
        onChange={(value) => value !== null && setGround(value)}
      />
      <RefusalNotice refusal={refusal} />
      <div className={styles.buttons}>
        <Button icon={IconSnowflake} onClick={() => void begin()}>
          Geler le dossier
        </Button>
      </div>
    </>
  );
}

function EndDialog({ requestId, onClose }: { readonly requestId: string; readonly onClose: () => void }): ReactNode {
  const [channel, setChannel] = useState<Channel>('letter');
  return (
    <ReasonDialog
      title={'Mettre fin au gel\u202f?'}
      text="La personne en est avertie avant (article 18(3) du RGPD). Le dossier pourra ensuite être changé, et détruit à son terme."
      example="Erreur corrigée, ou contestation infondée"
      missing="La raison manque. Elle est due à la personne."
      keep="Garder le gel"
      confirm="La personne est avertie, mettre fin"
      onConfirm={async (reason) => refusalOf(await invoke('requests.endFreeze', { requestId, reason, channel }))}
      onClose={onClose}
    >
      <SelectField
        label="Comment la personne a été avertie"
        choices={CHANNELS}
        value={channel}
        onChange={(value) => value !== null && setChannel(value)}
      />
    </ReasonDialog>
  );
}
