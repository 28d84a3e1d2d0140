import { invoke } from './bridge.ts';

/** Writes a fault of the window to the local log; returns the short number under which it lies there. */
export function reportFault(error: unknown): string {
  const incident = newIncident();
  void invoke('application.reportFault', { incident, ...describe(error) });
  return incident;
}

/** Faults outside of any page (a handler, a promise): nothing to show in their place, but the log has them. */
export function listenToFaults(): void {
  window.addEventListener('error', (event) => reportFault(event.error));
  window.addEventListener('unhandledrejection', (event) => reportFault(event.reason));
}

function newIncident(): string {
  return [...crypto.getRandomValues(new Uint8Array(3))]
    .map((byte) => byte.toString(16).padStart(2, '0').toUpperCase())
    .join('');
}

/** The kind of error and where it arose; never its message, which may quote a patient's data. */
function describe(error: unknown): { name: string; places: string[] } {
  if (!(error instanceof Error)) return { name: typeof error, places: [] };
  const places = (error.stack ?? '')
    .split('\n')
    .map((line) => /at (?:\S+ )?\(?\S*?([^/\s)]+:\d+:\d+)\)?$/.exec(line)?.[1])
    .filter((place) => place !== undefined);
  return { name: error.name.slice(0, 60), places: places.slice(0, 8).map((place) => place.slice(0, 120)) };
}
