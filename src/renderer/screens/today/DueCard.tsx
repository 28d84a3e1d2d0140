import type { ReactNode } from 'react';
import type { OpenConsultation } from '../../../shared/contract/consultations.ts';
import { formatDate } from '../../../shared/domain/dateText.ts';
import { legalDay } from '../../../shared/domain/legalDay.ts';
import { Card } from '../../components/Card.tsx';
import { Count } from '../../components/Tag.tsx';
import { useContractQuery } from '../../queries.ts';
import { useTimeZone, useToday } from '../../state/practiceTime.ts';
import { navigate } from '../../state/route.ts';
import { useIsTitular, useStatus } from '../../state/session.ts';
import styles from './Today.module.css';

interface DueThing {
  readonly key: string;
  readonly title: string;
  readonly why: string;
  readonly go: () => void;
}

/** What waits for the practitioner: notes of former days that were not ended, and what the practice still lacks. */
export function DueCard({ leftOpen }: { readonly leftOpen: readonly OpenConsultation[] }): ReactNode {
  const today = useToday();
  const zone = useTimeZone();
  const { hasPin } = useStatus();
  const isTitular = useIsTitular();
  const { data } = useContractQuery('settings.get', {});
  const forgotten = leftOpen
    .filter(({ startedAt }) => legalDay(startedAt, zone) < today)
    .map((consultation) => ({
      key: consultation.id,
      title: `Terminer la consultation de ${consultation.displayName}`,
      why: `Ouverte depuis le ${formatDate(legalDay(consultation.startedAt, zone))}`,
      go: () => navigate({ screen: 'patientFile', patientId: consultation.patientId, consultationId: consultation.id }),
    }));
  const lacking: (DueThing | false)[] = [
    isTitular &&
      data?.practice.rpps === '' &&
      data.practice.adeli === '' && {
        key: 'practice',
        title: 'Compléter votre cabinet',
        why: 'Adresse, RPPS et SIRET, pour les documents imprimés',
        go: () => navigate({ screen: 'settings', section: 'practice' }),
      },
    !hasPin && {
      key: 'pin',
      title: 'Choisir un code PIN',
      why: 'Pour masquer l’écran sans retaper la phrase',
      go: () => navigate({ screen: 'settings', section: 'access' }),
    },
  ];
  const due: DueThing[] = [...forgotten, ...lacking.filter((thing) => thing !== false)];

  return (
    <Card
      title="À faire"
      aside={due.length > 0 && <Count value={due.length} label={`${due.length} point${due.length > 1 ? 's' : ''}`} />}
    >
      {due.length === 0 ? (
        <p className={styles.nothing}>Rien n’attend.</p>
      ) : (
        <ul>
          {due.map((thing) => (
            <li key={thing.key}>
              <button type="button" className={styles.due} onClick={thing.go}>
                <strong>{thing.title}</strong>
                <span className="small muted">{thing.why}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
