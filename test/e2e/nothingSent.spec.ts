import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { runWithCanary } from './canaryRun.ts';

// A day's work in the window without a host, seen from below: the system calls of the core, of the browser and of every
// process of theirs.

test.setTimeout(300_000);

const hasStrace = process.platform === 'linux' && spawnSync('strace', ['-V']).status === 0;

/** Chromium asks the system for a route to this address, to know whether IPv6 works: a socket of UDP that never sends. */
const ROUTE_QUESTION = /^connect\(\d+<UDPv6:[^>]*>, \{sa_family=AF_INET6, .*"2001:4860:4860::8888"/;

const SPEAKING = /^(connect|sendto|sendmsg|sendmmsg|write|writev|pwrite64|sendfile)\(\d+<(TCP|UDP)/;

test('core and window without a host speak to nobody', async () => {
  test.skip(!hasStrace, 'strace is not here');
  const running = await runWithCanary((folder) => {
    mkdirSync(join(folder, 'calls'));
    const calls = ['-e', 'trace=%network,write,writev,pwrite64,sendfile', '-e', 'signal=none', '-s', '0'];
    return ['strace', '-ff', '-qqq', '-yy', ...calls, '-o', join(folder, 'calls', 'of')];
  });
  try {
    running.order('quit');
    await once(running.process, 'exit');
    const folder = join(running.folder, 'calls');
    const calls = readdirSync(folder).flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n'));
    // Among them are the browser's own to its other processes: what is looked for would be there.
    expect(calls.filter((call) => /^sendmsg\(\d+<UNIX/.test(call)).length).toBeGreaterThan(100);
    expect(calls.filter((call) => SPEAKING.test(call) && !ROUTE_QUESTION.test(call))).toEqual([]);
  } finally {
    running.end();
  }
});
