import type { ReactNode } from 'react';
import { WizardFrame as Frame, type WizardPage } from '../../components/WizardFrame.tsx';

const steps = ['Votre cabinet', 'Votre phrase de passe', 'La feuille de secours', 'Vos premiers patients'];

/** A step of the creation of the vault. */
export function WizardFrame(page: WizardPage): ReactNode {
  return <Frame steps={steps} {...page} />;
}
