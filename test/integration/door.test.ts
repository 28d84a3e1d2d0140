import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { contract, isMethodName, type MethodName } from '../../src/shared/contract/index.ts';
import { PASSPHRASE, makeTemplateVault, type TemplateVault } from '../fixtures/templateVault.ts';
import { startTestCore, type TestCore } from '../fixtures/testCore.ts';

let template: TemplateVault;
let core: TestCore;
beforeAll(async () => {
  template = await makeTemplateVault();
  core = startTestCore(template);
  await core.call('vault.unlock', { passphrase: PASSPHRASE });
});
afterAll(async () => {
  await core.end();
  template.remove();
});

const methods = Object.keys(contract).filter(isMethodName);

/** Close or change the vault itself, or ask the host, where their input happens to be right. */
const NOT_CALLED_THROUGH = /^(vault|application|printing|imports|snapshots)\./;

const evilText = fc.oneof(
  fc.constantFrom(
    '',
    '\0',
    'a\0b',
    '\ud800',
    'x\udfff',
    '\n',
    "'; DROP TABLE patient; --",
    '"',
    '%',
    '*',
    'NEAR(',
    '\u202e',
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom('é', 'e\u0301', '🦴').map((unit) => unit.repeat(200_001)),
);
const evilValue = fc.oneof(
  evilText,
  fc.constantFrom<unknown>(
    null,
    undefined,
    true,
    0,
    -1,
    1.5,
    Number.NaN,
    Infinity,
    Number.MAX_VALUE,
    2n ** 70n,
    [],
    {},
  ),
  fc.anything({ maxDepth: 2 }),
);

/** The method's own fields with values that do not belong there, and sometimes a field more. */
function evilInput(name: MethodName): fc.Arbitrary<unknown> {
  const fields = Object.keys(contract[name].input.shape);
  const shaped = fc.record(Object.fromEntries(fields.map((field) => [field, evilValue])), { requiredKeys: [] });
  const more = fc
    .tuple(shaped, fc.string({ minLength: 1 }), evilValue)
    .map(([input, key, value]) => ({ ...input, [key]: value }));
  return fc.oneof({ arbitrary: shaped, weight: 4 }, more, fc.anything({ maxDepth: 2 }));
}

test.each(methods)('%s answers bad input with data, never with a fault', async (name) => {
  await fc.assert(
    fc.asyncProperty(evilInput(name), async (input) => {
      const isRight = contract[name].input.safeParse(input).success;
      if (isRight && NOT_CALLED_THROUGH.test(name)) return;
      const result = await core.door(name, input);
      const code = result.ok ? 'ok' : result.error.code;
      if (!isRight) expect(code).toBe('invalid-input');
      expect(code).not.toBe('internal');
    }),
    { numRuns: 40 },
  );
});

test.each([
  ['no such method', 'patients.steal'],
  ['a name of the language', '__proto__'],
  ['an empty name', ''],
])('%s is refused', async (_, name) => {
  expect(await core.door(name, {})).toEqual({ ok: false, error: { code: 'unknown-method' } });
});

test('no fault was written down, and the vault is open and sound', async () => {
  expect(core.faults).toEqual([]);
  expect(await core.call('vault.check', {})).toMatchObject({ ok: true, accessLog: { intact: true } });
});
