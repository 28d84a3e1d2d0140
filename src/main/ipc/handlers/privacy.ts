import type { Duty } from '../../../shared/contract/privacy.ts';
import { listDuties } from '../../privacy/duties.ts';
import { makeBinder } from '../../privacy/binder/binderPaper.ts';
import type { HandlersOf } from '../router.ts';

export const privacyHandlers: HandlersOf<'privacy'> = {
  'privacy.home': (_, { core, vault }) => {
    const duties = listDuties(vault);
    return { duties: core.session.chain.brokenAt === null ? duties : [BROKEN_LOG, ...duties] };
  },
  'privacy.makeBinder': async (_, { core, vault }) => {
    const documentId = await makeBinder(vault, (html) => core.host.printToPdf(html));
    core.emit({ type: 'changed', areas: ['privacy', 'accessLog'] });
    return { documentId };
  },
};

/** The chain is walked by the session in the background: what it found comes from there. */
const BROKEN_LOG: Duty = {
  state: 'late',
  finding: 'access-log-broken',
  count: null,
  on: null,
  displayName: null,
  subject: null,
};
