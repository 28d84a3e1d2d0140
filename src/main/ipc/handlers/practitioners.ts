import { changeAccount, createAccount, endAccount, listAccounts, renewAccount } from '../../vault/accounts.ts';
import { requireStrongPassphrase } from '../../vault/passphraseStrength.ts';
import type { Core } from '../core.ts';
import type { HandlersOf } from '../router.ts';

export const practitionersHandlers: HandlersOf<'practitioners'> = {
  'practitioners.list': (_, { vault }) => ({ accounts: listAccounts(vault) }),
  'practitioners.create': async (wanted, { core }) => {
    await requireStrongPassphrase(wanted.passphrase, [wanted.name]);
    const account = await core.session.changeAccesses((opened) => createAccount(opened, wanted));
    tell(core);
    return account;
  },
  'practitioners.change': ({ accountId, ...terms }, { core, vault }) => {
    const account = changeAccount(vault, accountId, terms);
    tell(core);
    return account;
  },
  'practitioners.renew': async ({ accountId, passphrase }, { core }) => {
    await requireStrongPassphrase(passphrase, []);
    const account = await core.session.changeAccesses((opened) => renewAccount(opened, accountId, passphrase));
    tell(core);
    return account;
  },
  'practitioners.end': async ({ accountId }, { core }) => {
    await core.session.changeAccesses((opened) => endAccount(opened, accountId));
    tell(core);
    return {};
  },
};

function tell(core: Core): void {
  core.emit({ type: 'changed', areas: ['privacy', 'settings', 'accessLog'] });
}
