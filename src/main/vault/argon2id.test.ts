import argon2 from 'argon2';
import { describe, expect, test } from '@jest/globals';
import { argon2Sync } from 'node:crypto';
import { COSTS_FLOOR, areCostsAllowed, calibrateCosts, deriveArgon2id } from './argon2id.ts';

/** RFC 9106, section 5.3: the vector of Argon2id, with secret and associated data. */
const RFC_9106 = {
  password: Buffer.alloc(32, 0x01),
  salt: Buffer.alloc(16, 0x02),
  secret: Buffer.alloc(8, 0x03),
  associatedData: Buffer.alloc(12, 0x04),
  tag: '0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659',
};

describe('Argon2id', () => {
  test('the library gives the tag of RFC 9106', async () => {
    const tag = await argon2.hash(RFC_9106.password, {
      type: argon2.argon2id,
      version: 0x13,
      memoryCost: 32,
      timeCost: 3,
      parallelism: 4,
      salt: RFC_9106.salt,
      secret: RFC_9106.secret,
      associatedData: RFC_9106.associatedData,
      hashLength: 32,
      raw: true,
    });
    expect(tag.toString('hex')).toBe(RFC_9106.tag);
  });

  test('so does Node', () => {
    const tag = argon2Sync('argon2id', {
      message: RFC_9106.password,
      nonce: RFC_9106.salt,
      secret: RFC_9106.secret,
      associatedData: RFC_9106.associatedData,
      memory: 32,
      passes: 3,
      parallelism: 4,
      tagLength: 32,
    });
    expect(tag.toString('hex')).toBe(RFC_9106.tag);
  });

  test('our derivation equals Node’s at the floor', async () => {
    const secret = Buffer.from('éléphant rose', 'utf8');
    const salt = Buffer.from('0123456789abcdef');
    const { memoryKib, passes, lanes } = COSTS_FLOOR;
    const node = argon2Sync('argon2id', {
      message: secret,
      nonce: salt,
      memory: memoryKib,
      passes,
      parallelism: lanes,
      tagLength: 32,
    });
    expect(await deriveArgon2id(secret, salt, COSTS_FLOOR)).toEqual(node);
  });
});

test('costs are bounded on both sides', () => {
  const floor = { memoryKib: 65_536, passes: 3, lanes: 4 };
  const ceiling = { memoryKib: 1_048_576, passes: 20, lanes: 8 };
  expect([floor, ceiling].map(areCostsAllowed)).toEqual([true, true]);
  const outside = [
    { ...floor, memoryKib: 65_535 },
    { ...floor, passes: 2 },
    { ...floor, lanes: 3 },
    { ...ceiling, memoryKib: 1_048_577 },
    { ...ceiling, passes: 21 },
    { ...ceiling, lanes: 9 },
  ];
  expect(outside.map(areCostsAllowed)).toEqual(outside.map(() => false));
});

test('measured costs are allowed', async () => {
  expect(areCostsAllowed(await calibrateCosts())).toBe(true);
});
