/** Where a repository lies in an object store, without the keys to it. */
export interface S3Place {
  /** Origin of the store: `https://s3.example.fr`, without a slash at its end. */
  readonly endpoint: string;
  readonly bucket: string;
  /** Empty, or folders with their slash: `cabinet/coffre/`. */
  readonly prefix: string;
}

const SCHEME = 's3:';

/** S3's own rule without the dots, which no wildcard certificate covers in virtual-host style. */
const BUCKET = /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/;

/** Letters that need no escape in a URL, so that no signer and no store reads a name otherwise than we do. */
const PREFIX = /^([A-Za-z0-9_-][A-Za-z0-9._-]*\/)*$/;
const MAX_PREFIX = 200;

/** True where an operand means an object store and no folder, whether or not it is well formed. */
export function isS3Address(text: string): boolean {
  return text.startsWith(SCHEME);
}

/** Reads `s3:https://endpoint/bucket/prefix`; null where it is not in that form or may not be spoken to. */
export function parseS3Address(text: string): S3Place | null {
  if (!isS3Address(text)) return null;
  const url = parseUrl(text.slice(SCHEME.length));
  if (url === null || url.search !== '' || url.hash !== '') return null;
  const [bucket = '', ...folders] = url.pathname.slice(1).split('/');
  const path = folders.filter((folder, index) => folder !== '' || index < folders.length - 1).join('/');
  return toS3Place({ endpoint: url.origin, bucket, prefix: path });
}

/** Checks a place that was typed in parts; null where one of them cannot be. */
export function toS3Place({ endpoint, bucket, prefix }: S3Place): S3Place | null {
  const origin = toOrigin(endpoint);
  const folders = prefix === '' || prefix.endsWith('/') ? prefix : `${prefix}/`;
  const isSound = BUCKET.test(bucket) && PREFIX.test(folders) && folders.length <= MAX_PREFIX;
  return origin === null || !isSound ? null : { endpoint: origin, bucket, prefix: folders };
}

/** The same place as text: what the vault keeps, what the card shows and what the command line takes. */
export function s3Address({ endpoint, bucket, prefix }: S3Place): string {
  return `${SCHEME}${endpoint}/${bucket}${prefix === '' ? '' : `/${prefix.slice(0, -1)}`}`;
}

/** Names this machine itself; a plain name like localhost may be anybody's by a hosts file. */
const LOOPBACK = new Set(['127.0.0.1', '[::1]']);

/** True where the store is a program of this machine. */
export function isThisMachine({ endpoint }: S3Place): boolean {
  return LOOPBACK.has(new URL(endpoint).hostname);
}

/** Null for what is no origin, and for plain http to another machine: it would show everybody what is sent and when. */
function toOrigin(endpoint: string): string | null {
  const url = parseUrl(endpoint);
  if (url === null || url.search !== '' || url.hash !== '' || url.pathname !== '/') return null;
  const isPlainAllowed = url.protocol === 'http:' && LOOPBACK.has(url.hostname);
  return url.protocol === 'https:' || isPlainAllowed ? url.origin : null;
}

function parseUrl(text: string): URL | null {
  const url = URL.parse(text);
  return url === null || url.username !== '' || url.password !== '' ? null : url;
}
