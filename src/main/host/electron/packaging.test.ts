import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';

const PROJECT = join(import.meta.dirname, '../../../..');
const config = readFileSync(join(PROJECT, 'electron-builder.yml'), 'utf8');

/** Point 19 of the checklist: what each fuse must be, https://www.electronjs.org/docs/latest/tutorial/fuses. */
test.each([
  ['runAsNode', false],
  ['enableCookieEncryption', true],
  ['enableNodeOptionsEnvironmentVariable', false],
  ['enableNodeCliInspectArguments', false],
  ['enableEmbeddedAsarIntegrityValidation', true],
  ['onlyLoadAppFromAsar', true],
  ['grantFileProtocolExtraPrivileges', false],
])('19: the fuse %s is %s in the package', (fuse, value) => {
  expect(config.match(new RegExp(`^  ${fuse}: (\\w+)$`, 'm'))?.[1]).toBe(String(value));
});

test('19: the program lies in an archive whose integrity is checked', () => {
  expect(config).toMatch(/^asar: true$/m);
});

test('all that is built for Electron is in the package', () => {
  for (const folder of ['renderer', 'electron', 'preload'])
    expect(config).toMatch(new RegExp(`^ {2}- dist/${folder}/`, 'm'));
});

test('native parts lie outside of the archive, and what loads them is in the package', () => {
  expect(config).toMatch(/^ {2}- '\*\*\/\*\.node'$/m);
  // node-gyp-build finds argon2's native part: only the Node that runs the sources is left out.
  expect(config).not.toContain('node_modules/node-*');
});

test('15: nothing opens an address in another program', () => {
  const main = readFileSync(join(PROJECT, 'src/main/electronMain.ts'), 'utf8');
  const imports = /import \{([^}]*)\} from 'electron'/.exec(main)?.[1] ?? '';
  expect(imports).toContain('BrowserWindow');
  expect(imports).not.toMatch(/\bshell\b/);
});
