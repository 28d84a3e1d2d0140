import { QueryClient, useMutation, useQuery, type UseMutationResult, type UseQueryResult } from '@tanstack/react-query';
import type { ChangedArea } from '../shared/contract/events.ts';
import type { Input, MethodName, Output } from '../shared/contract/index.ts';
import { call, type ContractFailure } from './bridge.ts';

type AreaOf<Name> = Name extends `${infer Area}.${string}` ? Area : never;

/** What each area of the contract reads: a change there makes its answers stale. */
const readBy: { readonly [Area in AreaOf<MethodName>]: readonly ChangedArea[] } = {
  application: ['application'],
  vault: ['application', 'settings'],
  patients: ['patients', 'consultations'],
  consultations: ['consultations', 'patients'],
  search: ['patients', 'consultations'],
  drafts: [],
  settings: ['settings'],
  accessLog: ['accessLog'],
  printing: [],
  imports: ['imports'],
  snapshots: ['snapshots', 'patients', 'consultations', 'settings'],
  // Read without the cache: two copies hold two different files under one id.
  bringBack: [],
  lostKeys: ['snapshots', 'settings'],
  readingCopy: [],
  hosting: ['snapshots', 'privacy', 'settings'],
  documents: ['privacy'],
  oppositions: ['privacy', 'patients'],
  nir: ['privacy'],
  consents: ['privacy', 'patients'],
  practitioners: ['privacy'],
  pcCheck: ['privacy'],
  breaches: ['privacy', 'snapshots'],
  retention: ['privacy', 'patients', 'consultations'],
  requests: ['privacy', 'patients'],
  register: ['privacy', 'settings', 'snapshots', 'imports'],
  information: ['privacy', 'patients', 'consultations', 'settings'],
  // Always in sight: its page asks anew when it is opened, rather than each text that is saved.
  privacy: ['privacy', 'settings', 'imports'],
};

/**
 * What the window knows of the vault. Only the core changes it, and says so: nothing is fetched again by itself.
 * `networkMode: 'always'` since the library would otherwise wait for a network before asking the core.
 */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { networkMode: 'always', retry: false, staleTime: Infinity, refetchOnWindowFocus: false },
    mutations: { networkMode: 'always', retry: false },
  },
});

/** Reads through the contract; kept until the core tells of a change in what it reads. */
export function useContractQuery<Name extends MethodName>(
  method: Name,
  input: Input<Name>,
  options: {
    readonly enabled?: boolean;
    /** Keeps showing the former answer while the input changes (search as one types). */
    readonly keepPrevious?: boolean;
  } = {},
): UseQueryResult<Output<Name>, ContractFailure> {
  return useQuery<Output<Name>, ContractFailure, Output<Name>>({
    queryKey: [method, input],
    queryFn: () => call(method, input),
    enabled: options.enabled ?? true,
    ...(options.keepPrevious === true ? { placeholderData: keepPreviousAnswer } : {}),
  });
}

function keepPreviousAnswer<Answer>(previous: Answer | undefined): Answer | undefined {
  return previous;
}

/** Changes something through the contract; the core's `changed` event then refreshes what is shown. */
export function useContractMutation<Name extends MethodName>(
  method: Name,
): UseMutationResult<Output<Name>, ContractFailure, Input<Name>> {
  return useMutation<Output<Name>, ContractFailure, Input<Name>>({ mutationFn: (input) => call(method, input) });
}

/** Makes stale every answer that reads one of these areas. */
export function invalidateAreas(areas: readonly ChangedArea[]): void {
  void queryClient.invalidateQueries({
    predicate: (query) => {
      const area = String(query.queryKey[0]).split('.')[0];
      return area !== undefined && isArea(area) && readBy[area].some((read) => areas.includes(read));
    },
  });
}

function isArea(text: string): text is AreaOf<MethodName> {
  return Object.hasOwn(readBy, text);
}

/** Forgets all that was read: at the veil and the lock no name stays in the window. */
export function forgetAnswers(): void {
  queryClient.clear();
}
