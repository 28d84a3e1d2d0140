import { expect, test } from '@jest/globals';
import { chromiumSwitches } from './flags.ts';

const switches = chromiumSwitches();

test('one switch of each name: a second --disable-features would replace the first', () => {
  const names = switches.map((text) => text.split('=')[0]);
  expect(new Set(names).size).toBe(names.length);
});

test('translation, sync, spelling, crash, prediction and update services are off', () => {
  const features = switches.find((text) => text.startsWith('--disable-features='))?.split(/[=,]/) ?? [];
  expect(features).toEqual(
    expect.arrayContaining(['Translate', 'SpellcheckService', 'OptimizationHints', 'Prerender2']),
  );
  expect(switches).toEqual(
    expect.arrayContaining([
      '--incognito',
      '--disable-sync',
      '--disable-breakpad',
      '--disable-crash-reporter',
      '--no-pings',
    ]),
  );
});

test('no name resolves, and the proxy is a port where nobody listens', () => {
  expect(switches).toEqual(
    expect.arrayContaining([
      '--host-resolver-rules=MAP * ~NOTFOUND',
      '--proxy-server=127.0.0.1:9',
      '--proxy-bypass-list=<-loopback>',
      '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
    ]),
  );
});
