import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { decodeConfig, encodeConfig } from './format/config.ts';
import { manifestName, packName } from './format/layout.ts';
import { decodeManifest, encodeManifest, openFacts, type Manifest, type ReadManifest } from './format/manifest.ts';
import { packTailBytes, parsePackTail, sha256 } from './format/pack.ts';
import { readDatabase } from './rebuild.ts';
import { decodeCondemned } from './repository/condemned.ts';
import { readPackIndex } from './repository/packIndex.ts';
import { judge, readRepository } from './repository/repository.ts';
import { FolderTarget } from './target/folderTarget.ts';
import { unlockRepository } from './unlockRepository.ts';

const VECTORS = join(import.meta.dirname, '../../../docs/vectors/snapshots');
const REPOSITORY = join(VECTORS, 'repository');
const SCRIPT = join(import.meta.dirname, '../../../assets/rescue/restaurer.py');

const given = z
  .object({
    recoveryCode: z.string(),
    vault: z.string(),
    repository: z.string(),
    keyId: z.string(),
    manifestMac: z.string(),
    manifestSeal: z.string(),
    databaseKey: z.string(),
    packs: z.array(z.object({ id: z.string(), size: z.number(), entries: z.array(z.unknown()) })),
    snapshots: z.array(
      z.object({ id: z.string(), sha256: z.string(), databaseSha256: z.string(), facts: z.unknown() }),
    ),
    condemned: z.string(),
  })
  .parse(JSON.parse(readFileSync(join(VECTORS, 'repository.json'), 'utf8')));

const keys = [
  { keyId: given.keyId, mac: Buffer.from(given.manifestMac, 'hex'), seal: Buffer.from(given.manifestSeal, 'hex') },
] as const;
const scratch = mkdtempSync(join(tmpdir(), 'osteocoffre-vectors-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

function manifestBytes(id: string): Buffer {
  return readFileSync(join(REPOSITORY, manifestName(id)));
}

function read(id: string): ReadManifest {
  const decoded = decodeManifest(manifestBytes(id));
  if (decoded === null) throw new Error('the vector is no manifest');
  return decoded;
}

describe('the committed repository', () => {
  test('its manifests are read, proven, opened and written again byte for byte', () => {
    for (const { id, sha256: hash, facts } of given.snapshots) {
      const decoded = read(id);
      expect(decoded).toMatchObject({ id, sha256: hash });
      expect(decoded.isVerifiedBy(keys)).toBe(true);
      expect(openFacts(decoded.manifest, keys)).toEqual(facts);
      expect(encodeManifest(decoded.manifest, Buffer.from(given.manifestMac, 'hex'))).toEqual(manifestBytes(id));
    }
  });

  test('its packs have the names and indexes given', () => {
    for (const { id, size, entries } of given.packs) {
      const bytes = readFileSync(join(REPOSITORY, packName(id)));
      expect(sha256(bytes)).toBe(id);
      expect(bytes.length).toBe(size);
      expect(parsePackTail(bytes.subarray(-packTailBytes(size)), size)).toEqual(entries);
    }
  });

  test('its config and a mark are what we write', () => {
    const config = readFileSync(join(REPOSITORY, 'config.json'));
    expect(encodeConfig(given.repository, given.vault)).toEqual(config);
    expect(decodeConfig(config)).toMatchObject({ repository: given.repository, vault: given.vault });
    expect(decodeCondemned(Buffer.from(given.condemned), 'ab'.repeat(32))).toBe(1_786_040_000_000);
  });

  test('its databases come back out of the recovery code alone', async () => {
    const target = new FolderTarget(REPOSITORY);
    const repository = await readRepository(target);
    const unlocked = await unlockRepository(repository, { recoveryCode: given.recoveryCode });
    expect(unlocked.judged).toEqual(judge(repository, given.vault, keys));
    const index = await readPackIndex(target);
    for (const { id, databaseSha256 } of given.snapshots) {
      const parts: Buffer[] = [];
      for await (const part of readDatabase(target, index, read(id).manifest)) parts.push(Buffer.from(part));
      expect(sha256(Buffer.concat(parts))).toBe(databaseSha256);
    }
    unlocked.close();
  });

  test('the rescue script reads it as well, each snapshot of it', () => {
    const folder = join(scratch, 'as it lies, on a key');
    cpSync(REPOSITORY, folder, { recursive: true });
    cpSync(SCRIPT, join(folder, 'restaurer.py'));
    const run = (...args: string[]) =>
      execFileSync('python3', [join(folder, 'restaurer.py'), ...args], {
        env: { PATH: process.env['PATH'], CODE: given.recoveryCode.toLowerCase().replaceAll('-', ' ') },
        encoding: 'utf8',
      });
    expect(run().trim().split('\n')).toEqual(given.snapshots.map(({ id }) => id));
    for (const { id, databaseSha256 } of given.snapshots) {
      const out = join(scratch, `${id}.db`);
      expect(run(out, id).trim()).toBe(given.databaseKey);
      expect(sha256(readFileSync(out))).toBe(databaseSha256);
    }
  });
});

describe('what is no manifest', () => {
  const [first] = given.snapshots;
  const good = manifestBytes(first?.id ?? '');
  const text = good.toString('utf8');
  const line = text.slice(0, text.indexOf('\n'));
  const signed = (changed: string) => {
    const both = `${changed}\n${text.split('\n')[1] ?? ''}\n`;
    return Buffer.from(`${both}${sha256(Buffer.from(both))}\n`);
  };
  const bad: [string, Buffer][] = [
    ['empty', Buffer.alloc(0)],
    ['cut short', good.subarray(0, -1)],
    ['with a byte more', Buffer.concat([good, Buffer.from('\n')])],
    ['with CRLF', Buffer.from(text.replaceAll('\n', '\r\n'))],
    ['with a space in its JSON', signed(line.replace('{"format"', '{ "format"'))],
    ['with an unknown field', signed(line.replace('{', '{"more":1,'))],
    ['with fields in another order', signed(line.replace(/("repository":"\w+"),("vault":"\w+")/, '$2,$1'))],
    ['with an id in capitals', signed(line.replace(given.vault, given.vault.toUpperCase()))],
    ['of another chunk size', signed(line.replace('"chunkSize":16384', '"chunkSize":4096'))],
    ['of a later version', signed(line.replace('"version":1', '"version":2'))],
  ];
  for (const [what, bytes] of bad) test(what, () => expect(decodeManifest(bytes)).toBeNull());

  test('a changed field keeps the form and loses the proof', () => {
    const changed = decodeManifest(signed(line.replace('"schema":4', '"schema":5')));
    expect(changed?.isVerifiedBy(keys)).toBe(false);
  });

  test('sealed facts open beside no other snapshot', () => {
    const [one, other] = given.snapshots.map(({ id }) => read(id).manifest);
    const mixed: Manifest = { ...(one ?? read('').manifest), sealed: other?.sealed ?? '' };
    expect(openFacts(mixed, keys)).toBeNull();
  });
});

describe('what is no pack', () => {
  const [{ id, size } = { id: '', size: 0 }] = given.packs;
  const good = readFileSync(join(REPOSITORY, packName(id)));
  const parse = (bytes: Buffer) => parsePackTail(bytes.subarray(-packTailBytes(bytes.length)), bytes.length);
  const changed = (at: number, value: number) => {
    const bytes = Buffer.from(good);
    bytes.writeUInt32LE(value, size - at);
    return bytes;
  };
  const bad: [string, Buffer][] = [
    ['empty', Buffer.alloc(0)],
    ['cut short', good.subarray(0, -1)],
    ['with a byte more in front', Buffer.concat([Buffer.from([0]), good])],
    ['with another magic', changed(12, 0x4b50434e)],
    ['of a later version', changed(8, 2)],
    ['with no entry', changed(4, 0)],
    ['with more entries than it has', changed(4, 0xffff_ffff)],
    ['with a gap between chunks', changed(12 + 8, 1)],
  ];
  for (const [what, bytes] of bad) test(what, () => expect(parse(bytes)).toBeNull());
});
