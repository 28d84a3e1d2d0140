import { XMLParser } from 'fast-xml-parser';
import { z } from 'zod';
import { TargetFailure, type TargetEntry, type TargetFault } from './target.ts';

/** What an object store answered; names of headers in lower case. */
export interface S3Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly bytes: Buffer;
}

/** What a call was about: the same refusal means another right that is lacking. */
export type S3Purpose = 'read' | 'write' | 'delete';

/** A page of a listing, and where the next one begins. */
export interface S3Page {
  readonly entries: readonly TargetEntry[];
  readonly next: string | null;
}

const parser = new XMLParser({ parseTagValue: false, isArray: (name) => name === 'Contents' });

const listing = z.object({
  ListBucketResult: z.object({
    Contents: z.array(z.object({ Key: z.string(), Size: z.string().regex(/^\d{1,15}$/) })).default([]),
    IsTruncated: z.enum(['true', 'false']),
    NextContinuationToken: z.string().optional(),
  }),
});

/** Reads a page of ListObjectsV2; throws `strange` where it is none. */
export function readPage({ bytes }: S3Answer): S3Page {
  const parsed = listing.safeParse(parseXml(bytes));
  if (!parsed.success) throw new TargetFailure('strange');
  const { Contents, IsTruncated, NextContinuationToken } = parsed.data.ListBucketResult;
  if (IsTruncated === 'true' && NextContinuationToken === undefined) throw new TargetFailure('strange');
  return {
    entries: Contents.map(({ Key, Size }) => ({ name: Key, size: Number(Size) })),
    next: IsTruncated === 'true' ? (NextContinuationToken ?? null) : null,
  };
}

const versioning = z.object({
  VersioningConfiguration: z.union([z.string(), z.object({ Status: z.string().optional() })]),
});

/** Whether the store keeps former versions of its objects; throws `strange` where the answer is none. */
export function readVersioning({ bytes }: S3Answer): boolean {
  const parsed = versioning.safeParse(parseXml(bytes));
  if (!parsed.success) throw new TargetFailure('strange');
  // An empty element, which the parser gives as text, says that nobody ever asked for versions.
  const { VersioningConfiguration: told } = parsed.data;
  return typeof told === 'object' && told.Status === 'Enabled';
}

const failure = z.object({ Error: z.object({ Code: z.string().default('') }) });

/** Names under which stores tell the same refusal. */
const FAULT_OF_CODE: Readonly<Record<string, TargetFault>> = {
  SignatureDoesNotMatch: 'key-refused',
  InvalidAccessKeyId: 'key-refused',
  InvalidToken: 'key-refused',
  ExpiredToken: 'key-refused',
  AccountProblem: 'key-refused',
  AuthorizationHeaderMalformed: 'region-wrong',
  IllegalLocationConstraintException: 'region-wrong',
  InvalidRegion: 'region-wrong',
  PermanentRedirect: 'region-wrong',
  RequestTimeTooSkewed: 'clock-off',
  RequestExpired: 'clock-off',
  NoSuchBucket: 'bucket-missing',
  NoSuchKey: 'missing',
  InvalidRange: 'short',
  PreconditionFailed: 'exists',
  ConditionalRequestConflict: 'exists',
  QuotaExceeded: 'quota',
  StorageFull: 'quota',
  // The store compared what came with what we said that it is: the way changed it.
  BadDigest: 'io',
  XAmzContentSHA256Mismatch: 'io',
  SlowDown: 'overloaded',
  ServiceUnavailable: 'overloaded',
  InternalError: 'overloaded',
  // The store waited for a body that a slow line brought too late; another call on the bucket was under way.
  RequestTimeout: 'overloaded',
  OperationAborted: 'overloaded',
};

const FAULT_OF_REFUSED: Readonly<Record<S3Purpose, TargetFault>> = {
  read: 'read-refused',
  write: 'write-refused',
  delete: 'delete-refused',
};

/** Stores refuse what was signed more than 15 minutes from their own time. */
const SKEW_MS = 15 * 60_000;

/** The fault that an answer of 300 and up tells of. */
export function faultOf(answer: S3Answer, purpose: S3Purpose, now: number): TargetFault {
  const byCode = FAULT_OF_CODE[codeOf(answer)];
  if (byCode !== undefined) return byCode;
  const { status, headers } = answer;
  if (status === 401 || status === 403) {
    // Some stores call every refusal AccessDenied, also that of a clock that is off: their own date tells.
    const theirs = Date.parse(headers['date'] ?? '');
    return Math.abs(theirs - now) > SKEW_MS ? 'clock-off' : FAULT_OF_REFUSED[purpose];
  }
  if (status === 404 || status === 410) return 'missing';
  // 409: two conditional writes met, and this one did not come first.
  if (status === 412 || status === 409) return 'exists';
  if (status === 416) return 'short';
  if (status === 507 || status === 413) return 'quota';
  // Not implemented: asking again changes nothing.
  if (status === 501) return 'strange';
  if (status === 408 || status === 429 || status >= 500) return 'overloaded';
  return status >= 300 && status < 400 ? 'redirected' : 'strange';
}

function codeOf({ bytes }: S3Answer): string {
  try {
    return failure.safeParse(parseXml(bytes)).data?.Error.Code ?? '';
  } catch {
    // A proxy's page, or nothing at all: the status has to do.
    return '';
  }
}

/** No answer of a store defines entities: one that does wants to grow without end in our memory. */
function parseXml(bytes: Buffer): unknown {
  const xml = bytes.toString('utf8');
  if (xml.includes('<!')) throw new TargetFailure('strange');
  try {
    return parser.parse(xml);
  } catch (error) {
    throw new TargetFailure('strange', error);
  }
}
