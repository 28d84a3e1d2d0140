/** What the page's world offers of what is used here; this project's Node code knows no DOM otherwise. */
interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  preventDefault(): void;
}
interface LeavingPage {
  preventDefault(): void;
}
interface Navigation {
  readonly destination: { readonly sameDocument: boolean };
  readonly cancelable: boolean;
  preventDefault(): void;
}
declare const window: {
  readonly top: unknown;
  print: () => void;
  addEventListener(type: 'keydown', listener: (event: KeyPress) => void, capture: boolean): void;
  addEventListener(type: 'beforeunload', listener: (event: LeavingPage) => void): void;
};
declare const navigation: { addEventListener(type: 'navigate', listener: (event: Navigation) => void): void };
declare const location: { readonly origin: string };

/** Names of the native binding and of the function that the host calls; both are taken off the page's reach or inert. */
export const NATIVE_BINDING = '__coffreAppel';
export const DELIVERY = '__coffreRemise';

/**
 * Runs in the page before its own scripts, in the main frame of our origin alone: gives it `window.bridge`, as the Electron
 * preload does, and takes away what a browser window has and an application has not (printing by the browser, reload,
 * leaving). Serialised with toString(): it may use nothing from outside its body.
 */
export function installBridge(origin: string, nativeName: string, deliveryName: string): void {
  if (location.origin !== origin || window.top !== window) return;
  const page = globalThis as unknown as Record<string, unknown>;
  const native = page[nativeName] as (payload: string) => void;
  Reflect.deleteProperty(page, nativeName);

  const waiting = new Map<number, (result: unknown) => void>();
  const listeners = new Set<(event: unknown) => void>();
  let calls = 0;

  const bridge = Object.freeze({
    invoke: (method: string, input: unknown) =>
      new Promise((resolve) => {
        calls += 1;
        waiting.set(calls, resolve);
        native(JSON.stringify({ call: calls, method, input }));
      }),
    subscribe: (listener: (event: unknown) => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  });
  Object.defineProperty(page, 'bridge', { value: bridge, enumerable: true });
  Object.defineProperty(page, deliveryName, {
    value: (text: string) => {
      const message = JSON.parse(text) as { call: number | null; value: unknown };
      if (message.call === null) {
        for (const listener of listeners) listener(message.value);
        return;
      }
      waiting.get(message.call)?.(message.value);
      waiting.delete(message.call);
    },
  });

  // The browser's own printing hangs under automation and writes through its dialog; printing is the core's.
  window.print = () => undefined;
  window.addEventListener(
    'keydown',
    (event) => {
      const key = event.key.toLowerCase();
      const command = event.ctrlKey || event.metaKey;
      // F1 to F12 and Ctrl+letter still reach the application: only the browser's own action is stopped.
      const browserAction =
        (command && ['p', 'r', 's', 'o', 'u', 'f', 'g', 'j', 'h', 'd', 'n', 't', '+', '-', '='].includes(key)) ||
        ['f1', 'f3', 'f5', 'f6', 'f7', 'f11', 'f12'].includes(key);
      if (browserAction) event.preventDefault();
    },
    true,
  );
  // Leaving is asked of the host, which saves and locks first; it answers the browser's question itself.
  window.addEventListener('beforeunload', (event) => event.preventDefault());
  navigation.addEventListener('navigate', (event) => {
    if (!event.destination.sameDocument && event.cancelable) event.preventDefault();
  });
}
