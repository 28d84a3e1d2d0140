import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { describeFault, openFaultLog } from './faultLog.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'osteocoffre-faults-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const CANARY = 'Mme Lefèvre-Canari';

/** An error whose message does all it can to be taken for a stack. */
function talkativeError(): Error {
  const message = `no such patient: ${CANARY}\n    at ${CANARY} (/home/${CANARY}.ts:1:1)\n    at x (/tmp/a.ts:1:1)`;
  const error = new TypeError(message, { cause: new RangeError(CANARY) });
  return Object.assign(error, { code: 'SQLITE_CORRUPT' });
}

test('one line each: number, method, class, code, frames, and never a word of a message', () => {
  openFaultLog(folder, () => Date.UTC(2026, 10, 24))('ABC123', 'patients.open', talkativeError());
  const text = readFileSync(join(folder, 'incidents.jsonl'), 'utf8');
  expect(text).not.toContain('Canari');
  expect(JSON.parse(text)).toMatchObject({
    at: '2026-11-24T00:00:00.000Z',
    incident: 'ABC123',
    method: 'patients.open',
    class: 'TypeError',
    code: 'SQLITE_CORRUPT',
    cause: { class: 'RangeError' },
  });
  expect(text).toContain('faultLog.test.ts');
  expect(text).not.toContain('/tmp/a.ts');
});

test('what is no error at all is named by its type alone', () => {
  expect(describeFault(CANARY)).toEqual({ class: 'string', frames: [] });
  expect(describeFault(Object.assign(new Error('x'), { name: CANARY, code: CANARY }))).toMatchObject({
    class: 'Error',
  });
  expect(JSON.stringify(describeFault(Object.assign(new Error('x'), { code: CANARY })))).not.toContain('Canari');
});

test('the file is this user’s alone, and starts anew past a megabyte', () => {
  const log = openFaultLog(folder, Date.now);
  log('000001', 'x', new Error('x'));
  const path = join(folder, 'incidents.jsonl');
  expect(statSync(path).mode & 0o777).toBe(0o600);
  writeFileSync(path, 'x'.repeat(1024 * 1024 + 1));
  log('000002', 'x', new Error('x'));
  expect(readFileSync(path, 'utf8').split('\n')).toHaveLength(2);
  expect(statSync(`${path}.1`).size).toBe(1024 * 1024 + 1);
});

test('a log that cannot be written is no fault of its own', () => {
  const file = join(folder, 'file');
  writeFileSync(file, '');
  expect(() => openFaultLog(join(file, 'below'), Date.now)('000001', 'x', new Error('x'))).not.toThrow();
});
