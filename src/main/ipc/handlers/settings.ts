import { readPractice, readPreferences, updateSettings } from '../../vault/settings.ts';
import type { HandlersOf } from '../router.ts';

export const settingsHandlers: HandlersOf<'settings'> = {
  'settings.get': (_, { vault }) => ({ practice: readPractice(vault), preferences: readPreferences(vault) }),
  'settings.update': (changes, { core, vault }) => {
    const settings = updateSettings(vault, changes);
    core.emit({ type: 'changed', areas: ['settings', 'accessLog'] });
    return settings;
  },
};
