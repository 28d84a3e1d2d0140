import type { ReactNode } from 'react';
import { legalDayText } from '../../../shared/domain/legalDay.ts';
import { channelText } from '../../../shared/french/channels.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { recipientText } from '../../components/oppositionText.ts';
import { RefusalNotice } from '../../components/refusal.tsx';
import { useContractQuery } from '../../queries.ts';
import { useTimeZone } from '../../state/practiceTime.ts';
import { navigate } from '../../state/route.ts';

/** To whom the patient does not want this file to be shown (L1110-4 and L1111-8 CSP): what holds today. */
export function OppositionsCard({ patientId }: { readonly patientId: string }): ReactNode {
  const { data, error } = useContractQuery('oppositions.list', { patientId });
  const zone = useTimeZone();
  const holding = data?.oppositions.filter(({ revokedAt }) => revokedAt === null);
  return (
    <Card
      title="Oppositions au partage"
      aside={
        <Button size="sm" onClick={() => navigate({ screen: 'oppositions', patientId })}>
          Noter ou retirer
        </Button>
      }
    >
      <ul>
        {holding?.map((opposition) => (
          <li key={opposition.id} className="item">
            <div className="grow">
              <strong>{recipientText(opposition)}</strong>
              <p className="small muted">
                Dite le {legalDayText(opposition.since, zone)} {channelText(opposition.channel)}
                {opposition.note !== '' && `. ${opposition.note}`}
              </p>
            </div>
          </li>
        ))}
        {holding?.length === 0 && (
          <li className="item muted">
            Aucune. Le patient peut s’opposer au partage à tout moment (article L1110-4 du CSP).
          </li>
        )}
      </ul>
      <RefusalNotice refusal={error?.error ?? null} />
    </Card>
  );
}
