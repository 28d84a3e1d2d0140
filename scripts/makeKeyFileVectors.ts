import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { COSTS_FLOOR } from '../src/main/vault/argon2id.ts';
import {
  keyIdOf,
  preparePassphraseSlot,
  prepareRecoverySlot,
  sealKeyFile,
  wrapSlot,
} from '../src/main/vault/keyring.ts';
import { recoveryCodeText } from '../src/main/vault/recoveryCode.ts';

// Makes docs/vectors/keyFile.json anew: after a change of the format's version, never to make a failing test pass.
// Salts and nonces are random, so that every run gives other bytes.

const PASSPHRASE = 'Élan vital\u00A0et côtes flottantes';
const CREATED_AT = Date.UTC(2026, 10, 24, 9);
const vaultId = '000102030405060708090a0b0c0d0e0f';
const vaultKey = Buffer.from(Array.from({ length: 32 }, (_, index) => 0xa0 + index));
const formerKey = Buffer.from(Array.from({ length: 32 }, (_, index) => 0x40 + index));
const code = Buffer.from(Array.from({ length: 16 }, (_, index) => 0x11 * index));

const alone = new Map([[keyIdOf(vaultKey, vaultId), vaultKey]]);
const both = new Map([...alone, [keyIdOf(formerKey, vaultId), formerKey]]);
const currentKeyId = keyIdOf(vaultKey, vaultId);

async function slotsFor(keys: typeof alone) {
  return [
    wrapSlot(await preparePassphraseSlot(PASSPHRASE, COSTS_FLOOR, CREATED_AT), keys),
    wrapSlot(prepareRecoverySlot(code, CREATED_AT), keys),
  ];
}

const plain = sealKeyFile({ vaultId, currentKeyId, revision: 1, slots: await slotsFor(alone) }, alone).text;
const rekeying = sealKeyFile({ vaultId, currentKeyId, revision: 8, slots: await slotsFor(both) }, both).text;

/** The same file with another content, and a checksum that fits again. */
function edited(text: string, from: string | RegExp, to: string): string {
  const covered = `${text.slice(0, -148)}}`.replace(from, to);
  if (covered === `${text.slice(0, -148)}}`) throw new Error('nothing was edited');
  const sum = createHash('sha256').update(covered).digest('hex');
  return `${covered.slice(0, -1)},"sum":"${sum}"${text.slice(-75)}`;
}

const opensWith = (keys: typeof alone) => ({
  vaultId,
  vaultKeys: [...keys.values()].map((key) => key.toString('hex')),
  currentKeyId,
});
const byPhrase = { passphrase: PASSPHRASE, recoveryCode: null };
const byCode = { passphrase: null, recoveryCode: recoveryCodeText(code) };
const vector = (about: string, text: string, secret: typeof byPhrase | typeof byCode, expected: object) => ({
  kind: 'key-file',
  about: `key file: ${about}`,
  base64: Buffer.from(text, 'utf8').toString('base64'),
  ...secret,
  expect: expected,
});
const refused = (code: string) => ({ refused: code });

const vectors = [
  vector('opened by passphrase', plain, byPhrase, opensWith(alone)),
  vector(
    'opened by passphrase with a plain space and a decomposed accent',
    plain,
    { passphrase: PASSPHRASE.replace('\u00A0', ' ').normalize('NFD'), recoveryCode: null },
    opensWith(alone),
  ),
  vector('opened by recovery code', plain, byCode, opensWith(alone)),
  vector('in the middle of a rekey, by passphrase', rekeying, byPhrase, opensWith(both)),
  vector('in the middle of a rekey, by recovery code', rekeying, byCode, opensWith(both)),
  vector('another passphrase', plain, { passphrase: `${PASSPHRASE}.`, recoveryCode: null }, { opensNothing: true }),
  vector('another case', plain, { passphrase: PASSPHRASE.toLowerCase(), recoveryCode: null }, { opensNothing: true }),
  vector(
    'revision changed, checksum made to fit',
    edited(plain, '"revision":1', '"revision":2'),
    byCode,
    refused('key-file-damaged'),
  ),
  vector(
    'slot removed, checksum made to fit',
    edited(plain, /\{"header":"\{\\"id\\":\\"[0-9a-f]+\\",\\"kind\\":\\"passphrase.*?"\},/, ''),
    byCode,
    refused('key-file-damaged'),
  ),
  vector('header changed, checksum made to fit', edited(plain, /\\"createdAt\\":\d+/g, '\\"createdAt\\":1'), byCode, {
    opensNothing: true,
  }),
  vector(
    'memory under the floor',
    edited(plain, '\\"memoryKib\\":65536', '\\"memoryKib\\":65535'),
    byPhrase,
    refused('key-file-costs-refused'),
  ),
  vector(
    'memory over the ceiling',
    edited(plain, '\\"memoryKib\\":65536', '\\"memoryKib\\":1048577'),
    byPhrase,
    refused('key-file-costs-refused'),
  ),
  vector(
    'too few passes',
    edited(plain, '\\"passes\\":3', '\\"passes\\":2'),
    byPhrase,
    refused('key-file-costs-refused'),
  ),
  vector(
    'too many lanes',
    edited(plain, '\\"lanes\\":4', '\\"lanes\\":9'),
    byPhrase,
    refused('key-file-costs-refused'),
  ),
  vector(
    'unknown field, checksum made to fit',
    edited(plain, '"revision":1', '"revision":1,"more":1'),
    byCode,
    refused('key-file-damaged'),
  ),
  vector(
    'unknown kind of slot, checksum made to fit',
    edited(plain, '\\"kind\\":\\"recovery', '\\"kind\\":\\"biometry'),
    byCode,
    refused('key-file-damaged'),
  ),
  vector('a space more', plain.replace('"version":1,', '"version": 1,'), byCode, refused('key-file-damaged')),
  vector('no line feed at the end', plain.trimEnd(), byCode, refused('key-file-damaged')),
  vector('checksum does not fit', plain.replace('"revision":1', '"revision":3'), byCode, refused('key-file-damaged')),
  vector('cut off', plain.slice(0, 400), byCode, refused('key-file-damaged')),
  vector('empty', '', byCode, refused('key-file-damaged')),
  vector(
    'of another program',
    plain.replace('osteocoffre-keys', 'somebody-else-keys'),
    byCode,
    refused('key-file-foreign'),
  ),
  vector(
    'of a later version',
    plain.replace('"version":1', '"version":2'),
    byCode,
    refused('vault-newer-than-program'),
  ),
];

writeFileSync(join(import.meta.dirname, '../docs/vectors/keyFile.json'), `${JSON.stringify(vectors, null, 2)}\n`);
