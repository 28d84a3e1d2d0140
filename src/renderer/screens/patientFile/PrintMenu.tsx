import { Menu } from '@mantine/core';
import { IconChevronDown, IconFileTypePdf, IconPrinter } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type { ContractError } from '../../../shared/contract/errors.ts';
import type { Printable } from '../../../shared/contract/printing.ts';
import { invoke } from '../../bridge.ts';
import { Button, IconButton } from '../../components/Button.tsx';
import { Icon } from '../../components/Icon.tsx';
import { TopBarActions } from '../../components/TopBarActions.tsx';
import { useCommand } from '../../keyboard/commands.ts';
import { flushAll } from '../../state/pending.ts';
import { showToast } from '../../state/toast.ts';

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
  const file: Printable = { kind: 'patient', patientId };
  const shown: Printable = consultation === null ? file : { kind: 'consultation', consultationId: consultation };

  async function hand(way: 'print' | 'pdf', document: Printable): Promise<void> {
    setBusy(true);
    onRefusal(await handOver(way, document));
    setBusy(false);
  }
  useCommand('print', () => void hand('print', shown), !isBusy);

  return (
    <TopBarActions>
      <div className="row" style={{ gap: 0 }}>
        <Button icon={IconPrinter} disabled={isBusy} onClick={() => void hand('print', shown)} title="Ctrl P">
          Imprimer
        </Button>
        <Menu position="bottom-end">
          <Menu.Target>
            <IconButton icon={IconChevronDown} label="Choisir ce qui est imprimé" disabled={isBusy} />
          </Menu.Target>
          <Menu.Dropdown>
            {consultation !== null && (
              <Menu.Item leftSection={<Icon of={IconFileTypePdf} />} onClick={() => void hand('pdf', shown)}>
                Enregistrer la consultation en PDF…
              </Menu.Item>
            )}
            <Menu.Item leftSection={<Icon of={IconPrinter} />} onClick={() => void hand('print', file)}>
              Imprimer tout le dossier
            </Menu.Item>
            <Menu.Item leftSection={<Icon of={IconFileTypePdf} />} onClick={() => void hand('pdf', file)}>
              Enregistrer tout le dossier en PDF…
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
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
