import { create } from 'zustand';

/** Where the window is. Ids only: a route outlives the lock, so that one comes back to the same page. */
export type Route =
  | { readonly screen: 'today' }
  | { readonly screen: 'patients' }
  | {
      readonly screen: 'patientFile';
      readonly patientId: string;
      readonly consultationId?: string;
      /** A finished consultation that is being corrected. */
      readonly correctingId?: string;
      readonly tab?: string;
    }
  | { readonly screen: 'newPatient'; readonly line?: string }
  | { readonly screen: 'bin' }
  | { readonly screen: 'import' }
  | { readonly screen: 'accessLog'; readonly patientId?: string }
  | { readonly screen: 'backups' }
  | { readonly screen: 'bringBack'; readonly patientId?: string }
  | { readonly screen: 'lostKey'; readonly repository?: string; readonly lostKeyId?: string }
  | { readonly screen: 'hosting' }
  | { readonly screen: 'privacy' }
  | { readonly screen: 'practitioners' }
  | { readonly screen: 'oppositions'; readonly patientId?: string }
  | { readonly screen: 'requests'; readonly patientId?: string }
  | { readonly screen: 'request'; readonly requestId: string }
  | { readonly screen: 'retention' }
  | { readonly screen: 'consents' }
  | { readonly screen: 'documents' }
  | { readonly screen: 'breaches'; readonly breachId?: string }
  | { readonly screen: 'pcCheck' }
  | { readonly screen: 'register'; readonly sheet?: string }
  | { readonly screen: 'information' }
  | { readonly screen: 'settings'; readonly section?: SettingsSection };

export type SettingsSection = 'practice' | 'access' | 'appearance' | 'vault' | 'records';

export type ScreenName = Route['screen'];
/** A screen of the navigation, reached with nothing but its name. */
export type PlaceName = 'today' | 'patients' | 'backups' | 'privacy' | 'settings';

interface RouteState {
  /** From the place where it began to the page that is shown; never empty. */
  readonly path: readonly [Route, ...Route[]];
}

const useRouteState = create<RouteState>()(() => ({ path: [{ screen: 'today' }] }));

/** The page that is shown. */
export function useRoute(): Route {
  return useRouteState(lastOf);
}

/** The page that is shown now, for what is not a component. */
export function currentRoute(): Route {
  return lastOf(useRouteState.getState());
}

function lastOf({ path }: RouteState): Route {
  return path.at(-1) ?? path[0];
}

/** The place that the page belongs to. */
export function usePlace(): PlaceName {
  return useRouteState((state) => placeOf(lastOf(state)));
}

/** Goes to a page from the present one; `back` returns here. */
export function navigate(route: Route): void {
  useRouteState.setState(({ path }) => ({ path: [...path, route] }));
}

/** Takes the place of the present page; `back` goes where it would have gone. */
export function replace(route: Route): void {
  useRouteState.setState(({ path: [first, ...rest] }) => ({
    path: rest.length === 0 ? [route] : [first, ...rest.slice(0, -1), route],
  }));
}

/** One page back; at the first page of a place, nothing. */
export function back(): void {
  useRouteState.setState(({ path: [first, ...rest] }) => ({ path: [first, ...rest.slice(0, -1)] }));
}

/** A place, from its beginning. */
export function goTo(place: PlaceName): void {
  useRouteState.setState({ path: [{ screen: place }] });
}

function placeOf(route: Route): PlaceName {
  switch (route.screen) {
    case 'today':
      return 'today';
    case 'patients':
    case 'patientFile':
    case 'newPatient':
    case 'bin':
      return 'patients';
    case 'backups':
    case 'bringBack':
    case 'lostKey':
    case 'hosting':
      return 'backups';
    case 'privacy':
    case 'practitioners':
    case 'oppositions':
    case 'requests':
    case 'request':
    case 'retention':
    case 'consents':
    case 'documents':
    case 'breaches':
    case 'pcCheck':
    case 'register':
    case 'information':
      return 'privacy';
    case 'import':
    case 'accessLog':
    case 'settings':
      return 'settings';
  }
}
