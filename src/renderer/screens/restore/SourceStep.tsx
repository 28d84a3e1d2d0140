import { IconCloudLock, IconDeviceUsb, IconFolderOpen } from '@tabler/icons-react';
import { useEffect, useState, type ReactNode } from 'react';
import type { ContractError } from '../../../shared/contract/errors.ts';
import type { Result } from '../../../shared/contract/index.ts';
import type { Source, SourceSecret } from '../../../shared/contract/snapshots.ts';
import { invoke } from '../../bridge.ts';
import { Button } from '../../components/Button.tsx';
import { FormError } from '../../components/FormError.tsx';
import { Notice } from '../../components/Notice.tsx';
import { SecretField } from '../../components/SecretField.tsx';
import { Segmented } from '../../components/Segmented.tsx';
import { TextField } from '../../components/TextField.tsx';
import wizard from '../../components/WizardFrame.module.css';
import { whenText } from './whenText.ts';
import { HostSource } from './HostSource.tsx';
import { RestoreFrame } from './RestoreFrame.tsx';
import type { OpenedSource } from './openedSource.ts';

/** The place, then what opens it. */
export function SourceStep({
  repository,
  onOpened,
  onLeave,
}: {
  /** A target that the open vault knows; null to ask where the copy is. */
  readonly repository: string | null;
  readonly onOpened: (opened: OpenedSource) => void;
  readonly onLeave: () => void;
}): ReactNode {
  const [source, setSource] = useState<Source | null>(null);
  const [error, setError] = useState<ContractError | null>(null);
  const [isAtHost, setAtHost] = useState(false);

  useEffect(() => {
    if (repository === null) return;
    void invoke('snapshots.useTarget', { repository }).then((result) => {
      if (result.ok) setSource(result.value);
      else setError(result.error);
    });
  }, [repository]);

  async function choose(): Promise<void> {
    setError(null);
    const result: Result<Source> = await invoke('snapshots.chooseSource', {});
    if (result.ok) setSource(result.value);
    else if (result.error.code !== 'file-not-chosen') setError(result.error);
  }

  return (
    <RestoreFrame
      step={0}
      title="Où est la sauvegarde"
      lead="Branchez la clé, puis montrez-la. Pour l’instant, rien n’est changé sur ce poste."
    >
      <div className={wizard.form}>
        {source === null && isAtHost && <HostSource onFound={setSource} onLeave={() => setAtHost(false)} />}
        {source === null && !isAtHost && (
          <>
            {error && <FormError error={error} />}
            <div className={wizard.actions}>
              <Button variant="primary" size="lg" icon={IconFolderOpen} autoFocus onClick={() => void choose()}>
                Choisir la clé ou le dossier
              </Button>
              <Button size="lg" icon={IconCloudLock} onClick={() => setAtHost(true)}>
                Depuis l’hébergeur
              </Button>
              <Button variant="quiet" size="lg" onClick={onLeave}>
                Retour
              </Button>
            </div>
          </>
        )}
        {source !== null && (
          <>
            <FoundNotice source={source} onOther={() => (isAtHost ? setSource(null) : void choose())} />
            <SecretForm source={source} isAtHost={isAtHost} onOpened={onOpened} onLeave={onLeave} />
          </>
        )}
      </div>
    </RestoreFrame>
  );
}

/** The loss of the newest snapshots cannot be seen from an empty PC: the date is shown, and the person knows. */
function FoundNotice({ source, onOther }: { readonly source: Source; readonly onOther: () => void }): ReactNode {
  const { label, snapshots } = source;
  const newest = snapshots[0];
  if (newest === undefined) return null;
  return (
    <Notice
      tone="ok"
      icon={IconDeviceUsb}
      action={
        <Button size="sm" onClick={onOther}>
          En choisir une autre
        </Button>
      }
    >
      <strong>
        {label}&nbsp;: {snapshots.length} sauvegarde{snapshots.length > 1 && 's'}
      </strong>
      <br />
      La plus récente&nbsp;: {whenText(newest.time)}. Si vous en attendiez une plus récente, prenez une autre clé.
    </Notice>
  );
}

type Kind = SourceSecret['kind'];

function SecretForm({
  source,
  isAtHost,
  onOpened,
  onLeave,
}: {
  readonly source: Source;
  readonly isAtHost: boolean;
  readonly onOpened: (opened: OpenedSource) => void;
  readonly onLeave: () => void;
}): ReactNode {
  const [kind, setKind] = useState<Kind>('passphrase');
  const [text, setText] = useState('');
  const [error, setError] = useState<ContractError | null>(null);
  const [isBusy, setBusy] = useState(false);

  async function open(): Promise<void> {
    if (text.trim() === '' || isBusy) return;
    setBusy(true);
    setError(null);
    const secret: SourceSecret = { kind, text: kind === 'recovery' ? text.trim() : text };
    const result = await invoke('snapshots.openSource', { secret });
    setBusy(false);
    if (result.ok) onOpened({ source, secret, isAtHost, ...result.value });
    else setError(result.error);
  }

  function change(next: string): void {
    setText(next);
    setError(null);
  }

  return (
    <form
      className={wizard.form}
      onSubmit={(event) => {
        event.preventDefault();
        void open();
      }}
    >
      <Segmented<Kind>
        label="Ouvrir la sauvegarde avec"
        choices={[
          { value: 'passphrase', label: 'La phrase de passe' },
          { value: 'recovery', label: 'La feuille de secours' },
        ]}
        value={kind}
        onChange={(next) => {
          setKind(next);
          change('');
        }}
      />
      {kind === 'passphrase' ? (
        <SecretField
          label="Phrase de passe"
          what="la phrase de passe"
          hint="Celle d’aujourd’hui, ou celle de cette époque."
          size="tall"
          autoFocus
          value={text}
          onChange={change}
        />
      ) : (
        <TextField
          label="Code de la feuille de secours"
          hint="Majuscules et espaces sont sans importance."
          tall
          autoFocus
          value={text}
          onChange={(next) => change(next.toUpperCase())}
        />
      )}
      {error && <FormError error={error} />}
      <div className={wizard.actions}>
        <Button type="submit" variant="primary" size="lg" disabled={isBusy || text.trim() === ''}>
          {isBusy ? 'Un instant…' : 'Continuer'}
        </Button>
        <Button variant="quiet" size="lg" onClick={onLeave}>
          Retour
        </Button>
      </div>
    </form>
  );
}
