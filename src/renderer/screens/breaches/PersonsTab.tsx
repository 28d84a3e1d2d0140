import { IconUserPlus } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type { BreachPerson } from '../../../shared/contract/breaches.ts';
import type { Input, MethodName } from '../../../shared/contract/index.ts';
import type { Channel } from '../../../shared/contract/oppositions.ts';
import type { PatientRow } from '../../../shared/contract/patients.ts';
import { legalDayText } from '../../../shared/domain/legalDay.ts';
import { counted } from '../../../shared/french/counted.ts';
import { invoke } from '../../bridge.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { FormDialog } from '../../components/FormDialog.tsx';
import { PatientChoice } from '../../components/patientSearch/PatientChoice.tsx';
import { RefusalNotice, useRefusal } from '../../components/refusal.tsx';
import { SelectField } from '../../components/SelectField.tsx';
import { TextArea } from '../../components/TextArea.tsx';
import { useContractQuery } from '../../queries.ts';
import { useTimeZone } from '../../state/practiceTime.ts';
import { showToast } from '../../state/toast.ts';
import type { BreachTabProps } from './breachEditor.ts';
import styles from './Breaches.module.css';

/** Rows that are painted at most: a breach of everything lists thousands. */
const SHOWN = 200;

/** Whom it concerns, who was told, and the letter of article 34(2). */
export function PersonsTab({ breach, values, change, flush }: BreachTabProps): ReactNode {
  const { summary } = breach;
  const breachId = summary.id;
  const { data } = useContractQuery('breaches.persons', { breachId });
  const [channel, setChannel] = useState<Channel>('letter');
  const [isAdding, setAdding] = useState(false);
  const [refusal, refuse] = useRefusal();
  const waiting = summary.listed - summary.informed;

  async function act<Name extends MethodName>(method: Name, input: Input<Name>): Promise<void> {
    const result = await invoke(method, input);
    refuse(result.ok ? null : result.error);
  }

  /** Keeps the letter in the vault, then saves it where the person chooses. */
  async function letter(patientId: string | null): Promise<void> {
    await flush();
    const made = await invoke('breaches.letter', { breachId, patientId });
    const result = made.ok ? await invoke('documents.save', { documentId: made.value.documentId }) : made;
    refuse(result.ok || result.error.code === 'file-not-chosen' ? null : result.error);
    if (result.ok) showToast({ text: `${result.value.fileName} est enregistrée, et gardée dans le coffre.` });
  }

  /** All that are still to be sent, as one PDF for the envelopes. */
  async function letters(): Promise<void> {
    await flush();
    const result = await invoke('breaches.letters', { breachId });
    refuse(result.ok || result.error.code === 'file-not-chosen' ? null : result.error);
    if (result.ok)
      showToast({ text: `${counted(result.value.letters, 'lettre enregistrée', 'lettres enregistrées')} en un PDF.` });
  }

  return (
    <div className={styles.columns}>
      <div>
        <RefusalNotice refusal={refusal} />
        <Card
          title={`${counted(summary.listed, 'personne')}, ${counted(summary.informed, 'informée')}`}
          aside={
            <span className="row">
              <Button size="sm" onClick={() => void act('breaches.addPersons', { breachId, patientIds: null })}>
                Tous les dossiers
              </Button>
              <Button size="sm" icon={IconUserPlus} onClick={() => setAdding(true)}>
                Ajouter
              </Button>
            </span>
          }
        >
          {summary.listed === 0 && (
            <p className={styles.none}>Personne sur la liste. Ajoutez ceux dont les données sont touchées.</p>
          )}
          <ul className={styles.persons}>
            {data?.persons.slice(0, SHOWN).map((person, index) => (
              <PersonRow
                key={person.patient?.id ?? index}
                person={person}
                onLetter={(patientId) => void letter(patientId)}
                onInformed={(patientId) => void act('breaches.markInformed', { breachId, patientId, channel })}
                onRemove={(patientId) => void act('breaches.removePerson', { breachId, patientId })}
              />
            ))}
          </ul>
          {summary.listed > SHOWN && (
            <p className={styles.none}>Les {SHOWN} premières sont montrées, celles qui attendent d’abord.</p>
          )}
        </Card>
      </div>
      <aside>
        <Card title="Informer" padded>
          <div className={styles.form}>
            <p className="small muted">
              {summary.informsPersons
                ? 'Le risque est élevé : chacune est informée dans les meilleurs délais, en termes clairs. Source : article 34 du RGPD.'
                : 'Le risque n’oblige pas à informer. Vous le pouvez toujours.'}
            </p>
            <TextArea
              label="Ce que les personnes peuvent faire"
              hint="Imprimé dans la lettre, article 34(2)."
              value={values.advice}
              onChange={(advice) => change({ advice })}
            />
            <Button disabled={waiting === 0} onClick={() => void letters()}>
              {waiting < 2 ? 'Enregistrer la lettre qui reste' : `Enregistrer les ${waiting} lettres en un PDF`}
            </Button>
            <Button variant="quiet" onClick={() => void letter(null)}>
              Enregistrer le modèle sans nom
            </Button>
            <SelectField
              label="Informées par"
              choices={CHANNELS}
              value={channel}
              onChange={(value) => value !== null && setChannel(value)}
            />
            <Button
              disabled={waiting === 0}
              onClick={() => void act('breaches.markInformed', { breachId, patientId: null, channel })}
            >
              Noter les {waiting} restantes comme informées
            </Button>
          </div>
        </Card>
      </aside>
      {isAdding && (
        <AddDialog
          onAdd={(patientId) => {
            setAdding(false);
            void act('breaches.addPersons', { breachId, patientIds: [patientId] });
          }}
          onClose={() => setAdding(false)}
        />
      )}
    </div>
  );
}

const CHANNELS: readonly { readonly value: Channel; readonly label: string }[] = [
  { value: 'letter', label: 'Lettre' },
  { value: 'email', label: 'Courriel' },
  { value: 'telephone', label: 'Téléphone' },
  { value: 'spoken', label: 'De vive voix' },
  { value: 'form', label: 'Formulaire' },
];

function PersonRow({
  person: { patient, informedAt, channel },
  onLetter,
  onInformed,
  onRemove,
}: {
  readonly person: BreachPerson;
  readonly onLetter: (patientId: string) => void;
  readonly onInformed: (patientId: string) => void;
  readonly onRemove: (patientId: string) => void;
}): ReactNode {
  const zone = useTimeZone();
  const name = patient?.displayName ?? 'Dossier effacé depuis';
  const how = CHANNELS.find(({ value }) => value === channel)?.label.toLowerCase();
  return (
    <li className="item">
      <div className="grow">
        <strong>{name}</strong>
        <p className="small muted">
          {informedAt === null ? 'Pas encore informée' : `Informée le ${legalDayText(informedAt, zone)}, ${how ?? ''}`}
        </p>
      </div>
      {patient && (
        <>
          <Button size="sm" variant="quiet" aria-label={`Lettre à ${name}`} onClick={() => onLetter(patient.id)}>
            Lettre
          </Button>
          {informedAt === null && (
            <>
              <Button size="sm" aria-label={`Noter ${name} informée`} onClick={() => onInformed(patient.id)}>
                Informée
              </Button>
              <Button
                size="sm"
                variant="quiet"
                aria-label={`Retirer ${name} de la liste`}
                onClick={() => onRemove(patient.id)}
              >
                Retirer
              </Button>
            </>
          )}
        </>
      )}
    </li>
  );
}

function AddDialog({
  onAdd,
  onClose,
}: {
  readonly onAdd: (patientId: string) => void;
  readonly onClose: () => void;
}): ReactNode {
  const [patient, setPatient] = useState<PatientRow | null>(null);
  const [isTried, setTried] = useState(false);

  function add(): void {
    setTried(true);
    if (patient !== null) onAdd(patient.id);
  }

  return (
    <FormDialog
      title="Ajouter une personne concernée"
      size="lg"
      keep="N’ajouter personne"
      confirm="Ajouter à la liste"
      onConfirm={add}
      onClose={onClose}
    >
      <PatientChoice
        chosen={patient}
        onChoose={setPatient}
        error={isTried && patient === null ? 'Choisissez le dossier dans la liste.' : undefined}
      />
    </FormDialog>
  );
}
