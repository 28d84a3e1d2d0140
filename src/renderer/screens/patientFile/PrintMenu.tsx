import { IconChevronDown, IconFileTypePdf, IconPrinter } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type { ContractError } from '../../../shared/contract/errors.ts';
import type { Printable } from '../../../shared/contract/printing.ts';
import { invoke } from '../../bridge.ts';
import { ActionMenu } from '../../components/ActionMenu.tsx';
import { Button } from '../../components/Button.tsx';
import { TopBarActions } from '../../components/TopBarActions.tsx';
import { useCommand } from '../../keyboard/commands.ts';
import { flushAll } from '../../state/pending.ts';
import { useMayExport } from '../../state/session.ts';
import { showToast } from '../../state/toast.ts';
import styles from './PatientFile.module.css';

/** Prints the consultation that is shown, or the whole file; the same as PDF. Ctrl P does the first. */
export function PrintMenu({
  patientId,
  consultation,
  onRefusal,
}: {
  readonly patientId: string;
  /** Id of the consultation on screen; null where there is none. */
  readonly consultation: string | null;
  readonly onRefusal: (error: ContractError | null) => void;
}): ReactNode {
  const [isBusy, setBusy] = useState(false);
  const mayExport = useMayExport();
  const file: Printable = { kind: 'patient', patientId };
  const shown: Printable = consultation === null ? file : { kind: 'consultation', consultationId: consultation };

  async function hand(way: 'print' | 'pdf', document: Printable): Promise<void> {
    setBusy(true);
    onRefusal(await handOver(way, document));
    setBusy(false);
  }
  useCommand('print', () => void hand('print', shown), !isBusy && mayExport);

  if (!mayExport) return null;
  return (
    <TopBarActions>
      <div className={styles.print}>
        <Button icon={IconPrinter} disabled={isBusy} onClick={() => void hand('print', shown)} title="Ctrl P">
          Imprimer
        </Button>
        <ActionMenu
          label="Choisir ce qui est imprimé"
          icon={IconChevronDown}
          size="md"
          disabled={isBusy}
          actions={[
            ...(consultation === null
              ? []
              : [
                  {
                    label: 'Enregistrer la consultation en PDF…',
                    icon: IconFileTypePdf,
                    run: () => void hand('pdf', shown),
                  },
                ]),
            { label: 'Imprimer tout le dossier', icon: IconPrinter, run: () => void hand('print', file) },
            { label: 'Enregistrer tout le dossier en PDF…', icon: IconFileTypePdf, run: () => void hand('pdf', file) },
          ]}
        />
      </div>
    </TopBarActions>
  );
}

/** What is still being typed is saved first, so that the paper says what the screen says. */
async function handOver(way: 'print' | 'pdf', document: Printable): Promise<ContractError | null> {
  await flushAll();
  if (way === 'print') {
    const printed = await invoke('printing.print', { document });
    if (!printed.ok) return printed.error;
    showToast({ text: 'Document envoyé à l’impression.' });
    return null;
  }
  const saved = await invoke('printing.savePdf', { document });
  if (saved.ok) showToast({ text: `PDF enregistré\u00a0: ${saved.value.fileName}` });
  // Closing the dialog that asks for the place is a choice, not a fault.
  return saved.ok || saved.error.code === 'file-not-chosen' ? null : saved.error;
}
