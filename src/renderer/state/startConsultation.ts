import type { ContractError } from '../../shared/contract/errors.ts';
import { invoke } from '../bridge.ts';
import { navigate, type Route } from './route.ts';

/**
 * Goes to the consultation of this patient that was left open, else begins one. Gives the refusal, if any, for the screen
 * to show in place.
 */
export async function startConsultation(
  patientId: string,
  go: (route: Route) => void = navigate,
): Promise<ContractError | null> {
  const home = await invoke('consultations.today', {});
  if (!home.ok) return home.error;
  const open = home.value.leftOpen.find((consultation) => consultation.patientId === patientId);
  const started = open ? null : await invoke('consultations.start', { patientId });
  if (started?.ok === false) return started.error;
  const consultationId = open?.id ?? started?.value.id;
  go({ screen: 'patientFile', patientId, ...(consultationId !== undefined && { consultationId }) });
  return null;
}
