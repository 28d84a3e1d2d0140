import { useState, type ReactNode } from 'react';
import { instantOf, legalTime } from '../../../shared/domain/legalDay.ts';
import { Button } from '../../components/Button.tsx';
import { DateField } from '../../components/DateField.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { FormError } from '../../components/FormError.tsx';
import { TextField } from '../../components/TextField.tsx';
import { useContractMutation } from '../../queries.ts';
import { useTimeZone, useToday } from '../../state/practiceTime.ts';
import { showToast } from '../../state/toast.ts';
import styles from './Breaches.module.css';

/** The CNIL has it: from here on this notice stays as it is. */
export function SentDialog({
  breachId,
  isFirst,
  onClose,
}: {
  readonly breachId: string;
  readonly isFirst: boolean;
  readonly onClose: () => void;
}): ReactNode {
  const zone = useTimeZone();
  const today = useToday();
  const [receipt, setReceipt] = useState('');
  const [day, setDay] = useState<string | null>(today);
  const [typedDay, setTypedDay] = useState<string | null>(null);
  const [time, setTime] = useState(() => legalTime(Date.now(), zone));
  const [isTried, setTried] = useState(false);
  const declare = useContractMutation('breaches.declareSent');

  function send(): void {
    setTried(true);
    if (receipt.trim() === '' || day === null || typedDay !== null || time === '' || declare.isPending) return;
    declare.mutate(
      { breachId, receipt: receipt.trim(), sentAt: instantOf(day, time, zone) },
      {
        onSuccess: () => {
          showToast({ text: 'Notification gardée avec son récépissé.' });
          onClose();
        },
      },
    );
  }

  return (
    <Dialog
      title={
        isFirst ? 'La notification initiale est partie\u202f?' : 'La notification complémentaire est partie\u202f?'
      }
      onMain={send}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Pas encore</Button>
          <Button variant="primary" keys="Ctrl Entrée" disabled={declare.isPending} onClick={send}>
            Garder comme envoyée
          </Button>
        </>
      }
    >
      <p>Elle est gardée telle quelle, et ne change plus. La suite fait l’objet d’une notification complémentaire.</p>
      <TextField
        label="Numéro de récépissé de la CNIL"
        value={receipt}
        onChange={setReceipt}
        error={isTried && receipt.trim() === '' ? 'Recopiez le numéro que la page de la CNIL affiche.' : undefined}
        data-autofocus
      />
      <div className={styles.pair}>
        <DateField
          label="Envoyée le"
          value={day}
          rules={{ today, past: true }}
          typed={typedDay}
          onType={setTypedDay}
          onChange={setDay}
          isTried={isTried}
          error={isTried && day === null ? 'La date manque.' : undefined}
        />
        <TextField
          label="À"
          type="time"
          value={time}
          onChange={setTime}
          error={isTried && time === '' ? 'L’heure manque. Tapez-la ainsi : 10:30.' : undefined}
        />
      </div>
      {declare.error && <FormError error={declare.error.error} />}
    </Dialog>
  );
}
