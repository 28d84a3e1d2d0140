import type { InformationManner } from '../../shared/contract/information.ts';

/** How a patient was informed, as one chooses it. */
export const MANNERS: readonly { readonly value: InformationManner; readonly label: string }[] = [
  { value: 'poster', label: 'Par l’affiche' },
  { value: 'leaflet', label: 'Feuille remise' },
  { value: 'spoken', label: 'De vive voix' },
  { value: 'message', label: 'Par message' },
];
