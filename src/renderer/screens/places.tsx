import { IconDatabase, IconHome, IconScale, IconSettings, IconUsers, type Icon } from '@tabler/icons-react';
import type { ComponentType } from 'react';
import { ownFile, type OwnFile } from '../components/ownFile.tsx';
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

const fetches: OwnFile<object>['fetch'][] = [];

/** A screen in a file of its own. */
function screen<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  const { Part, fetch } = ownFile(load);
  fetches.push(fetch);
  return Part;
}

/** Fetches all screens, one by one, so that none is waited for later. One that does not come says so where it is shown. */
export async function fetchScreens(): Promise<void> {
  for (const fetch of fetches) await fetch().catch(() => undefined);
}

/** The component of each screen; its props are the route's own fields. */
export const screens: { readonly [Name in ScreenName]?: ComponentType<PropsOf<Name>> } = {
  today: screen(() => import('./today/Today.tsx').then(({ Today }) => Today)),
  patients: screen(() => import('./patients/Patients.tsx').then(({ Patients }) => Patients)),
  patientFile: screen(() => import('./patientFile/PatientFile.tsx').then(({ PatientFile }) => PatientFile)),
  newPatient: screen(() => import('./newPatient/NewPatient.tsx').then(({ NewPatient }) => NewPatient)),
  import: screen(() => import('./import/Import.tsx').then(({ Import }) => Import)),
  bin: screen(() => import('./bin/Bin.tsx').then(({ Bin }) => Bin)),
  bringBack: screen(() => import('./bringBack/BringBack.tsx').then(({ BringBack }) => BringBack)),
  lostKey: screen(() => import('./lostKey/LostKey.tsx').then(({ LostKey }) => LostKey)),
  backups: screen(() => import('./backups/Backups.tsx').then(({ Backups }) => Backups)),
  hosting: screen(() => import('./hosting/Hosting.tsx').then(({ Hosting }) => Hosting)),
  privacy: screen(() => import('./privacy/Privacy.tsx').then(({ Privacy }) => Privacy)),
  practitioners: screen(() => import('./practitioners/Practitioners.tsx').then(({ Practitioners }) => Practitioners)),
  oppositions: screen(() => import('./oppositions/Oppositions.tsx').then(({ Oppositions }) => Oppositions)),
  documents: screen(() => import('./documents/Documents.tsx').then(({ Documents }) => Documents)),
  consents: screen(() => import('./consents/Consents.tsx').then(({ Consents }) => Consents)),
  requests: screen(() => import('./requests/Requests.tsx').then(({ Requests }) => Requests)),
  request: screen(() => import('./requests/RequestPage.tsx').then(({ RequestPage }) => RequestPage)),
  retention: screen(() => import('./retention/Retention.tsx').then(({ Retention }) => Retention)),
  information: screen(() => import('./information/Information.tsx').then(({ Information }) => Information)),
  register: screen(() => import('./register/Register.tsx').then(({ Register }) => Register)),
  breaches: screen(() => import('./breaches/Breaches.tsx').then(({ Breaches }) => Breaches)),
  pcCheck: screen(() => import('./pcCheck/PcCheck.tsx').then(({ PcCheck }) => PcCheck)),
  settings: screen(() => import('./settings/Settings.tsx').then(({ Settings }) => Settings)),
  accessLog: screen(() => import('./accessLog/AccessLog.tsx').then(({ AccessLog }) => AccessLog)),
};
