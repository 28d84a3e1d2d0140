import { IconUserPlus } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { OpenConsultation } from '../../../shared/contract/consultations.ts';
import { formatLongDate } from '../../../shared/domain/dateText.ts';
import { legalDay, legalTime } from '../../../shared/domain/legalDay.ts';
import { capitalised } from '../../../shared/french/firstLetter.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { KeyOffer } from '../../components/KeyOffer.tsx';
import { Page } from '../../components/Page.tsx';
import { RefusalNotice } from '../../components/refusal.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { Tag } from '../../components/Tag.tsx';
import { TopBarActions } from '../../components/TopBarActions.tsx';
import { useCommand } from '../../keyboard/commands.ts';
import { useContractQuery } from '../../queries.ts';
import { navigate } from '../../state/route.ts';
import { useMayWrite } from '../../state/session.ts';
import { ageText, useTimeZone, useToday } from '../../state/practiceTime.ts';
import { BackupCard, LateBand } from './BackupCard.tsx';
import { BreachBand } from './BreachBand.tsx';
import { DueCard } from './DueCard.tsx';
import { RecentPatients } from './RecentPatients.tsx';
import styles from './Today.module.css';

/** The first page of the day: what was left open, what was done, whom one saw last. */
export function Today(): ReactNode {
  const { data, error } = useContractQuery('consultations.today', {});
  const today = useToday();
  const mayWrite = useMayWrite();
  useCommand('new', newPatient, mayWrite);

  if (!data) {
    return (
      <Page title={pageTitle(today)}>{error ? <RefusalNotice refusal={error.error} /> : <Skeleton lines={5} />}</Page>
    );
  }
  const [latest, ...others] = data.leftOpen;
  return (
    <Page title={pageTitle(today)} subtitle={daySummary(data.today)}>
      {mayWrite && (
        <TopBarActions>
          <Button icon={IconUserPlus} variant={latest ? 'default' : 'primary'} onClick={newPatient} keys="N">
            Nouveau patient
          </Button>
        </TopBarActions>
      )}
      <div className={styles.columns}>
        <div>
          <BreachBand />
          <LateBand />
          <KeyOffer />
          {latest && mayWrite && <Resume consultation={latest} />}
          {others.length > 0 && (
            <Card title="Aussi laissées ouvertes">
              <ConsultationList consultations={others} />
            </Card>
          )}
          <Card title="Consultations du jour">
            {data.today.length === 0 ? (
              <p className={styles.nothing}>Aucune consultation aujourd’hui.</p>
            ) : (
              <ConsultationList consultations={data.today} />
            )}
          </Card>
          <RecentPatients />
        </div>
        <aside>
          <DueCard leftOpen={data.leftOpen} />
          <BackupCard />
        </aside>
      </div>
    </Page>
  );
}

/** The consultation left open last: the filled button has the focus, so that Entrée goes back to it. */
function Resume({ consultation }: { readonly consultation: OpenConsultation }): ReactNode {
  const resume = (): void => openConsultation(consultation);
  useCommand('main', resume);
  const zone = useTimeZone();
  const today = useToday();
  const age = ageText(consultation.birthDate, today);
  const day = legalDay(consultation.startedAt, zone);
  const when = `${day === today ? '' : `le ${formatLongDate(day)} `}à ${legalTime(consultation.startedAt, zone)}`;
  return (
    <section className={styles.resume} aria-label="Consultation laissée ouverte">
      <p className={styles.when}>Consultation ouverte {when}</p>
      <h2>{consultation.displayName}</h2>
      <p className={styles.facts}>
        {age !== null && <Tag>{age}</Tag>}
        {consultation.motive !== '' && <span className={styles.motive}>{consultation.motive}</span>}
      </p>
      <p className={styles.actions}>
        <Button variant="primary" keys="Entrée" onClick={resume} ref={focusFirst}>
          Reprendre la consultation
        </Button>
        <Button onClick={() => navigate({ screen: 'patientFile', patientId: consultation.patientId })}>
          Voir le dossier
        </Button>
      </p>
    </section>
  );
}

/** Takes the focus on coming to the page, unless the person is already somewhere (the search). */
function focusFirst(button: HTMLButtonElement | null): void {
  const focused = document.activeElement;
  if (button && (focused === null || focused === document.body || focused.tagName === 'MAIN')) button.focus();
}

function ConsultationList({ consultations }: { readonly consultations: readonly OpenConsultation[] }): ReactNode {
  const zone = useTimeZone();
  const today = useToday();
  return (
    <ul>
      {consultations.map((consultation) => {
        const day = legalDay(consultation.startedAt, zone);
        const time = legalTime(consultation.startedAt, zone);
        return (
          <li key={consultation.id}>
            <button type="button" className={styles.consultation} onClick={() => openConsultation(consultation)}>
              <time>{day === today ? time : formatLongDate(day)}</time>
              <span className={styles.who}>
                <strong>{consultation.displayName}</strong>
                {consultation.motive !== '' && <span className="muted"> · {consultation.motive}</span>}
              </span>
              {consultation.endedAt === null && <Tag tone="warn">Ouverte</Tag>}
            </button>
          </li>
        );
      })}
    </ul>
  );
}

function openConsultation({ patientId, id }: OpenConsultation): void {
  navigate({ screen: 'patientFile', patientId, consultationId: id });
}

function newPatient(): void {
  navigate({ screen: 'newPatient' });
}

/** Mardi 24 novembre: the year goes without saying. */
function pageTitle(today: string): string {
  return capitalised(formatLongDate(today).replace(/ \d{4}$/, ''));
}

function daySummary(consultations: readonly OpenConsultation[]): string {
  const { length } = consultations;
  if (length === 0) return 'Aucune consultation pour l’instant';
  return `${length} consultation${length > 1 ? 's' : ''} aujourd’hui`;
}
