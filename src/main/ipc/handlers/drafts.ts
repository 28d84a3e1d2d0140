import { dropDraft, putDraft, readDraft } from '../../vault/drafts.ts';
import type { HandlersOf } from '../router.ts';

export const draftsHandlers: HandlersOf<'drafts'> = {
  'drafts.get': ({ key }, { vault }) => ({ value: readDraft(vault, key) }),
  'drafts.put': ({ key, value }, { vault }) => {
    putDraft(vault, key, value);
    return {};
  },
  'drafts.drop': ({ key }, { vault }) => {
    dropDraft(vault, key);
    return {};
  },
};
