import { IconArchive, IconUsers } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Output } from '../../../shared/contract/index.ts';
import { formatDate } from '../../../shared/domain/dateText.ts';
import { displayName } from '../../../shared/domain/name.ts';
import { formatPhone } from '../../../shared/domain/phone.ts';
import { Button } from '../../components/Button.tsx';
import { Notice } from '../../components/Notice.tsx';
import { useContractQuery } from '../../queries.ts';
import { ageText, useToday } from '../../state/practiceTime.ts';
import { navigate } from '../../state/route.ts';
import styles from './NewPatient.module.css';
import type { NewPatientDraft } from './newPatientDraft.ts';

type Duplicate = Output<'patients.likelyDuplicates'>['duplicates'][number];

const REASONS: { readonly [Reason in Duplicate['reasons'][number]]: string } = {
  'same-name-and-birth-date': 'même nom et même naissance',
  'same-name': 'même nom',
  'close-name-and-birth-date': 'nom proche et même naissance',
  'same-phone': 'même téléphone',
  'same-email': 'même courriel',
};

/** Files that may be the same person's, while there is still time to open them instead. */
export function Duplicates({ draft }: { readonly draft: NewPatientDraft }): ReactNode {
  const phones = [draft.mobile, draft.phone].filter((phone) => phone.trim() !== '');
  const isEnough = (draft.familyName !== '' && draft.givenName !== '') || phones.length > 0 || draft.email !== '';
  const { data } = useContractQuery(
    'patients.likelyDuplicates',
    {
      familyName: draft.familyName,
      givenName: draft.givenName,
      birthName: draft.birthName,
      birthDate: draft.birthDate,
      phones,
      email: draft.email,
      exceptPatientId: null,
    },
    { enabled: isEnough, keepPrevious: true },
  );
  const duplicates = isEnough ? (data?.duplicates ?? []) : [];
  const archived = isEnough ? (data?.archived ?? []) : [];
  return (
    <div role="status">
      {duplicates.length > 0 && (
        <Notice tone="warn" icon={IconUsers}>
          <strong>Un dossier existe peut-être déjà.</strong>
          <ul className={styles.duplicates}>
            {duplicates.map((duplicate) => (
              <li key={duplicate.patient.id}>
                <Known duplicate={duplicate} />
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {archived.length > 0 && (
        <Notice tone="warn" icon={IconArchive}>
          <strong>Un dossier de l’archive porte ce nom ou cette naissance.</strong>
          <ul className={styles.duplicates}>
            {archived.map((file) => (
              <li key={file.patientId}>
                {file.displayName}
                {file.birthDate !== null && <span className="small"> {formatDate(file.birthDate)}</span>}
              </li>
            ))}
          </ul>
          <Button size="sm" onClick={() => navigate({ screen: 'retention' })}>
            Le reprendre de l’archive
          </Button>
        </Notice>
      )}
    </div>
  );
}

function Known({ duplicate: { patient, reasons } }: { readonly duplicate: Duplicate }): ReactNode {
  const today = useToday();
  const age = ageText(patient.birthDate, today);
  const facts = [
    patient.birthDate === null ? '' : `${formatDate(patient.birthDate)}${age === null ? '' : `, ${age}`}`,
    formatPhone(patient.phone),
    patient.city,
  ].filter((fact) => fact !== '');
  return (
    <>
      <strong>{displayName(patient)}</strong>
      <p className="small">{facts.join(' · ')}</p>
      <p className="small">{reasons.map((reason) => REASONS[reason]).join(', ')}</p>
      <Button size="sm" onClick={() => navigate({ screen: 'patientFile', patientId: patient.id })}>
        Ouvrir ce dossier
      </Button>
    </>
  );
}
