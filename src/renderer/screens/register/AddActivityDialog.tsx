import { useState, type ReactNode } from 'react';
import type { ActivityModel } from '../../../shared/contract/register.ts';
import { ACTIVITY_MODELS } from '../../../shared/french/activityModels.ts';
import { FormDialog } from '../../components/FormDialog.tsx';
import { TextField } from '../../components/TextField.tsx';
import { useContractMutation } from '../../queries.ts';
import styles from './Register.module.css';

const MODELS: readonly ActivityModel[] = ['agenda', 'fees', 'suppliers', 'newsletter'];

/** Adds what the practice does outside of this program, from usual answers or from nothing. */
export function AddActivityDialog({
  onAdded,
  onClose,
}: {
  readonly onAdded: (activityId: string) => void;
  readonly onClose: () => void;
}): ReactNode {
  const [model, setModel] = useState<ActivityModel | null>('agenda');
  const [title, setTitle] = useState(ACTIVITY_MODELS.agenda.title);
  const [isTried, setTried] = useState(false);
  const add = useContractMutation('register.addActivity');

  function choose(next: ActivityModel | null): void {
    setModel(next);
    setTitle(next === null ? '' : ACTIVITY_MODELS[next].title);
  }

  function send(): void {
    setTried(true);
    if (title.trim() === '' || add.isPending) return;
    add.mutate(
      { title: title.trim(), model },
      {
        onSuccess: ({ activityId }) => {
          onAdded(activityId);
          onClose();
        },
      },
    );
  }

  return (
    <FormDialog
      title="Ajouter une activité au registre"
      keep="Ne rien ajouter"
      confirm="Ajouter l’activité"
      busy={add.isPending}
      error={add.error?.error}
      onConfirm={send}
      onClose={onClose}
    >
      <fieldset className={styles.models}>
        <legend>Ce que le cabinet fait en dehors de ce logiciel</legend>
        {MODELS.map((name) => (
          <label key={name}>
            <input type="radio" name="model" checked={model === name} onChange={() => choose(name)} />
            {ACTIVITY_MODELS[name].title}
          </label>
        ))}
        <label>
          <input type="radio" name="model" checked={model === null} onChange={() => choose(null)} />
          Autre activité, fiche vide
        </label>
      </fieldset>
      <TextField
        label="Nom de l’activité"
        hint="Les réponses proposées sont à relire et à corriger."
        value={title}
        onChange={setTitle}
        maxLength={120}
        error={isTried && title.trim() === '' ? 'Le nom manque.' : undefined}
      />
    </FormDialog>
  );
}
