import { enterLostKeys } from '../../privacy/breaches/lostKeyBreaches.ts';
import { lostKeyDocument } from '../../printing/lostKeyDocument.ts';
import { listLostKeys, readLostKey, reportFoundKey, reportLostKey } from '../../snapshots/lostKeys.ts';
import { readPractice } from '../../vault/settings.ts';
import type { Core } from '../core.ts';
import type { HandlersOf } from '../router.ts';

export const lostKeysHandlers: HandlersOf<'lostKeys'> = {
  'lostKeys.list': (_, { vault }) => ({ keys: listLostKeys(vault) }),
  'lostKeys.report': (report, { core, vault }) => {
    const lost = vault.db.transaction(() => {
      const reported = reportLostKey(vault, report);
      // The internal register has it from the same moment on (article 33(5)).
      enterLostKeys(vault, listLostKeys(vault));
      return reported;
    })();
    tell(core);
    return lost;
  },
  'lostKeys.found': async ({ lostKeyId }, { core, vault }) => {
    reportFoundKey(vault, lostKeyId);
    await core.backups.look(vault);
    tell(core);
    return {};
  },
  'lostKeys.print': async ({ lostKeyId }, { core, vault }) => {
    await core.host.print(lostKeyDocument(readPractice(vault), readLostKey(vault, lostKeyId), vault.now()));
    return {};
  },
};

function tell(core: Core): void {
  core.emit({ type: 'changed', areas: ['snapshots', 'accessLog', 'application', 'privacy'] });
}
