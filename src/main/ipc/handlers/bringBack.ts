import { specAt } from '../../snapshots/hosting/specAt.ts';
import { openTarget } from '../../snapshots/target/openTarget.ts';
import type { HandlersOf } from '../router.ts';

export const bringBackHandlers: HandlersOf<'bringBack'> = {
  'bringBack.open': async ({ repository, snapshotId }, { core, vault }) => {
    await core.backups.look(vault);
    const { place, label } = core.backups.readable(vault, repository);
    const spec = await specAt(vault, place, { create: false });
    const opened = await core.bringBacks.open(vault, openTarget(spec), snapshotId);
    core.emit({ type: 'changed', areas: ['accessLog'] });
    return { ...opened, label };
  },
  'bringBack.search': ({ text }, { core, vault }) => ({ patients: core.bringBacks.search(vault, text) }),
  'bringBack.compare': ({ patientId }, { core, vault }) => core.bringBacks.compare(vault, patientId),
  'bringBack.bring': (chosen, { core, vault }) => {
    const brought = core.bringBacks.bring(vault, chosen);
    core.emit({ type: 'changed', areas: ['patients', 'consultations', 'accessLog', 'snapshots'] });
    return brought;
  },
  'bringBack.undo': (_, { core, vault }) => {
    core.bringBacks.undo(vault);
    core.emit({ type: 'changed', areas: ['patients', 'consultations', 'accessLog', 'snapshots'] });
    return {};
  },
  'bringBack.close': (_, { core }) => {
    core.bringBacks.close();
    return {};
  },
};
