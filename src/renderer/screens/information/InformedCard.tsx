import { useState, type ReactNode } from 'react';
import type { PartialDate } from '../../../shared/domain/civilDate.ts';
import { counted } from '../../../shared/french/counted.ts';
import { invoke } from '../../bridge.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { DateField } from '../../components/DateField.tsx';
import { RefusalNotice, useRefusal } from '../../components/refusal.tsx';
import { useToday } from '../../state/practiceTime.ts';
import { showToast } from '../../state/toast.ts';
import styles from './Information.module.css';

/** How many have a note, and the note in one go for those who were seen since the poster hangs. */
export function InformedCard({
  patients,
  notInformed,
}: {
  readonly patients: number;
  readonly notInformed: number;
}): ReactNode {
  const today = useToday();
  const [since, setSince] = useState<PartialDate | null>(null);
  const [typed, setTyped] = useState<string | null>(null);
  const [isTried, setTried] = useState(false);
  const [refusal, refuse] = useRefusal();

  async function record(): Promise<void> {
    setTried(true);
    if (since === null || typed !== null) return;
    const result = await invoke('information.recordSeenSince', { since });
    refuse(result.ok ? null : result.error);
    if (!result.ok) return;
    const { batchId, patients: noted } = result.value;
    showToast({
      text:
        noted === 0
          ? 'Tous ceux vus depuis ont déjà une note.'
          : `Noté dans ${counted(noted, 'dossier')}, à la date de la visite.`,
      ...(noted > 0 && { undo: () => invoke('information.undoBatch', { batchId }) }),
    });
  }

  return (
    <Card title="Qui a été informé" padded>
      <div className={styles.informed}>
        <p>{standing(patients, notInformed)}</p>
        <p className="soft">
          La note de chaque patient se lit et se corrige dans son dossier, sous Partages et accords.
        </p>
        <div className={styles.since}>
          <DateField
            label="L’affiche est posée depuis le"
            value={since}
            onChange={setSince}
            typed={typed}
            onType={setTyped}
            rules={{ today, past: true }}
            isTried={isTried}
          />
          <Button onClick={() => void record()}>Noter pour les patients vus depuis</Button>
        </div>
        {isTried && since === null && typed === null && (
          <p role="alert" className={styles.missing}>
            La date manque. Tapez le jour où l’affiche a été posée.
          </p>
        )}
        <RefusalNotice refusal={refusal} />
      </div>
    </Card>
  );
}

function standing(patients: number, notInformed: number): string {
  if (patients === 0) return 'Aucun dossier pour l’instant.';
  if (notInformed === 0) return `${counted(patients, 'dossier porte', 'dossiers portent')} une note d’information.`;
  return `${counted(notInformed, 'dossier')} sur ${patients.toLocaleString('fr-FR')} sans note d’information.`;
}
