import { useState, type ReactNode } from 'react';
import { Checkbox } from '../../components/Checkbox.tsx';
import { FormDialog } from '../../components/FormDialog.tsx';
import { TextField } from '../../components/TextField.tsx';
import { useContractMutation } from '../../queries.ts';
import { navigate } from '../../state/route.ts';
import styles from './Breaches.module.css';
import { useTypedMoment } from './moment.ts';
import { PastMomentFields } from './PastMomentFields.tsx';

/** What one knows when one learns of it: from here on the 72 hours run, so that nothing else is asked first. */
export function RecordDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const [title, setTitle] = useState('');
  const [learntHow, setLearntHow] = useState('');
  const moment = useTypedMoment();
  const [nature, setNature] = useState({ confidentiality: false, integrity: false, availability: false });
  const [isTried, setTried] = useState(false);
  const record = useContractMutation('breaches.record');
  const hasNature = nature.confidentiality || nature.integrity || nature.availability;
  const awareAt = moment.instant;

  function send(): void {
    setTried(true);
    if (title.trim() === '' || !hasNature || awareAt === null || record.isPending) return;
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
    <FormDialog
      title="Inscrire une violation de données"
      size="lg"
      keep="Ne rien inscrire"
      confirm="Inscrire, le décompte commence"
      busy={record.isPending}
      error={record.error?.error}
      onConfirm={send}
      onClose={onClose}
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
      <PastMomentFields
        label="Vous l’avez su le"
        missing="La date manque : les 72 heures en partent."
        moment={moment}
        isTried={isTried}
      />
      <TextField label="Comment vous l’avez su" value={learntHow} onChange={setLearntHow} />
    </FormDialog>
  );
}
