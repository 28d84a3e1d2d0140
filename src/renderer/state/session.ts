import { create } from 'zustand';
import type { ApplicationStatus } from '../../shared/contract/application.ts';
import type { ContractEvent } from '../../shared/contract/events.ts';
import { invoke, subscribe } from '../bridge.ts';
import { forgetAnswers, invalidateAreas } from '../queries.ts';
import { flushAll } from './pending.ts';
import { goTo } from './route.ts';
import { dropToast } from './toast.ts';
import { endWork, reportWork } from './works.ts';

interface SessionState {
  /** Null until the core has answered once. */
  readonly status: ApplicationStatus | null;
  /** Number to quote where the core could not even say how things stand. */
  readonly incident: string | null;
  /** True from the creation of the vault to the choice of the first patients. */
  readonly welcoming: boolean;
  /** Of the demonstration vault, whose patients are invented: kept so that its lock screen can show it. */
  readonly demoPassphrase: string | null;
}

export const useSession = create<SessionState>()(() => ({
  status: null,
  incident: null,
  welcoming: false,
  demoPassphrase: null,
}));

/** The last status that the core gave. Only for what is shown once it has answered. */
export function useStatus(): ApplicationStatus {
  const status = useSession((session) => session.status);
  if (status === null) throw new Error('status asked before the core answered');
  return status;
}

/**
 * True for the titular, who has every place of the window; a colleague has the files and their own accesses. So has everybody
 * on a copy that only consults: what the titular's places are for is done on the practice's PC.
 */
export function useIsTitular(): boolean {
  return useSession(isTitularIn);
}

/** True where the person may write in the files; a colleague may have been given them to read alone. */
export function useMayWrite(): boolean {
  return useSession(({ status }) => status?.person?.mayWrite ?? false);
}

/** True where the person may print files and save them as PDF. */
export function useMayExport(): boolean {
  return useSession(({ status }) => status?.person?.mayExport ?? false);
}

/** The titular, for what is not a component. */
export function isTitular(): boolean {
  return isTitularIn(useSession.getState());
}

function isTitularIn({ status }: SessionState): boolean {
  return status?.person?.role === 'titular' && status.readingCopy === null;
}

/** Hears the core and asks for its state; called once, before the first painting. */
export async function startSession(): Promise<void> {
  subscribe(onEvent);
  await refreshStatus();
}

/** Asks the core how things stand. */
export async function refreshStatus(): Promise<void> {
  const result = await invoke('application.status', {});
  if (result.ok) {
    leavePageOfAnother(result.value);
    useSession.setState({ status: result.value, incident: null });
  } else
    useSession.setState({ incident: result.error.code === 'internal' ? result.error.incident : result.error.code });
}

/** Who had the vault open last; told by name and role, as the core tells. */
let lastPerson: string | null = null;

/** A page outlives the lock for who left it. Another person begins at the first one: whose file lay open is not theirs to know. */
function leavePageOfAnother({ phase, person }: ApplicationStatus): void {
  if (person === null) return;
  const present = `${person.role} ${person.name}`;
  const isOpening = phase === 'open' && useSession.getState().status?.phase === 'locked';
  if (isOpening && lastPerson !== null && lastPerson !== present) goTo('today');
  lastPerson = present;
}

export function setWelcoming(welcoming: boolean): void {
  useSession.setState({ welcoming });
}

export function setDemoPassphrase(demoPassphrase: string): void {
  useSession.setState({ demoPassphrase });
}

/** Masks the screen (F9); the core locks where there is no PIN. What was typed is saved first. */
export async function veil(): Promise<void> {
  await flushAll();
  await invoke('vault.veil', {});
}

/** Locks the vault (Maj F9). What was typed is saved first. */
export async function lock(): Promise<void> {
  await flushAll();
  await invoke('vault.lock', {});
}

/** At the veil and the lock no name stays in the window. */
function forgetAll(): void {
  forgetAnswers();
  dropToast();
}

function onEvent(event: ContractEvent): void {
  switch (event.type) {
    case 'flush':
      void flushAll().then(() => invoke('vault.flushed', {}));
      return;
    case 'phase':
      // The page changes at once: the answer to `application.status` may take a moment, a name may not stay that long.
      // An opening is shown with the person whose it is.
      if (event.phase !== 'open') {
        useSession.setState(({ status }) => ({ status: status && { ...status, phase: event.phase } }));
        forgetAll();
      }
      void refreshStatus();
      return;
    case 'changed':
      invalidateAreas(event.areas);
      if (event.areas.includes('application')) void refreshStatus();
      return;
    case 'progress':
      reportWork(event);
      return;
    case 'workEnded':
      endWork(event.workId);
  }
}
