import { countNirs, isNirUsed, readNirOf, setNir, startNirUse, stopNirUse } from '../../privacy/nir.ts';
import { clearTracesBehind } from '../clearTracesBehind.ts';
import { logAccess } from '../../vault/accessLog.ts';
import type { Core } from '../core.ts';
import type { HandlersOf } from '../router.ts';

export const nirHandlers: HandlersOf<'nir'> = {
  'nir.use': (_, { vault }) => ({ isUsed: isNirUsed(vault), typed: countNirs(vault) }),
  'nir.start': (_, { core, vault }) => {
    startNirUse(vault);
    tell(core);
    return {};
  },
  'nir.stop': ({ erase }, { core, vault }) => {
    const erased = stopNirUse(vault, erase);
    clearTracesBehind(core, vault);
    tell(core);
    return { erased };
  },
  'nir.ofPatient': ({ patientId }, { vault }) => {
    const nir = readNirOf(vault, patientId);
    if (nir !== '') logAccess(vault, { action: 'patient-read', patientId });
    return { nir, isUsed: isNirUsed(vault) };
  },
  'nir.set': ({ patientId, nir }, { core, vault }) => {
    setNir(vault, patientId, nir);
    tell(core);
    return {};
  },
};

function tell(core: Core): void {
  core.emit({ type: 'changed', areas: ['privacy', 'accessLog'] });
}
