import { useState, type ReactNode } from 'react';
import type { OpenedSnapshot, Trial } from '../../../shared/contract/snapshots.ts';
import { endRestore, type Restoring } from '../../state/restoring.ts';
import { useStatus } from '../../state/session.ts';
import { CopyStep } from './CopyStep.tsx';
import { MomentStep } from './MomentStep.tsx';
import type { OpenedSource } from './openedSource.ts';
import { ReplaceStep } from './ReplaceStep.tsx';
import { SourceStep } from './SourceStep.tsx';
import { VerifyStep } from './VerifyStep.tsx';

/**
 * Brings a vault back: where the copy is, which moment, a real rebuilding for trial, then the replacement. On a PC that has
 * nothing, what lies at a host may also become a copy that only consults.
 */
export function RestoreWizard({ begin }: { readonly begin: Restoring }): ReactNode {
  const [opened, setOpened] = useState<OpenedSource | null>(null);
  const { phase } = useStatus();
  const [isConsulting, setConsulting] = useState(false);
  const [chosen, setChosen] = useState<OpenedSnapshot | null>(null);
  const [trial, setTrial] = useState<Trial | null>(null);

  if (opened === null) {
    return (
      <SourceStep
        repository={begin.repository}
        onLeave={endRestore}
        onOpened={(next) => {
          setOpened(next);
          setChosen(next.snapshots.find(({ snapshotId }) => snapshotId === begin.snapshotId) ?? null);
        }}
      />
    );
  }
  if (isConsulting) return <CopyStep opened={opened} onBack={() => setConsulting(false)} />;
  if (chosen === null) {
    return (
      <MomentStep
        opened={opened}
        onChosen={setChosen}
        onConsult={opened.isAtHost && phase === 'no-vault' ? () => setConsulting(true) : null}
        onBack={() => setOpened(null)}
      />
    );
  }
  if (trial === null)
    return <VerifyStep opened={opened} chosen={chosen} onProven={setTrial} onBack={() => setChosen(null)} />;
  return <ReplaceStep opened={opened} chosen={chosen} trial={trial} onBack={() => setTrial(null)} />;
}
