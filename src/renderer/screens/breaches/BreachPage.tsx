import { useEffect, useState, type ReactNode } from 'react';
import type { Breach } from '../../../shared/contract/breaches.ts';
import { BreachClock } from '../../components/BreachClock.tsx';
import { Button } from '../../components/Button.tsx';
import { Page } from '../../components/Page.tsx';
import { RefusalNotice } from '../../components/refusal.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { Tabs } from '../../components/Tabs.tsx';
import { useContractQuery } from '../../queries.ts';
import { back } from '../../state/route.ts';
import { useRecordEditor } from '../../state/useRecordEditor.ts';
import { breachShelf, editBreach, editedBreach, type BreachTabProps } from './breachEditor.ts';
import styles from './Breaches.module.css';
import { ConclusionTab } from './ConclusionTab.tsx';
import { FactsTab } from './FactsTab.tsx';
import { NoticeTab } from './NoticeTab.tsx';
import { PersonsTab } from './PersonsTab.tsx';
import { RiskTab } from './RiskTab.tsx';

/** One breach: its clock always in sight, and step by step what the law asks for. */
export function BreachPage({ breachId }: { readonly breachId: string }): ReactNode {
  const { data, error } = useContractQuery('breaches.open', { breachId });
  if (!data)
    return (
      <Page title="Violation de données" actions={<Button onClick={back}>Revenir</Button>}>
        {error ? <RefusalNotice refusal={error.error} /> : <Skeleton lines={6} />}
      </Page>
    );
  return <OpenBreach breach={data} />;
}

type Step = 'facts' | 'risk' | 'notice' | 'persons' | 'conclusion';

function OpenBreach({ breach }: { readonly breach: Breach }): ReactNode {
  const { summary } = breach;
  const [{ values }, editor] = useRecordEditor(breachShelf, summary.id, () => editBreach(summary.id, breach.content));
  useEffect(() => editor.adopt(editedBreach(breach.content)), [editor, breach.content]);
  const [step, setStep] = useState<Step>(summary.closedAt === null ? 'facts' : 'conclusion');
  const props: BreachTabProps = { breach, values, change: editor.change, flush: editor.flush };
  return (
    <Page
      title={`${summary.number}. ${summary.title}`}
      subtitle="Ne nommez aucun patient dans ces textes : le registre est montré à la CNIL."
      actions={<Button onClick={back}>Revenir</Button>}
    >
      <div className={styles.clock}>
        <BreachClock breach={summary} />
      </div>
      <Tabs
        label="Étapes"
        chosen={step}
        onChoose={setStep}
        tabs={[
          { name: 'facts', label: 'Les faits' },
          { name: 'risk', label: 'Le risque' },
          { name: 'notice', label: 'Notification à la CNIL' },
          { name: 'persons', label: 'Personnes concernées' },
          { name: 'conclusion', label: 'Conclusion' },
        ]}
      >
        <div className={styles.step} onBlur={() => void editor.flush()}>
          {step === 'facts' && <FactsTab {...props} />}
          {step === 'risk' && <RiskTab {...props} />}
          {step === 'notice' && <NoticeTab {...props} />}
          {step === 'persons' && <PersonsTab {...props} />}
          {step === 'conclusion' && <ConclusionTab {...props} />}
        </div>
      </Tabs>
    </Page>
  );
}
