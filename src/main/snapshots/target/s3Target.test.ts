import { inspect } from 'node:util';
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { S3Store, STORE_ACCESS, type StoreFault } from '../../../../test/fixtures/s3Store.ts';
import { makeCertificate } from '../../../../test/fixtures/testCertificate.ts';
import type { S3Access } from './s3Access.ts';
import type { S3Place } from './s3Place.ts';
import { S3Target } from './s3Target.ts';
import { TargetFailure } from './target.ts';

const HURRY = { connectMs: 2_000, silenceMs: 1_000, tries: 3, firstDelayMs: 1 };

let store: S3Store;
let place: S3Place;
const opened: S3Target[] = [];

beforeEach(async () => {
  store = new S3Store();
  place = { ...(await store.start()), prefix: 'cabinet/' };
});
afterEach(async () => {
  for (const target of opened.splice(0)) await target.close();
  await store.stop();
});

function open(changes: Partial<S3Access> = {}, at: S3Place = place, now: () => number = Date.now): S3Target {
  const target = new S3Target(at, { ...STORE_ACCESS, ...changes }, { patience: HURRY, now });
  opened.push(target);
  return target;
}

/** The fault that a work ends with; what is thrown must name no key. */
async function faultOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'none';
  } catch (error) {
    expect(inspect(error, { depth: 9 })).not.toContain(STORE_ACCESS.secretAccessKey);
    return error instanceof TargetFailure ? error.fault : String(error);
  }
}

/** The first `count` requests fail so. */
function failing(count: number, fault: StoreFault): void {
  store.fault = ({ number }) => (number <= count ? fault : null);
}

describe('objects', () => {
  test('are written under the prefix, read in ranges, listed in pages and removed', async () => {
    store.pageSize = 3;
    const target = open();
    const bytes = randomBytes(200_000);
    for (let index = 0; index < 8; index += 1) await target.writeWhole(`packs/a${index}/x`, bytes);
    await target.writeWhole('config.json', Buffer.from('{}\n'));
    expect([...store.objects.keys()].every((key) => key.startsWith('cabinet/'))).toBe(true);
    expect((await target.list('packs/')).map(({ name, size }) => [name, size])).toEqual(
      Array.from({ length: 8 }, (_, index) => [`packs/a${index}/x`, bytes.length]),
    );
    expect((await target.readRange('packs/a3/x', 17, 1000)).equals(bytes.subarray(17, 1017))).toBe(true);
    expect((await target.readBack('packs/a3/x')).bytes.equals(bytes)).toBe(true);
    await target.delete('packs/a3/x');
    await target.delete('packs/a3/x');
    expect(await target.list('packs/a3')).toEqual([]);
  });

  test('that are not there, or end too early, are told apart', async () => {
    const target = open();
    await target.writeWhole('a', Buffer.from('abc'));
    expect(await faultOf(target.readRange('b', 0, 3))).toBe('missing');
    expect(await faultOf(target.readRange('a', 0, 4))).toBe('short');
    expect(await faultOf(target.readRange('a', 9, 4))).toBe('short');
    expect(await target.readRange('a', 0, 0)).toHaveLength(0);
    expect(await faultOf(target.readRange('b', 0, 0))).toBe('missing');
  });

  test('carry their own SHA-256, which changes on the way are found by', async () => {
    const target = open();
    await target.writeWhole('a', Buffer.from('abc'));
    expect(store.requests[0]?.headers['x-amz-content-sha256']).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
  });

  test('lie under the name of the bucket in virtual-host style', async () => {
    // The name does not resolve, so that what was asked for is told by the refusal alone: it must be the network's.
    expect(await faultOf(open({ style: 'virtual-host' }, { ...place, bucket: 'coffres' }).list(''))).toBe(
      'unreachable',
    );
    expect(store.requests).toHaveLength(0);
  });
});

describe('what passes is tried again', () => {
  const passing: [string, StoreFault][] = [
    ['500', { kind: 'error', status: 500, code: 'InternalError' }],
    ['503 SlowDown', { kind: 'error', status: 503, code: 'SlowDown' }],
    ['400 RequestTimeout, a body that came too late', { kind: 'error', status: 400, code: 'RequestTimeout' }],
    ['408', { kind: 'raw', status: 408, headers: {}, body: '' }],
    ['429', { kind: 'raw', status: 429, headers: {}, body: '' }],
    ['a connection that is cut before the request is obeyed', { kind: 'cut', when: 'before' }],
    ['one that is cut after it was', { kind: 'cut', when: 'after' }],
    ['one that is cut in the middle of the answer', { kind: 'cut', when: 'in-body' }],
    ['silence', { kind: 'silence' }],
  ];
  test.each(passing)(
    '%s',
    async (_, fault) => {
      const bytes = randomBytes(300_000);
      failing(2, fault);
      const target = open();
      await target.writeWhole('a', bytes);
      failing(store.requests.length + 2, fault);
      expect((await target.readBack('a')).bytes.equals(bytes)).toBe(true);
    },
    20_000,
  );

  test('but not without end, and what it was is told', async () => {
    failing(99, { kind: 'error', status: 503, code: 'SlowDown' });
    expect(await faultOf(open().list(''))).toBe('overloaded');
    expect(store.requests).toHaveLength(HURRY.tries);
    failing(99, { kind: 'cut', when: 'before' });
    expect(await faultOf(open().list(''))).toBe('unreachable');
  });
});

describe('what does not pass is told at once, each by its name', () => {
  const error = (status: number, code: string): StoreFault => ({ kind: 'error', status, code });
  const lasting: [string, StoreFault][] = [
    ['key-refused', error(403, 'SignatureDoesNotMatch')],
    ['key-refused', error(403, 'InvalidAccessKeyId')],
    ['region-wrong', error(400, 'AuthorizationHeaderMalformed')],
    ['region-wrong', error(301, 'PermanentRedirect')],
    ['clock-off', error(403, 'RequestTimeTooSkewed')],
    ['clock-off', { kind: 'error', status: 403, code: 'AccessDenied', date: new Date(0).toUTCString() }],
    ['bucket-missing', error(404, 'NoSuchBucket')],
    ['read-refused', error(403, 'AccessDenied')],
    ['quota', error(403, 'QuotaExceeded')],
    ['redirected', { kind: 'raw', status: 302, headers: { location: 'http://127.0.0.1:1/' }, body: '' }],
    ['redirected', { kind: 'raw', status: 307, headers: { location: 'https://autre.example/' }, body: '' }],
    ['strange', { kind: 'raw', status: 200, headers: {}, body: '<html><body>Bienvenue' }],
    ['strange', { kind: 'raw', status: 200, headers: {}, body: bomb() }],
    ['strange', { kind: 'raw', status: 200, headers: {}, body: `<a>${'x'.repeat(5_000_000)}</a>` }],
    ['strange', { kind: 'raw', status: 200, headers: {}, body: circle() }],
  ];
  test.each(lasting)('%s', async (expected, fault) => {
    failing(99, fault);
    expect(await faultOf(open().list(''))).toBe(expected);
    expect(store.requests.length).toBeLessThanOrEqual(2);
  });

  test('the right to write and the right to delete', async () => {
    failing(99, error(403, 'AccessDenied'));
    const target = open();
    expect(await faultOf(target.writeWhole('a', Buffer.from('abc')))).toBe('write-refused');
    expect(target.capabilities.canDelete).toBe(true);
    expect(await faultOf(target.delete('a'))).toBe('delete-refused');
    expect(target.capabilities.canDelete).toBe(false);
  });

  test('names outside the prefix, which no honest store lists', async () => {
    failing(1, { kind: 'raw', status: 200, headers: {}, body: listing('autre/a') });
    expect(await faultOf(open().list('packs/'))).toBe('strange');
  });

  test('nobody at the address', async () => {
    expect(await faultOf(open({}, { ...place, endpoint: 'http://127.0.0.1:1' }).list(''))).toBe('unreachable');
  });
});

describe('TLS', () => {
  const mine = makeCertificate('IP:127.0.0.1');
  const others = makeCertificate('DNS:autre.example');

  async function listOver(
    tls: { key: string; cert: string; maxVersion?: 'TLSv1.1' },
    authority: string | null,
  ): Promise<string> {
    const secure = new S3Store(tls);
    const at = await secure.start();
    try {
      return await faultOf(open({ authority }, at).list(''));
    } finally {
      await secure.stop();
    }
  }

  test('only with an authority that vouches for this very host, whatever the environment says', async () => {
    expect(await listOver(mine, mine.cert)).toBe('none');
    expect(await listOver(others, others.cert)).toBe('untrusted');
    process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';
    try {
      expect(await listOver(mine, null)).toBe('untrusted');
      expect(await listOver(others, others.cert)).toBe('untrusted');
    } finally {
      delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
    }
  });

  test('not below 1.2', async () => {
    expect(await listOver({ ...mine, maxVersion: 'TLSv1.1' }, mine.cert)).toBe('untrusted');
  });

  test('through a proxy stays closed from end to end: the proxy sees a name and ciphertext', async () => {
    const seen: string[] = [];
    const proxy = createServer();
    proxy.on('connect', ({ url = '' }, socket) => {
      seen.push(url);
      const [host, port] = url.split(':');
      const onward = connect(Number(port), host, () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        onward.pipe(socket).pipe(onward);
      });
      for (const end of [socket, onward]) end.on('error', () => undefined);
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    const { port } = proxy.address() as AddressInfo;
    const secure = new S3Store(mine);
    const at = await secure.start();
    const target = open({ authority: mine.cert, proxy: `http://127.0.0.1:${port}` }, at);
    expect(await faultOf(target.list(''))).toBe('none');
    expect(seen).toEqual([new URL(at.endpoint).host]);
    await target.close();
    await secure.stop();
    proxy.close();
  });
});

test('a proxy that wants to know who asks is told as such, and is not tried again', async () => {
  let asked = 0;
  const proxy = createServer();
  proxy.on('connect', (_, socket) => {
    asked += 1;
    socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const { port } = proxy.address() as AddressInfo;
  const target = open({ proxy: `http://127.0.0.1:${port}` });
  expect(await faultOf(target.list(''))).toBe('proxy-refused');
  expect(asked).toBe(1);
  await target.close();
  proxy.close();
});

test('a region or an identifier that no store can have is told before anything is sent', async () => {
  const listWith = async (changes: Partial<S3Access>) => open(changes).list('');
  expect(await faultOf(listWith({ region: 'fr–paris' }))).toBe('region-wrong');
  expect(await faultOf(listWith({ accessKeyId: 'clé' }))).toBe('key-refused');
  expect(store.requests).toHaveLength(0);
});

test('a bandwidth limit holds over all uploads at once', async () => {
  const target = open({ bytesPerSecond: 400_000 });
  const started = performance.now();
  await Promise.all(['a', 'b', 'c', 'd'].map((name) => target.writeWhole(name, randomBytes(100_000))));
  const seconds = (performance.now() - started) / 1000;
  expect(seconds).toBeGreaterThan(0.6);
  expect(seconds).toBeLessThan(2);
});

function listing(key: string, token = ''): string {
  const next = token === '' ? '' : `<NextContinuationToken>${token}</NextContinuationToken>`;
  const contents = key === '' ? '' : `<Contents><Key>${key}</Key><Size>1</Size></Contents>`;
  return `<ListBucketResult>${contents}${next}<IsTruncated>${token !== ''}</IsTruncated></ListBucketResult>`;
}

/** A listing whose next page is always itself. */
function circle(): string {
  return listing('', 'encore');
}

/** A few hundred bytes that want to become gigabytes. */
function bomb(): string {
  const entities = Array.from({ length: 12 }, (_, level) => `<!ENTITY e${level + 1} "${`&e${level};`.repeat(10)}">`);
  return `<!DOCTYPE x [<!ENTITY e0 "boum">${entities.join('')}]><ListBucketResult>&e12;</ListBucketResult>`;
}
