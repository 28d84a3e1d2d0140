import { randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';

/** Where the window's pages live in the Chromium host: a secure context without certificate, socket or name lookup. */
export const CHROMIUM_ORIGIN = 'https://coffre.localhost';

interface PageAnswer {
  readonly status: 200 | 404;
  readonly headers: Record<string, string>;
  readonly body: Buffer;
}

export interface Pages {
  /** The file behind a path of the private origin; HTML gets a new nonce at each call. */
  answer(path: string): PageAnswer;
}

const NONCE_PLACEHOLDER = '__STYLE_NONCE__';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};

/** Reads the built renderer whole into memory: nothing is read from disk, nor written to it, while the window lives. */
export async function loadPages(folder: string): Promise<Pages> {
  const files = new Map<string, { type: string; body: Buffer }>();
  const read = async (path: string): Promise<void> => {
    const type = TYPES[extname(path)];
    if (type !== undefined)
      files.set(`/${relative(folder, path).split(sep).join('/')}`, { type, body: await readFile(path) });
  };
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  await Promise.all(entries.filter((entry) => entry.isFile()).map((entry) => read(join(entry.parentPath, entry.name))));
  return { answer: (path) => answer(files, path === '/' ? '/index.html' : path) };
}

function answer(files: ReadonlyMap<string, { type: string; body: Buffer }>, path: string): PageAnswer {
  const file = files.get(path);
  if (file === undefined) return { status: 404, headers: securityHeaders(null), body: Buffer.alloc(0) };
  const nonce = path.endsWith('.html') ? randomBytes(18).toString('base64') : null;
  const body = nonce === null ? file.body : Buffer.from(file.body.toString().replaceAll(NONCE_PLACEHOLDER, nonce));
  return { status: 200, headers: { 'content-type': file.type, ...securityHeaders(nonce) }, body };
}

function securityHeaders(nonce: string | null): Record<string, string> {
  return {
    'content-security-policy': contentSecurityPolicy(nonce),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy':
      'camera=(), microphone=(), geolocation=(), usb=(), serial=(), hid=(), bluetooth=(), midi=(), payment=(), display-capture=()',
    'cache-control': 'no-store',
  };
}

/**
 * `style-src` carries a nonce and no 'unsafe-inline': Mantine's own style elements take it from the page. Trusted Types are
 * left out since Mantine sets the text of style elements through innerHTML.
 */
function contentSecurityPolicy(nonce: string | null): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self'${nonce === null ? '' : ` 'nonce-${nonce}'`}`,
    "font-src 'self'",
    "img-src 'self' data:",
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-src 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
    "worker-src 'none'",
    "manifest-src 'none'",
  ].join('; ');
}
