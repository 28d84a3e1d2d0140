import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { AwsV4Signer } from 'aws4fetch';
import { Agent, ProxyAgent, request, type Dispatcher } from 'undici';
import { faultCode } from '../../vault/storageFault.ts';
import { Bandwidth } from './bandwidth.ts';
import { faultOf, readPage, readVersioning, type S3Answer, type S3Page, type S3Purpose } from './s3Answer.ts';
import type { S3Access } from './s3Access.ts';
import { PARALLEL_CALLS, type S3Patience } from './s3Patience.ts';
import type { S3Place } from './s3Place.ts';
import { TargetFailure, type TargetFault } from './target.ts';

export interface S3Call {
  readonly method: 'GET' | 'PUT' | 'DELETE';
  /** Name of the object inside the prefix; null for the bucket itself. */
  readonly name: string | null;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  /** SHA-256 of the body, hexadecimal, where it is known already. */
  readonly bodyHash?: string;
  /** An answer that is longer is refused: nobody fills our memory. What an XML answer may have where it is not given. */
  readonly maxBytes?: number;
}

/** ASCII that is seen: region and identifier stand in a header, and no store has others. */
const SAYABLE = /^[\x21-\x7e]+$/;

const MAX_DELAY_MS = 8_000;

/** An answer of the store in XML: a page of a thousand names has some 500 KB. */
const MAX_XML = 4 * 1024 * 1024;

/** What may be over in a moment; everything else is told at once. */
const PASSING: ReadonlySet<TargetFault> = new Set<TargetFault>(['unreachable', 'overloaded', 'io']);

/**
 * Signed calls to one bucket, and to nothing else: no redirect is followed, and no answer names another host. Every call
 * may be repeated: objects are written whole, under names that say what they hold. Throws `TargetFailure`; neither keys
 * nor signatures are in it.
 */
export class S3Client {
  readonly #place: S3Place;
  readonly #access: S3Access;
  readonly #patience: S3Patience;
  readonly #now: () => number;
  readonly #dispatcher: Dispatcher;
  readonly #bandwidth: Bandwidth;
  /** Signing keys of the day, derived once. */
  readonly #signingKeys = new Map<string, ArrayBuffer>();

  constructor(place: S3Place, access: S3Access, patience: S3Patience, now: () => number) {
    this.#place = place;
    this.#access = access;
    this.#patience = patience;
    this.#now = now;
    this.#dispatcher = makeDispatcher(access, patience);
    this.#bandwidth = new Bandwidth(access.bytesPerSecond);
  }

  /** The answer, below 300. What passes (network, overload, a body that was cut) is tried again first. */
  async call(call: S3Call): Promise<S3Answer> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await this.#callOnce(call);
      } catch (error) {
        const failure = failureOf(error);
        if (failure === null) throw error;
        if (!PASSING.has(failure.fault) || tries >= this.#patience.tries) throw failure;
        await this.#waitBefore(tries);
      }
    }
  }

  /** A page of the names that begin with `prefix`, from a token of the page before on. */
  async listPage(prefix: string, token: string | null): Promise<S3Page> {
    const query = {
      'list-type': '2',
      prefix,
      ...(token === null ? {} : { 'continuation-token': token }),
    };
    return readPage(await this.call({ method: 'GET', name: null, query }));
  }

  async keepsVersions(): Promise<boolean> {
    return readVersioning(await this.call({ method: 'GET', name: null, query: { versioning: '' } }));
  }

  /** Ends the connections that are kept open. */
  async close(): Promise<void> {
    await this.#dispatcher.destroy();
  }

  async #callOnce(call: S3Call): Promise<S3Answer> {
    const { url, headers } = await this.#sign(call);
    const { body } = call;
    const response = await request(url, {
      method: call.method,
      headers: body === undefined ? headers : { ...headers, 'content-length': String(body.length) },
      // In slices, also without a limit: each one that leaves shows that the line still moves.
      body: body === undefined ? null : Readable.from(this.#bandwidth.slices(body), { objectMode: false }),
      dispatcher: this.#dispatcher,
    });
    const bytes = await readBounded(response.body, call.maxBytes ?? MAX_XML);
    const answer = { status: response.statusCode, headers: flat(response.headers), bytes };
    if (answer.status < 300) return answer;
    throw new TargetFailure(faultOf(answer, PURPOSES[call.method], this.#now()));
  }

  async #sign({ method, name, query = {}, headers = {}, body, bodyHash }: S3Call) {
    const { region, accessKeyId, secretAccessKey } = this.#access;
    if (!SAYABLE.test(region)) throw new TargetFailure('region-wrong');
    if (!SAYABLE.test(accessKeyId)) throw new TargetFailure('key-refused');
    const url = new URL(this.#urlOf(name));
    for (const [key, value] of Object.entries(query)) url.searchParams.set(key, value);
    const signed = await new AwsV4Signer({
      method,
      url: url.href,
      headers: { ...headers, 'x-amz-content-sha256': bodyHash ?? sha256(body ?? new Uint8Array()) },
      service: 's3',
      region,
      accessKeyId,
      secretAccessKey,
      cache: this.#signingKeys,
      datetime: new Date(this.#now()).toISOString().replace(/[:-]|\.\d{3}/g, ''),
    }).sign();
    return { url: signed.url, headers: Object.fromEntries(signed.headers) };
  }

  #urlOf(name: string | null): string {
    const { endpoint, bucket, prefix } = this.#place;
    const path = name === null ? '' : `/${prefix}${name}`;
    if (this.#access.style === 'path') return `${endpoint}/${bucket}${path}`;
    const { protocol, host } = new URL(endpoint);
    return `${protocol}//${bucket}.${host}${path === '' ? '/' : path}`;
  }

  async #waitBefore(tries: number): Promise<void> {
    const whole = Math.min(MAX_DELAY_MS, this.#patience.firstDelayMs * 2 ** (tries - 1));
    await new Promise((resolve) => setTimeout(resolve, whole * (0.5 + Math.random() / 2)));
  }
}

const PURPOSES = { GET: 'read', PUT: 'write', DELETE: 'delete' } as const satisfies Record<string, S3Purpose>;

function makeDispatcher({ authority, proxy }: S3Access, patience: S3Patience): Dispatcher {
  // Said outright: NODE_TLS_REJECT_UNAUTHORIZED in somebody's environment must not turn it off.
  const tls = {
    minVersion: 'TLSv1.2',
    rejectUnauthorized: true,
    timeout: patience.connectMs,
    ...(authority === null ? {} : { ca: authority }),
  } as const;
  const options = {
    allowH2: false,
    connections: PARALLEL_CALLS,
    headersTimeout: patience.silenceMs,
    bodyTimeout: patience.silenceMs,
  };
  return proxy === null
    ? new Agent({ ...options, connect: tls })
    : new ProxyAgent({ ...options, uri: proxy, requestTls: tls, proxyTls: tls, proxyTunnel: true });
}

async function readBounded(body: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of body) {
    length += part.length;
    if (length > maxBytes) throw new TargetFailure('strange');
    parts.push(part);
  }
  return Buffer.concat(parts, length);
}

function flat(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  );
}

/** undici tells it in words alone (lib/dispatcher/proxy-agent.js). */
const PROXY_REFUSAL = /^Proxy response \(4\d\d\)/;

const UNTRUSTED = /^(CERT_|ERR_TLS_|ERR_SSL_|EPROTO$|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_)/;

/** What the network said, without its own text, which may quote what was sent; null where it was not the network. */
function failureOf(error: unknown): TargetFailure | null {
  if (error instanceof TargetFailure) return error;
  const code = faultCode(error);
  if (code === null) return null;
  if (error instanceof Error && PROXY_REFUSAL.test(error.message)) return new TargetFailure('proxy-refused');
  return new TargetFailure(UNTRUSTED.test(code) ? 'untrusted' : 'unreachable');
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
