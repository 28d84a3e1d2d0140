import {
  IconDotsVertical,
  IconEye,
  IconHandStop,
  IconHistory,
  IconMailQuestion,
  IconPencil,
  IconTrash,
} from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type { ContractError } from '../../../shared/contract/errors.ts';
import type { PatientFields } from '../../../shared/contract/patients.ts';
import { bornOn, bornWord } from '../../../shared/domain/born.ts';
import { displayName } from '../../../shared/domain/name.ts';
import { formatPhone } from '../../../shared/domain/phone.ts';
import { invoke } from '../../bridge.ts';
import { ActionMenu } from '../../components/ActionMenu.tsx';
import { Button } from '../../components/Button.tsx';
import { DoctorName } from '../../components/DoctorName.tsx';
import { ReasonDialog } from '../../components/ReasonDialog.tsx';
import { AlertTag } from '../../components/Tag.tsx';
import { useReadOnly } from '../../components/readOnly.ts';
import { goTo, navigate } from '../../state/route.ts';
import { useIsTitular } from '../../state/session.ts';
import { ageText, useToday } from '../../state/practiceTime.ts';
import { showToast } from '../../state/toast.ts';
import styles from './IdentityHeader.module.css';
import { patientShelf } from './patientEditor.ts';

/** Who it is, and what to be careful about; stays above all tabs. */
export function IdentityHeader({
  patientId,
  fields,
  consultationCount,
  onEdit,
}: {
  readonly patientId: string;
  readonly fields: PatientFields;
  readonly consultationCount: number;
  readonly onEdit: () => void;
}): ReactNode {
  const today = useToday();
  const isTitular = useIsTitular();
  const isReadOnly = useReadOnly();
  const [isRemoving, setRemoving] = useState(false);
  const born = bornWord(fields.sex);
  const alerts = fields.alerts.split('\n').filter((line) => line.trim() !== '');

  async function remove(reason: string): Promise<ContractError | null> {
    const result = await invoke('patients.remove', { patientId, reason });
    if (!result.ok) return result.error;
    patientShelf.discard(patientId);
    goTo('patients');
    showToast({
      text: consultationCount === 0 ? 'Dossier mis à la corbeille pour 30 jours.' : 'Dossier mis à la corbeille.',
      undo: () => invoke('patients.restore', { patientId }),
    });
    return null;
  }

  return (
    <header className={styles.who}>
      <div className="grow">
        <h1>
          {displayName(fields)}
          {fields.birthName !== '' && (
            <span className={styles.born}>
              {' '}
              {born} {fields.birthName}
            </span>
          )}
        </h1>
        <p className="soft">
          {identityLine(fields, today)}
          {fields.doctor !== '' && (
            <>
              {' · '}
              <DoctorName name={fields.doctor} />
            </>
          )}
        </p>
      </div>
      {alerts.length > 0 && (
        <p className={styles.flags}>
          {alerts.map((alert, index) => (
            <AlertTag key={index}>{alert}</AlertTag>
          ))}
        </p>
      )}
      <div className={styles.actions}>
        {!isReadOnly && (
          <Button size="sm" icon={IconPencil} onClick={onEdit}>
            Modifier
          </Button>
        )}
        <ActionMenu
          label="Autres actions sur le dossier"
          icon={IconDotsVertical}
          actions={[
            ...(isTitular
              ? [
                  {
                    label: 'Demandes : copie, correction, effacement',
                    icon: IconMailQuestion,
                    run: () => navigate({ screen: 'requests', patientId }),
                  },
                  {
                    label: 'Oppositions au partage',
                    icon: IconHandStop,
                    run: () => navigate({ screen: 'oppositions', patientId }),
                  },
                  {
                    label: 'Qui a ouvert ce dossier',
                    icon: IconEye,
                    run: () => navigate({ screen: 'accessLog', patientId }),
                  },
                  {
                    label: 'Retrouver dans une sauvegarde…',
                    icon: IconHistory,
                    run: () => navigate({ screen: 'bringBack', patientId }),
                  },
                ]
              : []),
            ...(isReadOnly ? [] : [{ label: 'Supprimer le dossier…', icon: IconTrash, run: () => setRemoving(true) }]),
          ]}
        />
      </div>
      {isRemoving && (
        <ReasonDialog
          title={`Supprimer le dossier de ${displayName(fields)}\u202f?`}
          text={removedText(consultationCount)}
          keep="Garder le dossier"
          confirm="Supprimer"
          isDanger
          example="Créé par erreur"
          missing="La raison manque. Elle se lit dans la corbeille."
          onConfirm={remove}
          onClose={() => setRemoving(false)}
        />
      )}
    </header>
  );
}

function removedText(count: number): string {
  if (count === 0) return 'Ce dossier ne contient aucune consultation. Il reste 30 jours dans la corbeille.';
  const what = count === 1 ? 'Sa consultation part' : `Ses ${count} consultations partent`;
  return `${what} avec lui. Un dossier de soins ne s’efface pas avant son terme\u00a0: il reste dans la corbeille.`;
}

function identityLine(fields: PatientFields, today: string): string {
  const { birthDate } = fields;
  const age = ageText(birthDate, today);
  const birth = birthDate === null ? null : bornOn(fields.sex, birthDate);
  return [
    age === null || birth === null ? birth : `${age}, ${birth}`,
    fields.occupation,
    formatPhone(fields.mobile !== '' ? fields.mobile : fields.phone),
  ]
    .filter((part) => part !== null && part !== '')
    .join(' · ');
}
