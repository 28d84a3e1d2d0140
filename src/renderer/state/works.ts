import { create } from 'zustand';
import type { ContractEvent } from '../../shared/contract/events.ts';

/** A long work of the core, as it last told of itself. */
export type Work = Extract<ContractEvent, { type: 'progress' }>;

interface WorksState {
  readonly works: readonly Work[];
}

const useWorksState = create<WorksState>()(() => ({ works: [] }));

/** The long works under way, the oldest first. */
export function useWorks(): readonly Work[] {
  return useWorksState((state) => state.works);
}

export function reportWork(work: Work): void {
  useWorksState.setState(({ works }) => ({
    works: works.some(({ workId }) => workId === work.workId)
      ? works.map((known) => (known.workId === work.workId ? work : known))
      : [...works, work],
  }));
}

export function endWork(workId: string): void {
  useWorksState.setState(({ works }) => ({ works: works.filter((work) => work.workId !== workId) }));
}

/** The copy that goes on beside everything else, if one does. */
export function copyUnderWay(works: readonly Work[]): Work | undefined {
  return works.find(({ step }) => step.startsWith('snapshot-'));
}
