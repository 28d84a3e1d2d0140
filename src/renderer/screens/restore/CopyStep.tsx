import { IconAlertTriangle, IconCircleCheck, IconEye } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type { ContractError } from '../../../shared/contract/errors.ts';
import { READING_COPY_DAYS } from '../../../shared/contract/readingCopy.ts';
import { lowered } from '../../../shared/french/firstLetter.ts';
import { invoke } from '../../bridge.ts';
import { Button } from '../../components/Button.tsx';
import { FormError } from '../../components/FormError.tsx';
import { LongWork } from '../../components/LongWork.tsx';
import { Notice } from '../../components/Notice.tsx';
import { SelectField } from '../../components/SelectField.tsx';
import wizard from '../../components/WizardFrame.module.css';
import { endRestore } from '../../state/restoring.ts';
import { useWorks } from '../../state/works.ts';
import { CopyFrame } from './CopyFrame.tsx';
import type { OpenedSource } from './openedSource.ts';
import { findingText } from './sourceSentences.ts';
import { whenText } from './whenText.ts';

const choices = READING_COPY_DAYS.map((days) => ({ value: String(days), label: `${days} jours` }));

/** The newest snapshot becomes a copy that only consults; for how long it opens is chosen here. */
export function CopyStep({
  opened,
  onBack,
}: {
  readonly opened: OpenedSource;
  readonly onBack: () => void;
}): ReactNode {
  const [days, setDays] = useState<(typeof READING_COPY_DAYS)[number]>(30);
  const [isBusy, setBusy] = useState(false);
  const [isDone, setDone] = useState(false);
  const [error, setError] = useState<ContractError | null>(null);
  const works = useWorks();
  const { source, secret, findings } = opened;
  const newest = opened.snapshots.find(({ needsFormerAccess }) => !needsFormerAccess);

  async function make(): Promise<void> {
    if (isBusy) return;
    setBusy(true);
    setError(null);
    const result = await invoke('readingCopy.create', { secret, days });
    setBusy(false);
    if (result.ok) setDone(true);
    else if (result.error.code !== 'cancelled') setError(result.error);
  }

  if (isDone) return <Finished />;
  return (
    <CopyFrame
      step={1}
      title="Copie en lecture seule"
      lead={newest ? `Vos dossiers de la dernière sauvegarde\u00a0: ${lowered(whenText(newest.time))}.` : ''}
    >
      <form
        className={wizard.form}
        onSubmit={(event) => {
          event.preventDefault();
          void make();
        }}
      >
        <Notice icon={IconEye}>
          On y lit, on imprime, on n’écrit rien. Elle se met à jour depuis l’hébergeur, à l’ouverture ou d’un bouton.
        </Notice>
        {findings.map((finding) => (
          <Notice key={finding} tone="warn" icon={IconAlertTriangle}>
            {findingText(finding, source.label)}
          </Notice>
        ))}
        <SelectField
          label="Sans mise à jour, elle se ferme après"
          hint="Un ordinateur oublié ou volé ne garde pas vos dossiers ouvrables pour toujours."
          choices={choices}
          value={String(days)}
          onChange={(value) => setDays(READING_COPY_DAYS.find((known) => String(known) === value) ?? 30)}
        />
        {works.map((work) => (
          <LongWork key={work.workId} work={work} />
        ))}
        {error && <FormError error={error} />}
        <div className={wizard.actions}>
          <Button type="submit" variant="primary" size="lg" autoFocus disabled={isBusy || newest === undefined}>
            Installer la copie
          </Button>
          <Button variant="quiet" size="lg" disabled={isBusy} onClick={onBack}>
            Retour
          </Button>
        </div>
      </form>
    </CopyFrame>
  );
}

function Finished(): ReactNode {
  return (
    <CopyFrame step={2} title="La copie est prête" lead="Elle est verrouillée. Ouvrez-la avec votre phrase de passe.">
      <div className={wizard.form}>
        <Notice tone="ok" icon={IconCircleCheck}>
          Choisissez ensuite un code pour ce poste, sous Réglages&nbsp;: celui du cabinet n’y vaut pas.
        </Notice>
        <div className={wizard.actions}>
          <Button variant="primary" size="lg" autoFocus onClick={endRestore}>
            Ouvrir la copie
          </Button>
        </div>
      </div>
    </CopyFrame>
  );
}
