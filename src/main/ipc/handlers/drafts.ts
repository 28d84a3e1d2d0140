import { dropDraft, putDraft, readDraft } from '../../vault/drafts.ts';
import type { Vault } from '../../vault/vault.ts';
import type { HandlersOf } from '../router.ts';

export const draftsHandlers: HandlersOf<'drafts'> = {
  'drafts.get': ({ key }, { vault }) => ({ value: readDraft(vault, ownKey(vault, key)) }),
  'drafts.put': ({ key, value }, { vault }) => {
    putDraft(vault, ownKey(vault, key), value);
    return {};
  },
  'drafts.drop': ({ key }, { vault }) => {
    dropDraft(vault, ownKey(vault, key));
    return {};
  },
};

/** A colleague's drafts are their own: neither reads what the other was typing, of a file that may be hidden from them. */
function ownKey({ practitioner }: Vault, key: string): string {
  return practitioner.role === 'titular' ? key : `${practitioner.id}-${key}`;
}
