import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { cpSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { verifyAccessChain } from '../../src/main/vault/accessLog.ts';
import { COSTS_FLOOR } from '../../src/main/vault/argon2id.ts';
import { putDraft, readDraft } from '../../src/main/vault/drafts.ts';
import { preparePassphraseSlot, prepareRecoverySlot } from '../../src/main/vault/keyring.ts';
import { currentPurposeKey, formerPurposeKeys, type OpenedVault } from '../../src/main/vault/openedVault.ts';
import { newRecoveryCode, recoveryCodeText } from '../../src/main/vault/recoveryCode.ts';
import { Refusal } from '../../src/main/vault/refusal.ts';
import { rekeyVault, type PreparedRekey, type RekeyStep } from '../../src/main/vault/rekey.ts';
import { listLivingSlots } from '../../src/main/vault/slotList.ts';
import { closeVault, openVault } from '../../src/main/vault/vaultFolder.ts';
import { vaultFiles } from '../../src/main/vault/vaultFiles.ts';
import { PASSPHRASE, makeTemplateVault, type TemplateVault } from '../fixtures/templateVault.ts';

let template: TemplateVault;
beforeAll(async () => {
  template = await makeTemplateVault();
});
afterAll(() => template.remove());

const newCode = newRecoveryCode();

async function prepareRekey(): Promise<PreparedRekey> {
  const pair = async () => [await preparePassphraseSlot(PASSPHRASE, COSTS_FLOOR, 1), prepareRecoverySlot(newCode, 1)];
  return { between: await pair(), final: await pair() };
}

async function openByCode(folder: string, recoveryCode: string): Promise<OpenedVault | string> {
  try {
    return await openVault({ folder, recoveryCode });
  } catch (error) {
    if (error instanceof Refusal) return error.error.code;
    throw error;
  }
}

/** The folder as a crash right after this step would leave it, and the vault's keys before. */
async function crashAfter(step: RekeyStep): Promise<{ crashed: string; formerKeyId: string }> {
  const folder = template.copy();
  const crashed = `${folder}-crashed`;
  const opened = await openVault({ folder, recoveryCode: template.recoveryCode });
  putDraft(opened.vault, 'patient', 'Lefeb');
  const { keyId: formerKeyId } = currentPurposeKey(opened.vault, 'manifest-mac');
  rekeyVault(opened, await prepareRekey(), (reached) => {
    if (reached === step) cpSync(folder, crashed, { recursive: true });
  });
  closeVault(opened);
  return { crashed, formerKeyId };
}

describe.each<RekeyStep>(['list', 'next'])('a crash after "%s", before the first durable step', (step) => {
  test('leaves the vault under its former key, and the former sheet opens it', async () => {
    const { crashed, formerKeyId } = await crashAfter(step);
    expect(await openByCode(crashed, recoveryCodeText(newCode))).toBe('wrong-recovery-code');
    const opened = await openByCode(crashed, template.recoveryCode);
    if (typeof opened === 'string') throw new Error(opened);
    expect(currentPurposeKey(opened.vault, 'manifest-mac').keyId).toBe(formerKeyId);
    expect(readDraft(opened.vault, 'patient')).toBe('Lefeb');
    expect(listLivingSlots(opened.db)).toHaveLength(2);
    expect(existsSync(opened.files.keysNext)).toBe(false);
    closeVault(opened);
  });
});

describe.each<RekeyStep>(['step-1', 'step-2', 'step-3'])('a crash after "%s"', (step) => {
  test('is finished by the next opening, by the new sheet or the same passphrase', async () => {
    const { crashed, formerKeyId } = await crashAfter(step);
    const other = `${crashed}-2`;
    cpSync(crashed, other, { recursive: true });
    expect(await openByCode(crashed, template.recoveryCode)).toBe('wrong-recovery-code');
    const byCode = await openByCode(crashed, recoveryCodeText(newCode));
    if (typeof byCode === 'string') throw new Error(byCode);
    for (const opened of [byCode, await openVault({ folder: other, passphrase: PASSPHRASE })]) {
      expect(currentPurposeKey(opened.vault, 'manifest-mac').keyId).not.toBe(formerKeyId);
      expect(formerPurposeKeys(opened.vault, 'manifest-mac').map(({ keyId }) => keyId)).toEqual([formerKeyId]);
      expect(readDraft(opened.vault, 'patient')).toBe('Lefeb');
      expect(opened.keys.size).toBe(1);
      expect(listLivingSlots(opened.db)).toHaveLength(2);
      expect(verifyAccessChain(opened.db).brokenAt).toBeNull();
      const { keys, keysCopy, keysNext, keysFormer, databaseNext } = opened.files;
      expect([keysNext, keysFormer, databaseNext].filter((path) => existsSync(path))).toEqual([]);
      expect(readFileSync(keys)).toEqual(readFileSync(keysCopy));
      closeVault(opened);
    }
    const again = await openByCode(crashed, recoveryCodeText(newCode));
    if (typeof again === 'string') throw new Error(again);
    closeVault(again);
  });
});

test('where the key file that waits is lost, the vault opens all the same and keeps both keys', async () => {
  const { crashed } = await crashAfter('step-1');
  rmSync(vaultFiles(crashed).keysNext);
  const opened = await openByCode(crashed, recoveryCodeText(newCode));
  if (typeof opened === 'string') throw new Error(opened);
  expect(opened.keys.size).toBe(2);
  expect(readDraft(opened.vault, 'patient')).toBe('Lefeb');
  closeVault(opened);
});

test('a key file from before the rekey opens nothing any more', async () => {
  const folder = template.copy();
  const former = join(folder, '..', 'former.keys');
  cpSync(vaultFiles(folder).keys, former);
  const opened = await openVault({ folder, recoveryCode: template.recoveryCode });
  rekeyVault(opened, await prepareRekey());
  closeVault(opened);
  const { keys, keysCopy } = vaultFiles(folder);
  cpSync(former, keys);
  cpSync(former, keysCopy);
  expect(['database-damaged', 'database-foreign']).toContain(await openByCode(folder, template.recoveryCode));
});
