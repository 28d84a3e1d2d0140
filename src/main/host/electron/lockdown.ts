import type { ElectronApi, SessionApi, WebContentsApi } from './electronApi.ts';
import { isOwnUrl, SCHEME } from './scheme.ts';

/** Switches that end services of the browser which could speak to somebody or write something down. */
const SWITCHES: readonly (readonly [name: string, value?: string])[] = [
  ['disable-breakpad'],
  ['disable-crash-reporter'],
  ['disable-http-cache'],
  ['disable-gpu-shader-disk-cache'],
  ['disable-domain-reliability'],
  ['disable-sync'],
  ['disable-translate'],
  ['no-pings'],
  ['dns-prefetch-disable'],
  ['host-resolver-rules', 'MAP * ~NOTFOUND'],
  ['proxy-server', '127.0.0.1:9'],
  ['proxy-bypass-list', '<-loopback>'],
  ['force-webrtc-ip-handling-policy', 'disable_non_proxied_udp'],
  [
    'disable-features',
    'SpareRendererForSitePerProcess,Translate,MediaRouter,SpellcheckService,NetworkTimeServiceQuerying',
  ],
];

/** What must be said before Electron is ready: https://www.electronjs.org/docs/latest/tutorial/security. */
export function lockProgramDown({ app, protocol, setMenu }: Pick<ElectronApi, 'app' | 'protocol' | 'setMenu'>): void {
  app.enableSandbox();
  for (const [name, value] of SWITCHES) app.commandLine.appendSwitch(name, value);
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
  // The default menu has reload, zoom, developer tools and links to the web.
  setMenu(null);
  app.on('web-contents-created', (_event, contents) => lockContentsDown(contents));
}

/** No page of ours ever goes anywhere, opens anything, or embeds anything. */
function lockContentsDown(contents: WebContentsApi): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-navigate', (event) => event.preventDefault());
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-frame-navigate', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
}

/** The one permission that is granted: putting text that the person chose into the clipboard. */
const GRANTED = 'clipboard-sanitized-write';

/** A session in memory (no `persist:`), without permissions, devices, downloads, spelling service, or any request but ours. */
export function createLockedSession({ session }: Pick<ElectronApi, 'session'>, partition: string): SessionApi {
  const locked = session.fromPartition(partition, { cache: false });
  locked.setPermissionRequestHandler((_contents, permission, callback) => callback(permission === GRANTED));
  locked.setPermissionCheckHandler((_contents, permission) => permission === GRANTED);
  locked.setDevicePermissionHandler(() => false);
  locked.setDisplayMediaRequestHandler((_request, callback) => callback({}));
  locked.setSpellCheckerEnabled(false);
  locked.on('will-download', (event) => event.preventDefault());
  locked.webRequest.onBeforeRequest(({ url }, callback) => callback({ cancel: !isAllowed(url) }));
  return locked;
}

/** Pictures within the page (data:) make no request to anybody. */
function isAllowed(url: string): boolean {
  return isOwnUrl(url) || url.startsWith('data:image/');
}
