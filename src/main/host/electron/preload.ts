import { contextBridge, ipcRenderer } from 'electron';
import { EVENT_CHANNEL, INVOKE_CHANNEL } from './channels.ts';

/** All that the page gets: one call and one ear. No object of Electron's crosses the bridge. */
contextBridge.exposeInMainWorld('bridge', {
  invoke: (method: string, input: unknown): Promise<unknown> => ipcRenderer.invoke(INVOKE_CHANNEL, method, input),
  subscribe: (listener: (event: unknown) => void): (() => void) => {
    const relay = (_event: unknown, value: unknown): void => listener(value);
    ipcRenderer.on(EVENT_CHANNEL, relay);
    return () => void ipcRenderer.removeListener(EVENT_CHANNEL, relay);
  },
});
