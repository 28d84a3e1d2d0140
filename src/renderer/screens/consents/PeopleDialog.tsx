import { useState, type ReactNode } from 'react';
import type { ContractError } from '../../../shared/contract/errors.ts';
import type { ConsentPurpose } from '../../../shared/contract/consents.ts';
import { formatDate } from '../../../shared/domain/dateText.ts';
import { formatPhone } from '../../../shared/domain/phone.ts';
import { counted } from '../../../shared/french/counted.ts';
import { invoke } from '../../bridge.ts';
import { Button, LinkButton } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { FormError } from '../../components/FormError.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { useContractQuery } from '../../queries.ts';
import { navigate } from '../../state/route.ts';
import { showToast } from '../../state/toast.ts';
import styles from './Consents.module.css';

/** Who may be written to for a purpose now; the same as a table where the person chooses. */
export function PeopleDialog({
  purpose,
  onClose,
}: {
  readonly purpose: ConsentPurpose;
  readonly onClose: () => void;
}): ReactNode {
  const { data } = useContractQuery('consents.listConsenting', { purposeId: purpose.id });
  const [refusal, setRefusal] = useState<ContractError | null>(null);

  async function save(): Promise<void> {
    const result = await invoke('consents.exportList', { purposeId: purpose.id });
    if (result.ok) showToast({ text: `Liste enregistrée\u00a0: ${result.value.fileName}` });
    setRefusal(result.ok || result.error.code === 'file-not-chosen' ? null : result.error);
  }

  return (
    <Dialog
      title={`${purpose.name}\u00a0: qui a donné son accord`}
      size="lg"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose} data-autofocus>
            Fermer
          </Button>
          <Button disabled={(data?.people.length ?? 0) === 0} onClick={() => void save()}>
            Enregistrer la liste (CSV)
          </Button>
        </>
      }
    >
      <p className="small muted">
        N’y sont pas : ceux qui n’ont pas dit oui, ont retiré leur accord ou se sont opposés, sont devenus majeurs
        depuis l’accord d’un parent, les personnes décédées, les dossiers gelés ou archivés.
      </p>
      {!data && <Skeleton lines={3} />}
      {data?.people.length === 0 && <p>Personne pour l’instant. L’accord se donne dans le dossier du patient.</p>}
      {data && data.people.length > 0 && (
        <>
          <p>{counted(data.people.length, 'personne')}. La liste enregistrée n’est plus protégée par le coffre.</p>
          <ul className={styles.people} tabIndex={0} aria-label="Personnes qui ont donné leur accord">
            {data.people.map((person) => (
              <li key={person.patientId} className="item">
                <div className="grow">
                  <LinkButton
                    onClick={() => {
                      onClose();
                      navigate({ screen: 'patientFile', patientId: person.patientId, tab: 'sharing' });
                    }}
                  >
                    {person.displayName}
                  </LinkButton>
                  <p className="small muted">
                    {[person.email, formatPhone(person.phone)].filter((text) => text !== '').join(' · ') ||
                      'Ni courriel ni téléphone'}
                  </p>
                </div>
                <span className="small soft">
                  {formatDate(person.givenOn)}, texte {person.textVersion}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      {refusal && <FormError error={refusal} />}
    </Dialog>
  );
}
