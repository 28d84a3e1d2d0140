import { createSocket } from 'node:dgram';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';

/** Listeners on this machine that note by which way something of the page reached them. */
export interface Listeners {
  readonly httpPort: number;
  readonly udpPort: number;
  readonly arrived: Set<string>;
  close(): void;
}

export async function openListeners(): Promise<Listeners> {
  const arrived = new Set<string>();
  const server = createServer((request, response) => {
    arrived.add((request.url ?? '').split('/')[1] ?? '');
    response.writeHead(200, { 'access-control-allow-origin': '*', 'content-type': 'text/html' }).end('<p>arrived</p>');
  });
  server.on('upgrade', (request, socket) => {
    arrived.add((request.url ?? '').split('/')[1] ?? '');
    socket.destroy();
  });
  const udp = createSocket('udp4', () => arrived.add('stun'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  await new Promise<void>((resolve) => udp.bind(0, '127.0.0.1', resolve));
  return {
    httpPort: (server.address() as AddressInfo).port,
    udpPort: udp.address().port,
    arrived,
    close: () => {
      server.closeAllConnections();
      server.close();
      udp.close();
    },
  };
}

/** The ways that do not move the page itself; each goes to a path of its own name. */
export const QUIET_WAYS = [
  'fetch',
  'xhr',
  'beacon',
  'image',
  'websocket',
  'eventsource',
  'iframe',
  'script',
  'import',
  'stylesheet',
  'css-image',
  'object',
  'video',
  'prefetch',
  'worker-fetch',
  'worker-websocket',
  'form-in-frame',
  'stun',
] as const;

/** Tries them all at once, and waits for what is slow. */
export async function tryQuietWays(page: Page, { httpPort, udpPort }: Listeners): Promise<void> {
  await page.evaluate(
    async ([http, udp]) => {
      const url = (way: string): string => `http://127.0.0.1:${http}/${way}/${Math.random()}`;
      const socketUrl = (way: string): string => url(way).replace('http', 'ws');
      const add = <Name extends keyof HTMLElementTagNameMap>(
        name: Name,
        properties: Partial<HTMLElementTagNameMap[Name]>,
      ): HTMLElementTagNameMap[Name] => {
        const element = Object.assign(document.createElement(name), properties);
        document.body.append(element);
        return element;
      };
      const attempts: (() => unknown)[] = [
        () => fetch(url('fetch'), { mode: 'no-cors' }),
        () => {
          const request = new XMLHttpRequest();
          request.open('GET', url('xhr'));
          request.send();
        },
        () => navigator.sendBeacon(url('beacon'), 'x'),
        () => add('img', { src: url('image') }),
        () => new WebSocket(socketUrl('websocket')),
        () => new EventSource(url('eventsource')),
        () => add('iframe', { src: url('iframe') }),
        () => add('script', { src: url('script') }),
        () => import(url('import')),
        () => add('link', { rel: 'stylesheet', href: url('stylesheet') }),
        () => (add('div', {}).style.backgroundImage = `url(${url('css-image')})`),
        () => add('object', { data: url('object') }),
        () => add('video', { src: url('video') }),
        () =>
          document.head.append(
            Object.assign(document.createElement('link'), { rel: 'prefetch', href: url('prefetch') }),
          ),
        () => {
          const body = `fetch(${JSON.stringify(url('worker-fetch'))}, { mode: 'no-cors' });
            new WebSocket(${JSON.stringify(socketUrl('worker-websocket'))});`;
          new Worker(URL.createObjectURL(new Blob([body], { type: 'text/javascript' })));
        },
        () => {
          add('iframe', { name: 'cible' });
          add('form', { action: url('form-in-frame'), method: 'post', target: 'cible' }).submit();
        },
        async () => {
          const connection = new RTCPeerConnection({
            iceServers: [
              { urls: `stun:127.0.0.1:${udp}` },
              { urls: `turn:127.0.0.1:${udp}?transport=udp`, username: 'x', credential: 'x' },
            ],
          });
          connection.createDataChannel('x');
          await connection.setLocalDescription(await connection.createOffer());
        },
      ];
      for (const attempt of attempts)
        try {
          Promise.resolve(attempt()).catch(() => undefined);
        } catch {
          // Refused at once: as good as it gets.
        }
      await new Promise((resolve) => setTimeout(resolve, 3_000));
    },
    [httpPort, udpPort] as const,
  );
}

/** Ways that would take the page elsewhere; one after the other, since each may end the page. */
export const MOVING_WAYS = ['link', 'new-tab', 'form', 'location', 'open', 'meta-refresh'] as const;

export async function tryMovingWay(page: Page, way: (typeof MOVING_WAYS)[number], listeners: Listeners): Promise<void> {
  const url = `http://127.0.0.1:${listeners.httpPort}/${way}/`;
  await page
    .evaluate(
      ([way, url]) => {
        const add = <Name extends keyof HTMLElementTagNameMap>(
          name: Name,
          properties: Partial<HTMLElementTagNameMap[Name]>,
        ): HTMLElementTagNameMap[Name] => {
          const element = Object.assign(document.createElement(name), properties);
          document.body.append(element);
          return element;
        };
        const go = {
          link: () => add('a', { href: url }).click(),
          'new-tab': () => add('a', { href: url, target: '_blank' }).click(),
          form: () => add('form', { action: url, method: 'post' }).submit(),
          location: () => location.assign(url),
          open: () => void window.open(url),
          'meta-refresh': () => {
            const meta = Object.assign(document.createElement('meta'), {
              httpEquiv: 'refresh',
              content: `0; url=${url}`,
            });
            document.head.append(meta);
          },
        };
        go[way]();
      },
      [way, url] as const,
    )
    .catch(() => undefined);
  await page.waitForTimeout(700);
}
