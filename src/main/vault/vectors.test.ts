import { expect, test } from '@jest/globals';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { keyIdOf, openWithPassphrase, openWithRecoveryCode, parseKeyFile } from './keyring.ts';
import { readRecoveryCode, recoveryCodeText } from './recoveryCode.ts';
import { preparePassphrase } from './passphrase.ts';
import { Refusal } from './refusal.ts';

const VECTORS = join(import.meta.dirname, '../../../docs/vectors');

const vector = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('key-file'),
    about: z.string(),
    /** The file's bytes. */
    base64: z.base64(),
    passphrase: z.string().nullable(),
    recoveryCode: z.string().nullable(),
    expect: z.union([
      z.strictObject({ vaultId: z.string(), vaultKeys: z.array(z.string()), currentKeyId: z.string() }),
      z.strictObject({ refused: z.string() }),
      z.strictObject({ opensNothing: z.literal(true) }),
    ]),
  }),
  z.strictObject({
    kind: z.literal('recovery-code'),
    about: z.string(),
    typed: z.string(),
    expect: z.union([z.strictObject({ bytes: z.string() }), z.strictObject({ refused: z.string() })]),
  }),
  z.strictObject({
    kind: z.literal('passphrase'),
    about: z.string(),
    typed: z.string(),
    expect: z.union([z.strictObject({ utf8: z.string() }), z.strictObject({ refused: z.string() })]),
  }),
]);
type Vector = z.infer<typeof vector>;

const files = readdirSync(VECTORS).filter((name) => name.endsWith('.json'));
const vectors = files.flatMap((name) =>
  z
    .array(vector)
    .parse(JSON.parse(readFileSync(join(VECTORS, name), 'utf8')))
    .map((one) => [one.about, one] as const),
);

test('there are vectors of every kind', () => {
  expect(new Set(vectors.map(([, { kind }]) => kind)).size).toBe(3);
});

test.each(vectors)('%s', async (_, one) => {
  expect(await outcome(one)).toEqual(one.expect);
});

async function outcome(one: Vector): Promise<unknown> {
  try {
    if (one.kind === 'passphrase') return { utf8: preparePassphrase(one.typed).toString('hex') };
    if (one.kind === 'recovery-code') {
      const bytes = readRecoveryCode(one.typed);
      expect(readRecoveryCode(recoveryCodeText(bytes))).toEqual(bytes);
      return { bytes: bytes.toString('hex') };
    }
    const keyFile = parseKeyFile(Buffer.from(one.base64, 'base64'));
    const opened =
      one.passphrase === null
        ? openWithRecoveryCode(keyFile, readRecoveryCode(one.recoveryCode ?? ''))
        : await openWithPassphrase(keyFile, one.passphrase);
    if (opened === null) return { opensNothing: true };
    for (const [keyId, key] of opened.keys) expect(keyIdOf(key, keyFile.vaultId)).toBe(keyId);
    const vaultKeys = [...opened.keys.values()].map((key) => key.toString('hex'));
    return { vaultId: keyFile.vaultId, vaultKeys, currentKeyId: keyFile.currentKeyId };
  } catch (error) {
    if (error instanceof Refusal) return { refused: error.error.code };
    throw error;
  }
}
