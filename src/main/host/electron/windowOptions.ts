import type { WebPreferences, WindowOptions } from './electronApi.ts';

/** The application's window. It may run only our own script, isolated from the preload, in a sandbox. */
export function mainWindowOptions(partition: string, preload: string, devTools: boolean): WindowOptions {
  return {
    title: 'OstéoCoffre',
    width: 1366,
    height: 768,
    show: false,
    webPreferences: { ...lockedPreferences(partition), javascript: true, devTools, preload },
  };
}

/** A window that is never shown, for a document to print: no script at all. */
export function paperWindowOptions(partition: string): WindowOptions {
  return {
    title: 'OstéoCoffre',
    width: 794,
    height: 1123,
    show: false,
    webPreferences: { ...lockedPreferences(partition), javascript: false, devTools: false },
  };
}

/** Every switch is written out, so that a change of Electron's defaults opens nothing. */
function lockedPreferences(partition: string): Omit<WebPreferences, 'javascript' | 'devTools' | 'preload'> {
  return {
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    enableBlinkFeatures: '',
    disableBlinkFeatures: 'Auxclick',
    webviewTag: false,
    spellcheck: false,
    navigateOnDragDrop: false,
    disableDialogs: true,
    partition,
  };
}
