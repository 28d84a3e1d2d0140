import { isReadingCopy } from '../../vault/readingCopy.ts';
import { refuse } from '../../vault/refusal.ts';
import { updatePreferences } from '../../vault/settings.ts';
import type { HandlersOf } from '../router.ts';

export const readingCopyHandlers: HandlersOf<'readingCopy'> = {
  'readingCopy.create': async (wanted, { core }) => {
    await core.copies.create(wanted);
    return {};
  },
  'readingCopy.update': async (_, { core }) => ({ isNewer: await core.session.updateCopy() }),
  'readingCopy.changePreferences': (changes, { core, vault }) => {
    // Of the practice's vault they are the titular's to choose, in the settings.
    if (!isReadingCopy(vault.db)) return refuse({ code: 'not-a-copy' });
    const preferences = updatePreferences(vault, changes);
    core.emit({ type: 'changed', areas: ['settings', 'accessLog'] });
    return preferences;
  },
  'readingCopy.remove': async (_, { core }) => {
    await core.copies.remove();
    return {};
  },
};
