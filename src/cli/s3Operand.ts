import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { refuse } from '../main/vault/refusal.ts';
import { plainAccess } from '../main/snapshots/target/s3Access.ts';
import { parseS3Address, type S3Place } from '../main/snapshots/target/s3Place.ts';
import { s3Spec, type S3Spec } from '../main/snapshots/target/targetSpec.ts';
import { UsageError } from './usageError.ts';
import { optionText, type Invocation } from './verb.ts';

const text = z.string().min(1).max(4096);

/** What a host hands out, and what test stores print; the place may be left out, since the address has it. */
const credentialsFile = z.object({
  endpoint: text.optional(),
  bucket: text.optional(),
  region: text,
  accessKeyId: text,
  secretAccessKey: text,
  style: z.enum(['path', 'virtual-host']).optional(),
  /** PEM text of the authority that vouches for the host. */
  authority: text.optional(),
  proxy: z.url({ protocol: /^https?$/ }).optional(),
  bytesPerSecond: z.int().min(1024).optional(),
});
type CredentialsFile = z.infer<typeof credentialsFile>;

/**
 * The target of `s3:https://endpoint/bucket/prefix`, with the keys of `--s3-credentials-file`.
 * Refuses `host-address-wrong`, `host-address-contradicts`, `host-keys-unreadable`.
 */
export function s3Operand(invocation: Invocation, address: string): S3Spec {
  const place = parseS3Address(address) ?? refuse({ code: 'host-address-wrong' });
  const file = optionText(invocation, 's3-credentials-file');
  if (file === null) throw new UsageError('Une destination s3: attend --s3-credentials-file.');
  const credentials = readCredentials(file);
  if (contradicts(place, credentials)) refuse({ code: 'host-address-contradicts' });
  const { style, authority, proxy, bytesPerSecond } = credentials;
  return s3Spec(place, {
    ...plainAccess(credentials),
    ...(style === undefined ? {} : { style }),
    ...(authority === undefined ? {} : { authority }),
    ...(proxy === undefined ? {} : { proxy }),
    ...(bytesPerSecond === undefined ? {} : { bytesPerSecond }),
  });
}

function readCredentials(file: string): CredentialsFile {
  try {
    return credentialsFile.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    // Its own message would quote the file.
    return refuse({ code: 'host-keys-unreadable' });
  }
}

function contradicts(place: S3Place, { endpoint, bucket }: CredentialsFile): boolean {
  const origin = endpoint === undefined ? place.endpoint : URL.parse(endpoint)?.origin;
  return origin !== place.endpoint || (bucket ?? place.bucket) !== place.bucket;
}
