import { IconDatabase, IconHome, IconScale, IconSettings, IconUsers, type Icon } from '@tabler/icons-react';
import { lazy, type ComponentType } from 'react';
import type { PlaceName, Route, ScreenName } from '../state/route.ts';

/** A place of the navigation. Its key is Ctrl and this digit, which stays its own when others are added. */
export interface Place {
  readonly name: PlaceName;
  readonly label: string;
  readonly icon: Icon;
  readonly digit: 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;
  /** The second group: what keeps the practice safe and in order. */
  readonly second?: boolean;
  /** Not a colleague's. */
  readonly titularOnly?: boolean;
}

const places: readonly Place[] = [
  { name: 'today', label: 'Aujourd’hui', icon: IconHome, digit: 1 },
  { name: 'patients', label: 'Patients', icon: IconUsers, digit: 3 },
  { name: 'backups', label: 'Sauvegardes', icon: IconDatabase, digit: 6, second: true, titularOnly: true },
  { name: 'privacy', label: 'RGPD', icon: IconScale, digit: 7, second: true, titularOnly: true },
  { name: 'settings', label: 'Réglages', icon: IconSettings, digit: 8, second: true },
];

/** The places of who is at the window. */
export function placesOf(isTitular: boolean): readonly Place[] {
  return isTitular ? places : places.filter(({ titularOnly }) => titularOnly !== true);
}

type PropsOf<Name extends ScreenName> = Omit<Extract<Route, { screen: Name }>, 'screen'>;

/** The component of each screen, fetched when it is first shown; its props are the route's own fields. */
export const screens: { readonly [Name in ScreenName]?: ComponentType<PropsOf<Name>> } = {
  today: lazy(() => import('./today/Today.tsx').then(({ Today }) => ({ default: Today }))),
  patients: lazy(() => import('./patients/Patients.tsx').then(({ Patients }) => ({ default: Patients }))),
  patientFile: lazy(() =>
    import('./patientFile/PatientFile.tsx').then(({ PatientFile }) => ({ default: PatientFile })),
  ),
  newPatient: lazy(() => import('./newPatient/NewPatient.tsx').then(({ NewPatient }) => ({ default: NewPatient }))),
  import: lazy(() => import('./import/Import.tsx').then(({ Import }) => ({ default: Import }))),
  bin: lazy(() => import('./bin/Bin.tsx').then(({ Bin }) => ({ default: Bin }))),
  bringBack: lazy(() => import('./bringBack/BringBack.tsx').then(({ BringBack }) => ({ default: BringBack }))),
  lostKey: lazy(() => import('./lostKey/LostKey.tsx').then(({ LostKey }) => ({ default: LostKey }))),
  backups: lazy(() => import('./backups/Backups.tsx').then(({ Backups }) => ({ default: Backups }))),
  hosting: lazy(() => import('./hosting/Hosting.tsx').then(({ Hosting }) => ({ default: Hosting }))),
  privacy: lazy(() => import('./privacy/Privacy.tsx').then(({ Privacy }) => ({ default: Privacy }))),
  practitioners: lazy(() =>
    import('./practitioners/Practitioners.tsx').then(({ Practitioners }) => ({ default: Practitioners })),
  ),
  oppositions: lazy(() =>
    import('./oppositions/Oppositions.tsx').then(({ Oppositions }) => ({ default: Oppositions })),
  ),
  documents: lazy(() => import('./documents/Documents.tsx').then(({ Documents }) => ({ default: Documents }))),
  consents: lazy(() => import('./consents/Consents.tsx').then(({ Consents }) => ({ default: Consents }))),
  requests: lazy(() => import('./requests/Requests.tsx').then(({ Requests }) => ({ default: Requests }))),
  request: lazy(() => import('./requests/RequestPage.tsx').then(({ RequestPage }) => ({ default: RequestPage }))),
  retention: lazy(() => import('./retention/Retention.tsx').then(({ Retention }) => ({ default: Retention }))),
  information: lazy(() =>
    import('./information/Information.tsx').then(({ Information }) => ({ default: Information })),
  ),
  register: lazy(() => import('./register/Register.tsx').then(({ Register }) => ({ default: Register }))),
  breaches: lazy(() => import('./breaches/Breaches.tsx').then(({ Breaches }) => ({ default: Breaches }))),
  pcCheck: lazy(() => import('./pcCheck/PcCheck.tsx').then(({ PcCheck }) => ({ default: PcCheck }))),
  settings: lazy(() => import('./settings/Settings.tsx').then(({ Settings }) => ({ default: Settings }))),
  accessLog: lazy(() => import('./accessLog/AccessLog.tsx').then(({ AccessLog }) => ({ default: AccessLog }))),
};
