import { useEffect, type ReactNode } from 'react';
import type { PatientFile as File } from '../../../shared/contract/patients.ts';
import { BarePage } from '../../components/Page.tsx';
import { ReadOnly } from '../../components/readOnly.ts';
import { RefusalNotice, useRefusal } from '../../components/refusal.tsx';
import { SharingReminder } from '../../components/SharingReminder.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { Tabs, type Tab } from '../../components/Tabs.tsx';
import { useContractQuery } from '../../queries.ts';
import { replace, type Route } from '../../state/route.ts';
import { useIsTitular, useMayWrite } from '../../state/session.ts';
import { useRecordEditor } from '../../state/useRecordEditor.ts';
import { AntecedentsTab } from './AntecedentsTab.tsx';
import { ConsultationsTab } from './ConsultationsTab.tsx';
import { FrozenBand } from './FrozenBand.tsx';
import { IdentityHeader } from './IdentityHeader.tsx';
import { IdentityTab } from './IdentityTab.tsx';
import { editedPatient, editPatient, patientShelf } from './patientEditor.ts';
import styles from './PatientFile.module.css';
import { PrintMenu } from './PrintMenu.tsx';
import { SharingTab } from './SharingTab.tsx';

type FileRoute = Extract<Route, { screen: 'patientFile' }>;

const TABS = [
  { name: 'consultations', label: 'Consultations' },
  { name: 'antecedents', label: 'Antécédents' },
  { name: 'identity', label: 'Identité' },
  { name: 'sharing', label: 'Partages et accords' },
] as const satisfies readonly Tab<string>[];
type TabName = (typeof TABS)[number]['name'];

/** What patients decide about their data belongs to the titular. */
const COLLEAGUE_TABS = TABS.filter(({ name }) => name !== 'sharing');

/** A patient's file: identity above, then consultations, antecedents or identity to edit. */
export function PatientFile(route: Omit<FileRoute, 'screen'>): ReactNode {
  const { data, error } = useContractQuery('patients.open', { patientId: route.patientId });
  return (
    <BarePage>
      {data ? (
        <OpenFile key={route.patientId} file={data} route={route} />
      ) : (
        <div className={styles.waiting}>{error ? <RefusalNotice refusal={error.error} /> : <Skeleton lines={5} />}</div>
      )}
    </BarePage>
  );
}

/** Who may only read has the same page, with nothing to press that would be refused; so has everybody in a frozen file. */
function OpenFile({ file, route }: { readonly file: File; readonly route: Omit<FileRoute, 'screen'> }): ReactNode {
  const { patient } = file;
  const [{ values }, editor] = useRecordEditor(patientShelf, patient.id, () => editPatient(patient));
  useEffect(() => editor.adopt(editedPatient(patient)), [editor, patient]);
  const [refusal, refuse] = useRefusal();
  const mayWrite = useMayWrite();
  const freeze = useContractQuery('requests.freezeOf', { patientId: patient.id }).data?.freeze ?? null;
  const tabs = useIsTitular() ? TABS : COLLEAGUE_TABS;
  const tab = tabs.find(({ name }) => name === route.tab)?.name ?? 'consultations';
  const go = (name: TabName): void => replace({ ...route, screen: 'patientFile', tab: name });

  return (
    <ReadOnly value={!mayWrite || freeze !== null}>
      <IdentityHeader
        patientId={patient.id}
        fields={values}
        consultationCount={file.consultations.length}
        onEdit={() => go('identity')}
      />
      <div className={styles.reminders}>
        <SharingReminder patientId={patient.id} />
      </div>
      {freeze !== null && <FrozenBand patientId={patient.id} since={freeze.since} />}
      {refusal && (
        <div className={styles.refusal}>
          <RefusalNotice refusal={refusal} />
        </div>
      )}
      <div className={styles.tabs}>
        <Tabs label="Parties du dossier" tabs={tabs} chosen={tab} onChoose={go}>
          {tab === 'consultations' && (
            <ConsultationsTab
              file={file}
              fields={values}
              asked={route.consultationId}
              correcting={route.correctingId}
              onAntecedents={() => go('antecedents')}
              onRefusal={refuse}
            />
          )}
          {tab !== 'consultations' && (
            <PrintMenu patientId={patient.id} doctor={values.doctor} consultation={null} onRefusal={refuse} />
          )}
          {tab === 'antecedents' && <AntecedentsTab patientId={patient.id} values={values} editor={editor} />}
          {tab === 'sharing' && (
            // A consent is withdrawn, and an objection noted, in a frozen file, too.
            <ReadOnly value={false}>
              <SharingTab patientId={patient.id} />
            </ReadOnly>
          )}
          {tab === 'identity' && <IdentityTab patient={patient} values={values} editor={editor} />}
        </Tabs>
      </div>
    </ReadOnly>
  );
}
