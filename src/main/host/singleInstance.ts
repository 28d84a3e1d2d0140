import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync, rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join, resolve } from 'node:path';

export interface SingleInstance {
  /** Called when the program is started again on the same data. */
  onSecondStart(listener: () => void): void;
  release(): Promise<void>;
}

/**
 * One process for one data folder. The first listens on a local socket (a file, or a named pipe on Windows: no port); a
 * later one finds it, asks it to come to the front, and gets null. A crash leaves at most a dead socket, which is replaced.
 */
export async function claimSingleInstance(dataFolder: string): Promise<SingleInstance | null> {
  const address = socketAddress(dataFolder);
  if (await isAnswered(address)) return null;
  const listeners: (() => void)[] = [];
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.end('ici');
    for (const listener of listeners) listener();
  });
  if (process.platform !== 'win32') rmSync(address, { force: true });
  await listen(server, address);
  return {
    onSecondStart: (listener) => void listeners.push(listener),
    release: () => new Promise((done) => server.close(() => done())),
  };
}

/** True where a first process answered. */
function isAnswered(address: string): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(address);
    socket.setTimeout(2_000, () => socket.destroy());
    socket.once('data', () => {
      socket.destroy();
      done(true);
    });
    socket.once('error', () => done(false));
    socket.once('close', () => done(false));
  });
}

function listen(server: Server, address: string): Promise<void> {
  return new Promise((done, fail) => {
    server.once('error', fail);
    server.listen(address, done);
  });
}

/** Short enough for a socket's name (107 bytes), in a folder that only this user can enter. */
function socketAddress(dataFolder: string): string {
  const name = createHash('sha256').update(resolve(dataFolder)).digest('hex').slice(0, 16);
  if (process.platform === 'win32') return `\\\\.\\pipe\\osteocoffre-${name}`;
  const { uid } = userInfo();
  const folder = process.env['XDG_RUNTIME_DIR'] ?? join(tmpdir(), `osteocoffre-${uid}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const facts = lstatSync(folder);
  if (!facts.isDirectory() || facts.uid !== uid) throw new Error('the folder for the socket belongs to somebody else');
  return join(folder, `osteocoffre-${name}.sock`);
}
