import { z } from 'zod';
import { method } from './method.ts';
import { instant, nothing, secretText, shortText } from './values.ts';

export const passphraseAssessment = z.strictObject({
  accepted: z.boolean(),
  /** zxcvbn's 0 to 4; 4 for seven words or more drawn from our list. */
  score: z.int().min(0).max(4),
  /** Bits as the CNIL counts them: length x log2(size of the classes used), or words x log2(7776). */
  cnilBits: z.number(),
  wordsFromList: z.int(),
  reachesCnilFloor: z.boolean(),
  /** True where it contains one of the words given as personal (name, practice, town). */
  containsPersonalWord: z.boolean(),
});
export type PassphraseAssessment = z.infer<typeof passphraseAssessment>;

/** What is printed on the recovery sheet, shown once, and which groups must be typed back. */
export const recoverySheet = z.strictObject({
  groups: z.array(z.string()),
  shortVaultId: z.string(),
  date: z.iso.date(),
  /** QR code as rows of '0' and '1'. */
  qr: z.array(z.string()),
  /** Indexes of the groups to type back, drawn at random. */
  asked: z.array(z.int()),
});
export type RecoverySheet = z.infer<typeof recoverySheet>;

export const typedGroups = z.array(z.strictObject({ index: z.int(), text: shortText })).max(16);

const firstPractice = z.strictObject({
  practitionerName: shortText,
  practiceName: shortText,
  city: shortText,
  greeting: shortText.nullable(),
});

export const slotSummary = z.strictObject({
  id: z.string(),
  kind: z.enum(['passphrase', 'recovery']),
  createdAt: instant,
});

export const vault = {
  'vault.assessPassphrase': method({
    access: 'always',
    input: z.strictObject({ passphrase: secretText, personalWords: z.array(shortText).max(20) }),
    output: passphraseAssessment,
  }),
  /** Seven words drawn from the list of 7,776. */
  'vault.proposePassphrase': method({
    access: 'always',
    input: z.strictObject({}),
    output: z.strictObject({ passphrase: z.string() }),
  }),
  /** Keeps in memory what a new vault needs; nothing reaches the disk before `vault.create`. */
  'vault.prepare': method({
    access: 'always',
    input: z.strictObject({ passphrase: secretText, practice: firstPractice }),
    output: recoverySheet,
  }),
  /** Prints, or saves as PDF, the sheet that is prepared (new vault, new sheet, or rekey). */
  'vault.printRecoverySheet': method({ access: 'always', input: z.strictObject({}), output: nothing }),
  /** The host asks where; `anywhere` accepts a place that is not a removable disk. */
  'vault.saveRecoverySheet': method({
    access: 'always',
    input: z.strictObject({ anywhere: z.boolean() }),
    output: z.strictObject({ fileName: z.string() }),
  }),
  /** Writes the prepared vault and opens it, once the groups asked for were typed back. */
  'vault.create': method({
    access: 'always',
    input: z.strictObject({ typedGroups }),
    output: z.strictObject({ vaultId: z.string() }),
  }),
  /** Opens the demonstration vault, made in a folder of its own with invented patients. Long work. */
  'vault.discover': method({
    access: 'always',
    input: z.strictObject({}),
    output: z.strictObject({ passphrase: z.string() }),
  }),
  /** Closes it; back to the person's own vault, or to the first screen. */
  'vault.leaveDemonstration': method({ access: 'always', input: z.strictObject({}), output: nothing }),
  'vault.unlock': method({ access: 'always', input: z.strictObject({ passphrase: secretText }), output: nothing }),
  'vault.unlockWithRecovery': method({
    access: 'always',
    input: z.strictObject({ code: secretText }),
    output: nothing,
  }),
  /** `flushed` by the window first; from then on nothing but `always` methods answers. */
  'vault.lock': method({ access: 'always', input: z.strictObject({}), output: nothing }),
  /** Masks the screen; without a PIN it locks. */
  'vault.veil': method({ access: 'veiled', input: z.strictObject({}), output: nothing }),
  'vault.unveil': method({ access: 'veiled', input: z.strictObject({ pin: secretText }), output: nothing }),
  /** The person did something in the window: the idle clock starts again. */
  'vault.touch': method({ access: 'unlocked', input: z.strictObject({}), output: nothing }),
  /** Answer to the `flush` event: what was typed is saved. */
  'vault.flushed': method({ access: 'veiled', input: z.strictObject({}), output: nothing }),
  'vault.setPin': method({
    access: 'unlocked',
    input: z.strictObject({ passphrase: secretText, pin: secretText.nullable() }),
    output: nothing,
  }),
  'vault.changePassphrase': method({
    access: 'unlocked',
    input: z.strictObject({ current: secretText, next: secretText }),
    output: nothing,
  }),
  /** After an opening with the recovery sheet. */
  'vault.choosePassphrase': method({
    access: 'unlocked',
    input: z.strictObject({ next: secretText }),
    output: nothing,
  }),
  /**
   * Prepares a new sheet. `revoke` also renews the vault key, so that the former accesses open nothing written from now on;
   * `next` then is the passphrase of the new one, where somebody may know the present one.
   */
  'vault.prepareRecoverySheet': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({ passphrase: secretText, revoke: z.boolean(), next: secretText.nullable().optional() }),
    output: recoverySheet,
  }),
  'vault.confirmRecoverySheet': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({ typedGroups }),
    output: nothing,
  }),
  'vault.security': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({}),
    output: z.strictObject({
      vaultId: z.string(),
      createdAt: instant,
      argon2: z.strictObject({ memoryKib: z.int(), passes: z.int(), lanes: z.int() }),
      slots: z.array(slotSummary),
      hasPin: z.boolean(),
      folder: z.string(),
      databaseBytes: z.int(),
    }),
  }),
  /** The host asks for the folder; the vault is copied there, checked, and opened from there. */
  'vault.move': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({}),
    output: z.strictObject({ folder: z.string() }),
  }),
  /** Points the program at an existing vault folder (after a move by hand); the host asks for it. */
  'vault.chooseExisting': method({
    access: 'always',
    input: z.strictObject({}),
    output: z.strictObject({ folder: z.string() }),
  }),
  /** Looks once more where the vault should lie (`missingVaultFolder`): its disk may be plugged in by now. */
  'vault.lookAgain': method({ access: 'always', input: z.strictObject({}), output: nothing }),
  /** integrity_check and the access-log chain. Long work. */
  'vault.check': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({}),
    output: z.strictObject({
      ok: z.boolean(),
      patients: z.int(),
      consultations: z.int(),
      accessLog: z.strictObject({ entries: z.int(), intact: z.boolean() }),
      schemaVersion: z.int(),
    }),
  }),
};
