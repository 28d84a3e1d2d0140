import { useState, type ReactNode } from 'react';
import type { RecoverySheet } from '../../shared/contract/vault.ts';
import { invoke } from '../bridge.ts';
import { beginNewSeries } from '../state/newSeries.ts';
import { showToast } from '../state/toast.ts';
import { useWorks } from '../state/works.ts';
import { Dialog } from './Dialog.tsx';
import { LongWork } from './LongWork.tsx';
import styles from './NewSheetDialog.module.css';
import { RecoverySheetCheck, type SheetPlace, type TypedGroup } from './RecoverySheetCheck.tsx';
import { RecoverySheetPaper } from './RecoverySheetPaper.tsx';

/** The recovery sheet that is prepared, printed and read back; from then on it counts, and the former one ends. */
export function NewSheetDialog({
  sheet,
  revokes,
  done,
  onBack,
  onClose,
}: {
  readonly sheet: RecoverySheet;
  /** The vault is encrypted anew, and its copies begin a new series. */
  readonly revokes: boolean;
  /** Said once it counts. */
  readonly done: string;
  readonly onBack: () => void;
  readonly onClose: () => void;
}): ReactNode {
  const [place, setPlace] = useState<SheetPlace>('screen');
  const works = useWorks();

  async function confirm(typedGroups: TypedGroup[]) {
    const result = await invoke('vault.confirmRecoverySheet', { typedGroups });
    if (result.ok) {
      showToast({ text: done });
      onClose();
      if (revokes) await beginNewSeries();
    }
    return result;
  }

  return (
    <Dialog title="Nouvelle feuille de secours" size="xl" onClose={onClose}>
      <div className={styles.sheet}>
        <RecoverySheetCheck
          sheet={sheet}
          place={place}
          onPlace={setPlace}
          confirm={confirm}
          confirmLabel={revokes ? 'Chiffrer à neuf' : 'Mettre en place'}
          onBack={onBack}
        />
        <RecoverySheetPaper sheet={sheet} hidden={place === 'screen' ? [] : sheet.asked} />
      </div>
      {works.map((work) => (
        <LongWork key={work.workId} work={work} />
      ))}
    </Dialog>
  );
}
