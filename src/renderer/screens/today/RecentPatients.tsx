import type { ReactNode } from 'react';
import { legalDayText } from '../../../shared/domain/legalDay.ts';
import { displayName } from '../../../shared/domain/name.ts';
import { LinkButton } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { AlertTag } from '../../components/Tag.tsx';
import { useContractQuery } from '../../queries.ts';
import { ageText, useTimeZone, useToday } from '../../state/practiceTime.ts';
import { goTo, navigate } from '../../state/route.ts';
import styles from './Today.module.css';

const SHOWN = 6;

/** The files worked on last. */
export function RecentPatients(): ReactNode {
  const { data } = useContractQuery('patients.recent', { limit: SHOWN });
  const today = useToday();
  const zone = useTimeZone();
  if (!data || data.rows.length === 0) return null;
  return (
    <Card title="Patients récents" aside={<LinkButton onClick={() => goTo('patients')}>Tous les patients</LinkButton>}>
      <ul>
        {data.rows.map((row) => {
          const age = ageText(row.birthDate, today);
          return (
            <li key={row.id}>
              <button
                type="button"
                className={styles.consultation}
                onClick={() => navigate({ screen: 'patientFile', patientId: row.id })}
              >
                <span className={styles.who}>
                  <strong>{displayName(row)}</strong>
                  {age !== null && <span className="muted">, {age}</span>}
                </span>
                {row.alertCount > 0 && (
                  <AlertTag>
                    {row.alertCount}
                    <span className="visually-hidden"> vigilance{row.alertCount > 1 && 's'}</span>
                  </AlertTag>
                )}
                {row.lastConsultationAt !== null && (
                  <span className="muted small">{legalDayText(row.lastConsultationAt, zone)}</span>
                )}
              </button>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
