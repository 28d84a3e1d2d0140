import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { createPrivateProfile, sweepOrphanProfiles } from './privateProfile.ts';

test('the profile is this user’s alone, and all that a browser writes lands in it', async () => {
  const profile = createPrivateProfile({ HOME: '/home/camille', PATH: '/bin', GOOGLE_API_KEY: 'x' });
  expect(statSync(profile.folder).mode & 0o777).toBe(0o700);
  for (const name of ['HOME', 'TMPDIR', 'XDG_CONFIG_HOME', 'XDG_CACHE_HOME', 'XDG_DATA_HOME'])
    expect(profile.env[name]?.startsWith(profile.folder)).toBe(true);
  expect(profile.env).toMatchObject({ PATH: '/bin', XAUTHORITY: '/home/camille/.Xauthority' });
  expect(profile.env).not.toHaveProperty('GOOGLE_API_KEY');
  await profile.remove();
  expect(existsSync(profile.folder)).toBe(false);
});

test('profiles of processes that are gone are swept; living ones and foreign files are not', async () => {
  const living = createPrivateProfile();
  const orphan = (owner: string): string => {
    const folder = mkdtempSync(join(tmpdir(), `osteocoffre-profil-${owner}`));
    mkdirSync(join(folder, 'chromium'));
    return folder;
  };
  // Above the greatest number that Linux gives (proc(5), pid_max).
  const gone = orphan(`${2 ** 22 + 1}-1-`);
  // The number was given to another process since: this very one.
  const recycled = orphan(`${process.pid}-1-`);
  const nobodys = orphan('');
  const target = mkdtempSync(join(tmpdir(), 'osteocoffre-kept-'));
  const link = join(tmpdir(), `osteocoffre-profil-link-${process.pid}`);
  symlinkSync(target, link);
  expect(await sweepOrphanProfiles()).toBeGreaterThanOrEqual(3);
  for (const folder of [gone, recycled, nobodys]) expect(existsSync(folder)).toBe(false);
  for (const kept of [living.folder, target, link]) expect(existsSync(kept)).toBe(true);
  await living.remove();
  rmSync(link);
  rmSync(target, { recursive: true });
});

test('another program that sweeps while a profile is being made leaves it alone, from its first instant', async () => {
  const profile = createPrivateProfile();
  for (const name of readdirSync(profile.folder)) rmSync(join(profile.folder, name), { recursive: true });
  await sweepOrphanProfiles();
  expect(existsSync(profile.folder)).toBe(true);
  await profile.remove();
});
