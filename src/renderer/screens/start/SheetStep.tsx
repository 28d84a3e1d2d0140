import { IconHome } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type { Result } from '../../../shared/contract/index.ts';
import type { RecoverySheet } from '../../../shared/contract/vault.ts';
import { Notice } from '../../components/Notice.tsx';
import { RecoverySheetCheck, type SheetPlace, type TypedGroup } from '../../components/RecoverySheetCheck.tsx';
import { RecoverySheetPaper } from '../../components/RecoverySheetPaper.tsx';
import { WizardFrame } from './WizardFrame.tsx';

/** The recovery sheet, printed and read back; then the vault is made. */
export function SheetStep({
  sheet,
  create,
  onBack,
}: {
  readonly sheet: RecoverySheet;
  readonly create: (typedGroups: TypedGroup[]) => Promise<Result<unknown>>;
  readonly onBack: () => void;
}): ReactNode {
  const [place, setPlace] = useState<SheetPlace>('screen');
  return (
    <WizardFrame
      step={2}
      title="La feuille de secours"
      lead="Elle ouvre le coffre si la phrase est oubliée. Sans l’une ni l’autre, rien ne le rouvre."
      aside={
        <>
          <RecoverySheetPaper sheet={sheet} hidden={place === 'screen' ? [] : sheet.asked} />
          <Notice icon={IconHome}>Rangez-la chez vous, loin de l’ordinateur. Elle ne porte aucun nom.</Notice>
        </>
      }
    >
      <RecoverySheetCheck
        sheet={sheet}
        place={place}
        onPlace={setPlace}
        confirm={create}
        confirmLabel="Créer le coffre"
        onBack={onBack}
      />
    </WizardFrame>
  );
}
