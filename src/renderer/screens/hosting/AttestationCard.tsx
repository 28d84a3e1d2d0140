import { IconAlertTriangle, IconPaperclip } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type { HostAttestation, HostingState } from '../../../shared/contract/hosting.ts';
import { formatLongDate } from '../../../shared/domain/dateText.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { Checkbox } from '../../components/Checkbox.tsx';
import { DateField } from '../../components/DateField.tsx';
import { FormError } from '../../components/FormError.tsx';
import { Notice } from '../../components/Notice.tsx';
import { TextField } from '../../components/TextField.tsx';
import grid from '../../components/formGrid.module.css';
import { useContractMutation } from '../../queries.ts';
import { useToday } from '../../state/practiceTime.ts';
import styles from './Hosting.module.css';

const ACTIVITIES = [1, 2, 3, 4, 5, 6];

/** The backup of health data. */
const BACKUP = 6;

/** The paper side, which comes first: certificate and contract. */
export function AttestationCard({ state }: { readonly state: HostingState }): ReactNode {
  const [isEditing, setEditing] = useState(false);
  const { attestation } = state;
  if (attestation === null || isEditing)
    return <AttestationForm known={attestation} onDone={() => setEditing(false)} />;
  return (
    <Card
      title="Attestation HDS"
      aside={
        <Button size="sm" onClick={() => setEditing(true)}>
          Renouveler
        </Button>
      }
      padded
    >
      <div className="stack">
        <dl className={styles.facts}>
          <dt>Hébergeur</dt>
          <dd>{attestation.hostName}</dd>
          <dt>Certificat</dt>
          <dd>{attestation.certificateNumber}</dd>
          <dt>Activités</dt>
          <dd>{attestation.activities.join(', ')}</dd>
          <dt>Valable jusqu’au</dt>
          <dd>{formatLongDate(attestation.expiresOn)}</dd>
          <dt>Contrat signé le</dt>
          <dd>{formatLongDate(attestation.contractOn)}</dd>
        </dl>
        {!attestation.activities.includes(BACKUP) && <MissingActivity />}
        <Contract title={attestation.contractTitle} />
      </div>
    </Card>
  );
}

function Contract({ title }: { readonly title: string | null }): ReactNode {
  const attach = useContractMutation('hosting.attachContract');
  const refused = attach.error?.error;
  return (
    <>
      <div className={styles.actions}>
        <Button icon={IconPaperclip} size="sm" onClick={() => attach.mutate({})}>
          {title === null ? 'Joindre le contrat' : 'Remplacer le contrat'}
        </Button>
        <span className="small muted">{title ?? 'Le contrat n’est pas encore dans le coffre.'}</span>
      </div>
      {refused && refused.code !== 'file-not-chosen' && <FormError error={refused} />}
    </>
  );
}

function MissingActivity(): ReactNode {
  return (
    <Notice tone="warn" icon={IconAlertTriangle}>
      L’activité 6, la sauvegarde de données de santé, ne figure pas au certificat. Vérifiez avec l’hébergeur.
    </Notice>
  );
}

function AttestationForm({
  known,
  onDone,
}: {
  readonly known: HostAttestation | null;
  readonly onDone: () => void;
}): ReactNode {
  const today = useToday();
  const save = useContractMutation('hosting.saveAttestation');
  const [hostName, setHostName] = useState(known?.hostName ?? '');
  const [certificateNumber, setCertificate] = useState(known?.certificateNumber ?? '');
  const [activities, setActivities] = useState<readonly number[]>(known?.activities ?? []);
  const [expiresOn, setExpiresOn] = useState<string | null>(known?.expiresOn ?? null);
  const [contractOn, setContractOn] = useState<string | null>(known?.contractOn ?? null);
  const [typed, setTyped] = useState<{ expires: string | null; contract: string | null }>({
    expires: null,
    contract: null,
  });
  const isComplete =
    hostName.trim() !== '' &&
    certificateNumber.trim() !== '' &&
    activities.length > 0 &&
    expiresOn !== null &&
    contractOn !== null;

  function send(): void {
    if (!isComplete || save.isPending) return;
    const paper = { hostName: hostName.trim(), certificateNumber: certificateNumber.trim(), expiresOn, contractOn };
    save.mutate({ ...paper, activities: [...activities] }, { onSuccess: onDone });
  }

  return (
    <Card title="Attestation HDS" padded>
      <form
        className={grid.form}
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <p className={grid.full}>
          La loi demande un hébergeur certifié. Recopiez son certificat avant que le premier octet ne parte.
        </p>
        <div className={grid.half}>
          <TextField label="Hébergeur" autoFocus maxLength={80} value={hostName} onChange={setHostName} />
        </div>
        <div className={grid.half}>
          <TextField label="Numéro du certificat" maxLength={80} value={certificateNumber} onChange={setCertificate} />
        </div>
        <fieldset className={`${styles.activities} ${grid.full}`}>
          <legend>Activités couvertes, telles qu’imprimées</legend>
          {ACTIVITIES.map((activity) => (
            <Checkbox
              key={activity}
              label={activity === BACKUP ? '6, sauvegarde' : String(activity)}
              checked={activities.includes(activity)}
              onChange={(isCovered) =>
                setActivities(isCovered ? [...activities, activity] : activities.filter((other) => other !== activity))
              }
            />
          ))}
        </fieldset>
        {activities.length > 0 && !activities.includes(BACKUP) && (
          <div className={grid.full}>
            <MissingActivity />
          </div>
        )}
        <div className={grid.half}>
          <DateField
            label="Certificat valable jusqu’au"
            value={expiresOn}
            typed={typed.expires}
            rules={{ today }}
            onChange={setExpiresOn}
            onType={(expires) => setTyped({ ...typed, expires })}
          />
        </div>
        <div className={grid.half}>
          <DateField
            label="Contrat signé le"
            value={contractOn}
            typed={typed.contract}
            rules={{ today, past: true }}
            onChange={setContractOn}
            onType={(contract) => setTyped({ ...typed, contract })}
          />
        </div>
        {save.error && (
          <div className={grid.full}>
            <FormError error={save.error.error} />
          </div>
        )}
        <div className={`${styles.actions} ${grid.full}`}>
          <Button type="submit" variant="primary" disabled={!isComplete || save.isPending}>
            Enregistrer l’attestation
          </Button>
          {known !== null && (
            <Button variant="quiet" onClick={onDone}>
              Garder l’ancienne
            </Button>
          )}
        </div>
      </form>
    </Card>
  );
}
