import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { loadPages } from './pages.ts';

const pages = await loadPages(join(import.meta.dirname, '../../../test/fixtures/pages'));

test('the page carries the nonce that its policy names, another at each load', () => {
  const [first, second] = [pages.answer('/'), pages.answer('/index.html')];
  const nonceOf = ({ headers }: typeof first): string =>
    /'nonce-([^']+)'/.exec(headers['content-security-policy'] ?? '')?.[1] ?? '';
  expect(Buffer.from(nonceOf(first), 'base64')).toHaveLength(18);
  expect(first.body.toString()).toContain(`content="${nonceOf(first)}"`);
  expect(nonceOf(second)).not.toBe(nonceOf(first));
});

test('other files have their type and no nonce; what is not there is not found, outside the folder nothing is', () => {
  const script = pages.answer('/page.js');
  expect(script.headers['content-type']).toBe('text/javascript; charset=utf-8');
  expect(script.headers['content-security-policy']).not.toContain('nonce');
  for (const path of ['/nothing.js', '/../electronDouble.ts', '//etc/passwd', '/page.js/'])
    expect(pages.answer(path)).toMatchObject({ status: 404, body: Buffer.alloc(0) });
});
