import { findingsOf, keepPcCheck, listPcChecks } from '../../privacy/pcCheck/pcChecks.ts';
import type { HandlersOf } from '../router.ts';

export const pcCheckHandlers: HandlersOf<'pcCheck'> = {
  'pcCheck.look': async (_, { core, vault }) => {
    const { system, readings } = await core.readPcFacts();
    return { system, findings: findingsOf(vault, readings) };
  },
  'pcCheck.keep': ({ system, findings }, { core, vault }) => {
    const id = keepPcCheck(vault, system, findings);
    core.emit({ type: 'changed', areas: ['privacy', 'accessLog'] });
    return { id };
  },
  'pcCheck.list': (_, { vault }) => ({ checks: listPcChecks(vault) }),
};
