import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { makeVaultThere } from '../fixtures/commandLine.ts';
import { S3Store, STORE_ACCESS } from '../fixtures/s3Store.ts';
import { NODE_PROGRAM } from '../../src/main/nodeProgram.ts';

// Only the core speaks to the network, and only to the host that was set up: seen from below, by the system calls of the
// program and of every process that it starts.

const PASSPHRASE = 'girafe cubisme losange banquise pulpe revival hiver';
const folder = mkdtempSync(join(tmpdir(), 'osteocoffre-sockets-'));
const phrase = join(folder, 'phrase');
const vault = join(folder, 'coffre');
const hasStrace = process.platform === 'linux' && spawnSync('strace', ['-V']).status === 0;
let store: S3Store;
let address = '';
const credentials = join(folder, 'clés.json');

beforeAll(async () => {
  if (!hasStrace) process.stderr.write('No strace here: the test of the sockets is skipped.\n');
  writeFileSync(phrase, `${PASSPHRASE}\n`);
  await makeVaultThere(vault, PASSPHRASE);
  store = new S3Store();
  const { endpoint, bucket } = await store.start();
  address = `s3:${endpoint}/${bucket}/a`;
  const { region, accessKeyId, secretAccessKey } = STORE_ACCESS;
  writeFileSync(credentials, JSON.stringify({ endpoint, bucket, region, accessKeyId, secretAccessKey }));
}, 300_000);
afterAll(async () => {
  await store.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Runs a command under strace; each network connection that it, or a process of it, tried to make. */
async function connectionsOf(...args: readonly string[]): Promise<string[]> {
  const traces = mkdtempSync(join(folder, 'trace-'));
  const traced = ['-ff', '-qqq', '-e', 'trace=connect,sendto,sendmsg', '-e', 'signal=none', '-o', join(traces, 't')];
  const command = [process.execPath, NODE_PROGRAM.commandLine, ...args, '--passphrase-file', phrase];
  const child = spawn('strace', [...traced, ...command], {
    env: { ...process.env, NODE_OPTIONS: '' },
    stdio: 'ignore',
  });
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  expect(code).toBe(0);
  const calls = readdirSync(traces).flatMap((name) => readFileSync(join(traces, name), 'utf8').split('\n'));
  return calls.filter((call) => /AF_INET6?\b/.test(call));
}

(hasStrace ? test : test.skip)(
  'without a host no socket to any network is ever opened',
  async () => {
    const target = join(folder, 'CLÉ BLEUE');
    for (const args of [
      ['snapshot', 'create', vault, target],
      ['snapshot', 'verify', target, '--full'],
      ['search', vault, 'durand'],
    ])
      expect(await connectionsOf(...args)).toEqual([]);
  },
  600_000,
);

(hasStrace ? test : test.skip)(
  'with one, sockets go to its address and to no other',
  async () => {
    const calls = await connectionsOf('snapshot', 'create', vault, address, '--s3-credentials-file', credentials);
    const { port } = new URL(address.slice('s3:'.length));
    expect(calls.length).toBeGreaterThan(0);
    for (const call of calls) expect(call).toContain(`sin_port=htons(${port}), sin_addr=inet_addr("127.0.0.1")`);
  },
  600_000,
);
