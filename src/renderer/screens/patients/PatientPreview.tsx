import type { ReactNode } from 'react';
import type { ContractError } from '../../../shared/contract/errors.ts';
import type { Output } from '../../../shared/contract/index.ts';
import { bornWord } from '../../../shared/domain/born.ts';
import { formatDate, formatLongDate } from '../../../shared/domain/dateText.ts';
import { legalDay } from '../../../shared/domain/legalDay.ts';
import { displayName } from '../../../shared/domain/name.ts';
import { formatPhone } from '../../../shared/domain/phone.ts';
import { Button } from '../../components/Button.tsx';
import { DoctorName } from '../../components/DoctorName.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { AlertTag } from '../../components/Tag.tsx';
import { useContractQuery } from '../../queries.ts';
import { useAtRest } from '../../state/atRest.ts';
import { ageText, useTimeZone, useToday } from '../../state/practiceTime.ts';
import { startConsultation } from '../../state/startConsultation.ts';
import styles from './PatientPreview.module.css';

type Preview = Output<'patients.preview'>;

/** The chosen patient beside the list: enough to be sure that it is the right one. */
export function PatientPreview({
  patientId,
  onOpen,
  onRefusal,
}: {
  readonly patientId: string;
  readonly onOpen: () => void;
  readonly onRefusal: (error: ContractError | null) => void;
}): ReactNode {
  // Each look at a file has its entry in the access log: a file that one only passes is not asked for.
  const looked = useAtRest(patientId);
  const { data } = useContractQuery('patients.preview', { patientId: looked }, { keepPrevious: true });
  return (
    <aside className={styles.preview} aria-label="Aperçu" data-pane="Aperçu" aria-busy={looked !== patientId}>
      {data ? <Facts preview={data} /> : <Skeleton />}
      <div className={styles.actions}>
        <Button variant="primary" block onClick={onOpen} keys="Entrée">
          Ouvrir le dossier
        </Button>
        <Button block onClick={() => void startConsultation(patientId).then(onRefusal)}>
          Commencer une consultation
        </Button>
      </div>
    </aside>
  );
}

function Facts({ preview }: { readonly preview: Preview }): ReactNode {
  const { row, alerts } = preview;
  const birth = row.birthName === '' ? [] : [`${bornWord(row.sex)} ${row.birthName}`];
  const under = [...birth, ...(preview.occupation === '' ? [] : [preview.occupation])].join(' · ');
  const today = useToday();
  const zone = useTimeZone();
  const facts: readonly (readonly [string, ReactNode])[] = [
    ['Naissance', birthText(row.birthDate, today)],
    ['Téléphone', formatPhone(row.phone)],
    ['Ville', `${preview.postcode} ${row.city}`.trim()],
    ['Médecin', preview.doctor === '' ? '' : <DoctorName key="doctor" name={preview.doctor} />],
    ['Consultations', consultationsText(preview, zone)],
    ['Dernier motif', preview.lastMotive ?? ''],
  ];
  return (
    <>
      <h2>{displayName(row)}</h2>
      {under !== '' && <p className="muted">{under}</p>}
      {alerts.length > 0 && (
        <p className={styles.flags}>
          {alerts.map((alert) => (
            <AlertTag key={alert}>{alert}</AlertTag>
          ))}
        </p>
      )}
      <dl>
        {facts
          .filter(([, value]) => value !== '')
          .map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
    </>
  );
}

function birthText(birthDate: string | null, today: string): string {
  if (birthDate === null) return '';
  const age = ageText(birthDate, today);
  return age === null ? formatDate(birthDate) : `${formatDate(birthDate)}, ${age}`;
}

function consultationsText({ row, firstConsultationAt }: Preview, zone: string): string {
  if (firstConsultationAt === null) return 'Aucune';
  return `${row.consultationCount} depuis ${formatLongDate(legalDay(firstConsultationAt, zone).slice(0, 7))}`;
}
