import type { MenuTitle } from './electronApi.ts';

/**
 * On macOS the keys of copying, pasting and quitting belong to the menu: without one they do nothing. No more than these:
 * no reload, no developer tools, and no « Services », which hand the chosen text to other programs.
 */
export const MAC_MENU: MenuTitle[] = [
  {
    // The system writes the program's own name in its place.
    label: 'OstéoCoffre',
    submenu: [
      { role: 'hide', label: 'Masquer OstéoCoffre' },
      { role: 'hideOthers', label: 'Masquer les autres' },
      { role: 'unhide', label: 'Tout afficher' },
      { type: 'separator' },
      { role: 'quit', label: 'Quitter OstéoCoffre' },
    ],
  },
  {
    label: 'Édition',
    submenu: [
      { role: 'undo', label: 'Annuler' },
      { role: 'redo', label: 'Rétablir' },
      { type: 'separator' },
      { role: 'cut', label: 'Couper' },
      { role: 'copy', label: 'Copier' },
      { role: 'paste', label: 'Coller' },
      { role: 'selectAll', label: 'Tout sélectionner' },
    ],
  },
];
