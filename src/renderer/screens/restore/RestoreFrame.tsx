import type { ReactNode } from 'react';
import { WizardFrame, type WizardPage } from '../../components/WizardFrame.tsx';

const steps = ['Où est la sauvegarde', 'Quel moment', 'Vérification', 'Remplacement'];

/** A step of the restore. */
export function RestoreFrame(page: WizardPage): ReactNode {
  return <WizardFrame steps={steps} wide {...page} />;
}
