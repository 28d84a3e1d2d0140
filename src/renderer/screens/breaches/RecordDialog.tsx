import { useState, type ReactNode } from 'react';
import { instantOf, legalTime } from '../../../shared/domain/legalDay.ts';
import { Button } from '../../components/Button.tsx';
import { Checkbox } from '../../components/Checkbox.tsx';
import { DateField } from '../../components/DateField.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { FormError } from '../../components/FormError.tsx';
import { TextField } from '../../components/TextField.tsx';
import { useContractMutation } from '../../queries.ts';
import { useTimeZone, useToday } from '../../state/practiceTime.ts';
import { navigate } from '../../state/route.ts';
import styles from './Breaches.module.css';

/** What one knows when one learns of it: from here on the 72 hours run, so that nothing else is asked first. */
export function RecordDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const zone = useTimeZone();
  const today = useToday();
  const [title, setTitle] = useState('');
  const [learntHow, setLearntHow] = useState('');
  const [day, setDay] = useState<string | null>(today);
  const [typedDay, setTypedDay] = useState<string | null>(null);
  const [time, setTime] = useState(() => legalTime(Date.now(), zone));
  const [nature, setNature] = useState({ confidentiality: false, integrity: false, availability: false });
  const [isTried, setTried] = useState(false);
  const record = useContractMutation('breaches.record');
  const hasNature = nature.confidentiality || nature.integrity || nature.availability;
  const awareAt = day === null || time === '' ? null : instantOf(day, time, zone);

  function send(): void {
    setTried(true);
    if (title.trim() === '' || !hasNature || awareAt === null || typedDay !== null || record.isPending) return;
    record.mutate(
      { title: title.trim(), learntHow: learntHow.trim(), awareAt, ...nature },
      {
        onSuccess: ({ breachId }) => {
          onClose();
          navigate({ screen: 'breaches', breachId });
        },
      },
    );
  }

  return (
    <Dialog
      title="Inscrire une violation de données"
      size="lg"
      onMain={send}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Ne rien inscrire</Button>
          <Button variant="primary" keys="Ctrl Entrée" disabled={record.isPending} onClick={send}>
            Inscrire, le décompte commence
          </Button>
        </>
      }
    >
      <TextField
        label="Ce qui est arrivé"
        placeholder="Ordinateur volé, courriel mal adressé…"
        hint="Sans le nom d’un patient : le registre est montré à la CNIL."
        value={title}
        onChange={setTitle}
        error={isTried && title.trim() === '' ? 'Dites en une ligne ce qui est arrivé.' : undefined}
        data-autofocus
      />
      <fieldset className={styles.choices}>
        <legend>Les données sont peut-être…</legend>
        <Checkbox
          label="Vues ou prises par quelqu’un d’autre (confidentialité)"
          checked={nature.confidentiality}
          onChange={(confidentiality) => setNature({ ...nature, confidentiality })}
        />
        <Checkbox
          label="Modifiées (intégrité)"
          checked={nature.integrity}
          onChange={(integrity) => setNature({ ...nature, integrity })}
        />
        <Checkbox
          label="Perdues ou hors d’atteinte (disponibilité)"
          checked={nature.availability}
          onChange={(availability) => setNature({ ...nature, availability })}
        />
        {isTried && !hasNature && <p className={styles.fault}>Cochez au moins une ligne.</p>}
      </fieldset>
      <div className={styles.pair}>
        <DateField
          label="Vous l’avez su le"
          value={day}
          rules={{ today, past: true }}
          typed={typedDay}
          onType={setTypedDay}
          onChange={setDay}
          isTried={isTried}
          error={isTried && day === null ? 'La date manque : les 72 heures en partent.' : undefined}
        />
        <TextField
          label="À"
          type="time"
          value={time}
          onChange={setTime}
          error={isTried && time === '' ? 'L’heure manque. Tapez-la ainsi : 10:30.' : undefined}
        />
      </div>
      <TextField label="Comment vous l’avez su" value={learntHow} onChange={setLearntHow} />
      {record.error && <FormError error={record.error.error} />}
    </Dialog>
  );
}
