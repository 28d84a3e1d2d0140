/** The key pair, as the host hands it out. */
export interface S3Credentials {
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** How a store is reached, beside its address. */
export interface S3Access extends S3Credentials {
  /** `path`: endpoint/bucket/name; `virtual-host`: bucket.endpoint/name. */
  readonly style: 'path' | 'virtual-host';
  /** PEM of the one authority that may vouch for the host; null for those that the program knows. */
  readonly authority: string | null;
  /** http://host:port that all calls go through; they stay encrypted from end to end. */
  readonly proxy: string | null;
  /** Of uploads; null for as fast as it goes. */
  readonly bytesPerSecond: number | null;
}

/** With a key pair alone: path style, known authorities, straight and unbounded. */
export function plainAccess(credentials: S3Credentials): S3Access {
  const { region, accessKeyId, secretAccessKey } = credentials;
  return { region, accessKeyId, secretAccessKey, style: 'path', authority: null, proxy: null, bytesPerSecond: null };
}
