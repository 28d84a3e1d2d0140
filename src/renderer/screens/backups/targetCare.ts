import { useState } from 'react';
import type { ContractError } from '../../../shared/contract/errors.ts';
import type { TargetCard } from '../../../shared/contract/snapshots.ts';
import type { Result } from '../../../shared/contract/index.ts';
import { invoke } from '../../bridge.ts';
import { remindTomorrow } from '../../state/remindTomorrow.ts';
import { showToast } from '../../state/toast.ts';

/** What a person can have done for a destination, and what was said of it last. */
export interface TargetCare {
  /** What stays to be said beside the card; null where nothing does. */
  readonly said: string | null;
  readonly refusal: ContractError | null;
  verify(full: boolean): void;
  repair(): void;
  eject(): void;
  remindTomorrow(): void;
}

export function useTargetCare({ repository, label }: TargetCard): TargetCare {
  const [said, setSaid] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<ContractError | null>(null);

  async function run<Value>(work: Promise<Result<Value>>, then: (value: Value) => void): Promise<void> {
    setSaid(null);
    setRefusal(null);
    const result = await work;
    if (result.ok) then(result.value);
    else if (result.error.code !== 'cancelled') setRefusal(result.error);
  }

  return {
    said,
    refusal,
    verify: (full) =>
      void run(invoke('snapshots.verify', { repository, full }), ({ damaged }) => {
        if (damaged.length === 0) showToast({ text: `Rien d’abîmé sur ${label}` });
      }),
    repair: () =>
      void run(invoke('snapshots.repair', { repository }), ({ damagesLeft }) => {
        if (damagesLeft === 0) showToast({ text: `${label} est réparée` });
      }),
    eject: () =>
      void run(invoke('snapshots.eject', { repository }), ({ isOut }) => {
        if (isOut) showToast({ text: `Vous pouvez retirer ${label}` });
        else setSaid(byHandText(label));
      }),
    remindTomorrow: () => void run(remindTomorrow({ repository, label }), () => undefined),
  };
}

/** Where the system lets only the person take it out: all is written, and this is how. */
function byHandText(label: string): string {
  const where = navigator.userAgent.includes('Windows')
    ? 'dans l’Explorateur (clic droit, Éjecter)'
    : navigator.userAgent.includes('Mac')
      ? 'dans le Finder (bouton ⏏)'
      : 'dans le gestionnaire de fichiers';
  return `Tout est écrit sur ${label}. Éjectez-la ${where}, puis retirez-la.`;
}
