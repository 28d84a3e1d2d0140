import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { testConnection } from '../../src/main/snapshots/hosting/testConnection.ts';
import { plainAccess, type S3Access } from '../../src/main/snapshots/target/s3Access.ts';
import { S3Target } from '../../src/main/snapshots/target/s3Target.ts';
import { s3Spec } from '../../src/main/snapshots/target/targetSpec.ts';
import { startSwift } from '../fixtures/swiftStore.ts';
import { Tunnel } from '../fixtures/tunnel.ts';

// Both styles of address against OpenStack Swift, which finds the bucket in the name of the host below "localhost". Such a
// name leads nowhere by itself on most machines: the practice's proxy is asked for it.

// Before the tests are named: they are skipped, and counted so, where it cannot be started.
const store = await startSwift();
let tunnel: Tunnel;
let proxy: string;

beforeAll(async () => {
  tunnel = new Tunnel();
  proxy = await tunnel.start();
}, 300_000);
afterAll(async () => {
  await tunnel.stop();
  await store?.stop();
});

(store === null ? test.skip : test).each(['path', 'virtual-host'] as const)(
  'an object goes there and comes back in %s style',
  async (style) => {
    if (store === null) throw new Error('Swift was not started');
    const { bucket, endpoint } = store;
    const { host, port } = new URL(endpoint);
    const place = { endpoint: style === 'path' ? endpoint : `http://localhost:${port}`, bucket, prefix: 'essai/' };
    const access: S3Access = { ...plainAccess(store), style, proxy };
    // Swift answers 501 to a condition: the lock is advisory there.
    expect(await testConnection(s3Spec(place, access))).toMatchObject({ canDelete: true, decidesNew: false });
    const target = new S3Target(place, access);
    const name = 'snapshots/20261124T090000Z-000001-0a1b2c3d.json';
    await target.writeWhole(name, Buffer.from('contenu'));
    expect(await target.list('snapshots/')).toEqual([{ name, size: 7 }]);
    expect((await target.readRange(name, 3, 4)).toString()).toBe('tenu');
    await target.delete(name);
    expect(await target.list('')).toEqual([]);
    await target.close();
    expect(tunnel.asked.at(-1)).toBe(style === 'path' ? host : `${bucket}.localhost:${port}`);
  },
  60_000,
);
