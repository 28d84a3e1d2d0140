import { z } from 'zod';
import { CHUNK_SIZE } from './layout.ts';

const hex128 = z.string().regex(/^[0-9a-f]{32}$/);

const configSchema = z.strictObject({
  format: z.literal('osteocoffre-repository'),
  version: z.literal(1),
  repository: hex128,
  vault: hex128,
  chunkSize: z.literal(CHUNK_SIZE),
});

/** A hint of what lies here, for who holds no key; manifests repeat and prove it. */
export type RepositoryConfig = z.infer<typeof configSchema>;

/** One line of JSON without spaces, its fields in this order, LF. */
export function encodeConfig(repository: string, vault: string): Buffer {
  const config: RepositoryConfig = {
    format: 'osteocoffre-repository',
    version: 1,
    repository,
    vault,
    chunkSize: CHUNK_SIZE,
  };
  return Buffer.from(`${JSON.stringify(config)}\n`);
}

/** What the file says; null where it is not a config, `newer` where a later program wrote it. */
export function decodeConfig(bytes: Buffer): RepositoryConfig | 'newer' | null {
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString('utf8'));
  } catch {
    return null;
  }
  const parsed = configSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const version = z.object({ format: z.literal('osteocoffre-repository'), version: z.int().min(2) }).safeParse(value);
  return version.success ? 'newer' : null;
}
