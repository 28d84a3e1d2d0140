import type { ReactNode } from 'react';
import { WizardFrame, type WizardPage } from '../../components/WizardFrame.tsx';

const steps = ['Où est la sauvegarde', 'Copie en lecture seule'];

/** A step of the way to a copy that only consults. */
export function CopyFrame(page: WizardPage): ReactNode {
  return <WizardFrame steps={steps} {...page} />;
}
