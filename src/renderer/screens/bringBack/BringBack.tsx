import { useEffect, useState, type ReactNode } from 'react';
import type { FileComparison } from '../../../shared/contract/bringBack.ts';
import { invoke } from '../../bridge.ts';
import { Button } from '../../components/Button.tsx';
import { Page } from '../../components/Page.tsx';
import { RefusalNotice, useRefusal } from '../../components/refusal.tsx';
import { back } from '../../state/route.ts';
import { ComparisonStep } from './ComparisonStep.tsx';
import { MomentChoice, type OpenedMoment } from './MomentChoice.tsx';
import { PatientChoice } from './PatientChoice.tsx';
import styles from './BringBack.module.css';

const STEPS = ['le moment', 'le dossier', 'ce qui est rapporté'];

/** One file, or one former text, out of a copy: the moment, the file, then what comes back beside what is there. */
export function BringBack({ patientId }: { readonly patientId?: string }): ReactNode {
  const [opened, setOpened] = useState<OpenedMoment | null>(null);
  const [compared, setCompared] = useState<FileComparison | null>(null);
  const [refusal, refuse] = useRefusal();
  useEffect(
    () => () => {
      // The copy that was rebuilt for it ends with the page.
      void invoke('bringBack.close', {});
    },
    [],
  );

  async function compare(wanted: string): Promise<void> {
    const result = await invoke('bringBack.compare', { patientId: wanted });
    refuse(result.ok ? null : result.error);
    setCompared(result.ok ? result.value : null);
  }

  function open(next: OpenedMoment): void {
    setOpened(next);
    refuse(null);
    if (patientId !== undefined) void compare(patientId);
  }

  const step = opened === null ? 0 : compared === null ? 1 : 2;
  return (
    <Page
      title="Retrouver dans une sauvegarde"
      subtitle={`Étape ${step + 1} sur 3\u00a0: ${STEPS[step]}`}
      actions={<Button onClick={back}>Fermer</Button>}
    >
      <div className={styles.page}>
        <RefusalNotice refusal={refusal} />
        {opened === null && <MomentChoice onOpened={open} />}
        {opened !== null && compared === null && (
          <PatientChoice opened={opened} onChosen={(id) => void compare(id)} onBack={() => setOpened(null)} />
        )}
        {opened !== null && compared !== null && (
          <ComparisonStep
            key={compared.patientId}
            opened={opened}
            compared={compared}
            onChanged={() => void compare(compared.patientId)}
            onBack={() => setCompared(null)}
          />
        )}
      </div>
    </Page>
  );
}
