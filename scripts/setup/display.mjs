import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** True where a window can be seen. */
export function hasDisplay() {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/** A virtual screen of the size the application is designed for, which only who knows its secret can look at. */
export async function openVirtualDisplay() {
  const folder = mkdtempSync(join(tmpdir(), 'osteocoffre-ecran-'));
  const authority = join(folder, 'Xauthority');
  writeFileSync(authority, xauthorityFile(randomBytes(16)), { mode: 0o600 });
  // Without -noreset the server starts over when its last client leaves, and cuts a window that comes at that moment.
  const server = spawn(
    'Xvfb',
    ['-displayfd', '3', '-screen', '0', '1366x768x24', '-nolisten', 'tcp', '-noreset', '-auth', authority],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe'], detached: true },
  );
  const number = await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.once('exit', () => reject(new Error('Xvfb ended at once')));
    server.stdio[3].once('data', (data) => resolve(String(data).trim()));
  });
  const close = () => {
    server.kill('SIGTERM');
    rmSync(folder, { recursive: true, force: true });
  };
  process.once('exit', close);
  return { env: { DISPLAY: `:${number}`, XAUTHORITY: authority }, close };
}

/** One entry for any host and display (family "wild", 65535), as Xau(3) lays it out. */
function xauthorityFile(cookie) {
  const counted = (bytes) => Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 255]), bytes]);
  const empty = Buffer.alloc(0);
  const parts = [empty, empty, Buffer.from('MIT-MAGIC-COOKIE-1'), cookie].map(counted);
  return Buffer.concat([Buffer.from([0xff, 0xff]), ...parts]);
}
