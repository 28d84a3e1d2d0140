import { useEffect, useState, type ReactNode } from 'react';
import type { FormerPatient, Presence } from '../../../shared/contract/bringBack.ts';
import { formatDate } from '../../../shared/domain/dateText.ts';
import { invoke } from '../../bridge.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { momentText } from '../../components/momentText.ts';
import { RefusalNotice, useRefusal } from '../../components/refusal.tsx';
import { Tag } from '../../components/Tag.tsx';
import { TextField } from '../../components/TextField.tsx';
import { useTimeZone, useToday } from '../../state/practiceTime.ts';
import type { OpenedMoment } from './MomentChoice.tsx';
import styles from './BringBack.module.css';

/** The search inside the copy; without a word, the files that the vault of today does not have. */
export function PatientChoice({
  opened,
  onChosen,
  onBack,
}: {
  readonly opened: OpenedMoment;
  readonly onChosen: (patientId: string) => void;
  readonly onBack: () => void;
}): ReactNode {
  const [text, setText] = useState('');
  const [found, setFound] = useState<readonly FormerPatient[] | null>(null);
  const [refusal, refuse] = useRefusal();
  const { day, time } = momentText(opened.time, useTimeZone(), useToday());

  useEffect(() => {
    let isStale = false;
    void invoke('bringBack.search', { text }).then((result) => {
      if (isStale) return;
      setFound(result.ok ? result.value.patients : null);
      refuse(result.ok ? null : result.error);
    });
    return () => {
      isStale = true;
    };
  }, [text, refuse]);

  return (
    <Card
      title={`${day}, ${time}, sur ${opened.label}`}
      aside={
        <Button size="sm" onClick={onBack}>
          Un autre moment
        </Button>
      }
    >
      <div className={styles.search}>
        <TextField
          label="Chercher un dossier dans cette sauvegarde"
          hint={`${opened.patients.toLocaleString('fr-FR')} dossier${opened.patients > 1 ? 's' : ''}\u00a0: nom, date de naissance ou téléphone.`}
          autoFocus
          value={text}
          onChange={setText}
        />
      </div>
      <RefusalNotice refusal={refusal} />
      {text === '' && opened.absent > 0 && (
        <p className={styles.nothing}>Dossiers qui ne sont plus dans le coffre&nbsp;:</p>
      )}
      {found?.length === 0 && (
        <p className={styles.nothing}>
          {text === '' ? 'Tous ses dossiers sont encore dans le coffre.' : 'Aucun dossier ne correspond.'}
        </p>
      )}
      <div className={styles.rows}>
        {found?.map((patient) => (
          <PatientRow key={patient.patientId} patient={patient} onChosen={onChosen} />
        ))}
      </div>
    </Card>
  );
}

const presenceWords: Readonly<Record<Presence, string | null>> = {
  present: null,
  'in-bin': 'Dans la corbeille',
  erased: 'Effacé depuis',
  absent: 'Absent du coffre',
};

function PatientRow({
  patient,
  onChosen,
}: {
  readonly patient: FormerPatient;
  readonly onChosen: (patientId: string) => void;
}): ReactNode {
  const { patientId, displayName, birthDate, consultations, presence } = patient;
  const word = presenceWords[presence];
  return (
    <button type="button" className={styles.row} onClick={() => onChosen(patientId)}>
      <span className="grow">
        <strong>{displayName}</strong>
        {birthDate !== null && <span className="muted"> {formatDate(birthDate)}</span>}
      </span>
      {word !== null && <Tag tone="warn">{word}</Tag>}
      <span className="soft">
        {consultations} consultation{consultations > 1 && 's'}
      </span>
    </button>
  );
}
