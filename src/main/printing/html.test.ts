import { expect, test } from '@jest/globals';
import { cssString, html, trustedHtml } from './html.ts';

test('escapes every character that could open a tag, an entity or an attribute', () => {
  expect(html`<p title="${'a"b'}">${`<img src=x onerror='x'> & co`}</p>`.markup).toBe(
    '<p title="a&quot;b">&lt;img src=x onerror=&#39;x&#39;&gt; &amp; co</p>',
  );
});

test('leaves pieces of HTML as they are, one by one or in a list, and nothing for null', () => {
  const items = ['<a>', 'b'].map((text) => html`<i>${text}</i>`);
  expect(html`<p>${items}</p>`.markup).toBe('<p><i>&lt;a&gt;</i><i>b</i></p>');
  expect(html`<p>${null}${trustedHtml('<hr>')}</p>`.markup).toBe('<p><hr></p>');
});

test('keeps a text inside its CSS string', () => {
  expect(cssString('Zoé "X" </style> \\ \n')).toBe('"Zoé \\22 X\\22  \\3c \\2f style\\3e  \\5c  \\a "');
});
