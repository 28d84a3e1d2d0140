import { IconChevronDown, IconFileTypePdf, IconPrinter } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type { ContractError } from '../../../shared/contract/errors.ts';
import type { Printable } from '../../../shared/contract/printing.ts';
import { invoke } from '../../bridge.ts';
import { ActionMenu } from '../../components/ActionMenu.tsx';
import { Button } from '../../components/Button.tsx';
import { ObjectionDialog } from '../../components/ObjectionDialog.tsx';
import { useObjectionTo } from '../../components/SharingReminder.tsx';
import { TopBarActions } from '../../components/TopBarActions.tsx';
import { useCommand } from '../../keyboard/commands.ts';
import { flushAll } from '../../state/pending.ts';
import { useMayExport } from '../../state/session.ts';
import { showToast } from '../../state/toast.ts';
import styles from './PatientFile.module.css';

interface Handing {
  readonly way: 'print' | 'pdf';
  readonly document: Printable;
}

/**
 * Prints the consultation that is shown, or the whole file; the same as PDF. Ctrl P does the first. Asks first where the
 * patient objected to the very doctor of the file.
 */
export function PrintMenu({
  patientId,
  doctor,
  consultation,
  onRefusal,
}: {
  readonly patientId: string;
  /** As the file names them; empty where it names none. */
  readonly doctor: string;
  /** Id of the consultation on screen; null where there is none. */
  readonly consultation: string | null;
  readonly onRefusal: (error: ContractError | null) => void;
}): ReactNode {
  const [isBusy, setBusy] = useState(false);
  const [asked, setAsked] = useState<Handing | null>(null);
  const objection = useObjectionTo(patientId, doctor);
  const mayExport = useMayExport();
  const file: Printable = { kind: 'patient', patientId };
  const shown: Printable = consultation === null ? file : { kind: 'consultation', consultationId: consultation };

  function hand(way: Handing['way'], document: Printable): void {
    if (objection === null) void handNow({ way, document });
    else setAsked({ way, document });
  }

  async function handNow({ way, document }: Handing): Promise<void> {
    setAsked(null);
    setBusy(true);
    onRefusal(await handOver(way, document));
    setBusy(false);
  }
  useCommand('print', () => hand('print', shown), !isBusy && mayExport);

  if (!mayExport) return null;
  return (
    <TopBarActions>
      <div className={styles.print}>
        <Button icon={IconPrinter} disabled={isBusy} onClick={() => hand('print', shown)} title="Ctrl P">
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
                    run: () => hand('pdf', shown),
                  },
                ]),
            { label: 'Imprimer tout le dossier', icon: IconPrinter, run: () => hand('print', file) },
            { label: 'Enregistrer tout le dossier en PDF…', icon: IconFileTypePdf, run: () => hand('pdf', file) },
          ]}
        />
      </div>
      {asked !== null && objection !== null && (
        <ObjectionDialog
          objection={objection}
          named="C’est le médecin traitant de ce dossier."
          keep={asked.way === 'print' ? 'Ne pas imprimer' : 'Ne pas enregistrer'}
          confirm={asked.way === 'print' ? 'Imprimer pour un autre' : 'Enregistrer pour un autre'}
          onConfirm={() => void handNow(asked)}
          onClose={() => setAsked(null)}
        />
      )}
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
