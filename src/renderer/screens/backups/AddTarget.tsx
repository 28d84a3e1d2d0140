import { IconDeviceUsb, IconFolderOpen } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type { ContractError } from '../../../shared/contract/errors.ts';
import type { ChosenPlace } from '../../../shared/contract/snapshots.ts';
import { invoke } from '../../bridge.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { FormError } from '../../components/FormError.tsx';
import { LongWork } from '../../components/LongWork.tsx';
import { Notice } from '../../components/Notice.tsx';
import { TextField } from '../../components/TextField.tsx';
import { showToast } from '../../state/toast.ts';
import { copyUnderWay, useWorks } from '../../state/works.ts';
import { bytesText } from '../../components/bytesText.ts';

/** A new destination: its folder, the name on its label, and the first copy at once. */
export function AddTarget({
  place: given = null,
  onClose,
}: {
  /** The unknown key that is plugged in, where the person took it. */
  readonly place?: ChosenPlace | null;
  readonly onClose: () => void;
}): ReactNode {
  const [place, setPlace] = useState(given);
  const [label, setLabel] = useState(given?.suggestedLabel.slice(0, 40) ?? '');
  const [error, setError] = useState<ContractError | null>(null);
  const [isBusy, setBusy] = useState(false);
  const work = copyUnderWay(useWorks());

  async function choose(): Promise<void> {
    setError(null);
    const result = await invoke('snapshots.choosePlace', {});
    if (result.ok) {
      setPlace(result.value);
      setLabel(result.value.suggestedLabel.slice(0, 40));
    } else if (result.error.code !== 'file-not-chosen') setError(result.error);
  }

  async function add(): Promise<void> {
    if (place === null || label.trim() === '' || isBusy) return;
    setBusy(true);
    setError(null);
    const result = await invoke('snapshots.add', { label: label.trim() });
    setBusy(false);
    if (result.ok) {
      showToast({ text: `Première copie faite sur ${label.trim()}` });
      onClose();
    } else setError(result.error);
  }

  return (
    <Dialog
      title="Ajouter une destination"
      onClose={onClose}
      onMain={() => void (place === null ? choose() : add())}
      actions={
        <>
          <Button onClick={onClose}>{isBusy ? 'Continuer à travailler' : 'Annuler'}</Button>
          {place === null ? (
            <Button variant="primary" icon={IconFolderOpen} data-autofocus onClick={() => void choose()}>
              Choisir le dossier
            </Button>
          ) : (
            <Button variant="primary" disabled={isBusy || label.trim() === ''} onClick={() => void add()}>
              Faire la première copie
            </Button>
          )}
        </>
      }
    >
      <div className="stack">
        {place === null ? (
          <p>Branchez la clé, puis montrez-la. Un second disque ou un partage convient aussi.</p>
        ) : (
          <>
            <Notice icon={IconDeviceUsb}>
              {place.place}
              <br />
              <span className="small">{placeFacts(place)}</span>
            </Notice>
            <TextField
              label="Nom écrit sur son étiquette"
              hint="C’est ainsi qu’elle sera appelée partout."
              autoFocus
              maxLength={40}
              value={label}
              onChange={setLabel}
            />
          </>
        )}
        {isBusy && work && <LongWork work={work} note="Vous pouvez continuer à travailler." />}
        {error && error.code !== 'cancelled' && <FormError error={error} />}
      </div>
    </Dialog>
  );
}

function placeFacts({ isRemovable, fileSystem, sizeBytes, freeBytes, holdsSnapshots }: ChosenPlace): string {
  return [
    isRemovable ? 'Se retire du poste' : 'Reste dans le poste\u00a0: gardez aussi une clé ailleurs',
    fileSystem,
    freeBytes !== null && sizeBytes !== null && `${bytesText(freeBytes)} libres sur ${bytesText(sizeBytes)}`,
    holdsSnapshots && 'contient déjà des sauvegardes',
  ]
    .filter((part) => part !== false && part !== '')
    .join(', ');
}
