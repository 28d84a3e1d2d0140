import { IconDeviceUsb } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useContractMutation, useContractQuery } from '../queries.ts';
import { useIsTitular } from '../state/session.ts';
import { takeKey, useNewTarget } from '../state/newTarget.ts';
import { Button } from './Button.tsx';
import { bytesText } from './bytesText.ts';
import { Notice } from './Notice.tsx';
import { RefusalNotice } from './refusal.tsx';

/** A key that nobody knows is plugged in: it is offered as a destination, until it is taken or declined. */
export function KeyOffer(): ReactNode {
  const { data } = useContractQuery('snapshots.keyOffer', {}, { enabled: useIsTitular() });
  const refusal = useNewTarget((state) => state.refusal);
  const decline = useContractMutation('snapshots.declineKey');
  const offer = data?.offer;
  if (!offer) return null;
  const name = offer.label === '' ? '' : ` (${offer.label})`;
  const room = offer.freeBytes === null ? '' : ` Elle a ${bytesText(offer.freeBytes)} libres.`;
  return (
    <>
      <Notice
        icon={IconDeviceUsb}
        action={
          <span className="row">
            <Button size="sm" onClick={() => decline.mutate({})}>
              Pas cette clé
            </Button>
            <Button size="sm" onClick={() => void takeKey()}>
              En faire une destination
            </Button>
          </span>
        }
      >
        Une clé USB inconnue{name} est branchée{'\u00a0'}: en faire une destination{'\u202f'}?{room}
      </Notice>
      <RefusalNotice refusal={refusal ?? decline.error?.error ?? null} />
    </>
  );
}
