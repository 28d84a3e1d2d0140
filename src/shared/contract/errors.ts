import { z } from 'zod';

const plain = <Code extends string>(code: Code) => z.strictObject({ code: z.literal(code) });

/**
 * Everything that can be refused or go wrong, as data. French sentences live in the renderer and in the command line;
 * no error carries a patient's data.
 */
export const contractError = z.discriminatedUnion('code', [
  // The door
  z.strictObject({ code: z.literal('invalid-input'), fields: z.array(z.string()) }),
  plain('unknown-method'),
  plain('vault-locked'),
  plain('screen-veiled'),
  plain('titular-only'),
  /** The titular gave an account that only reads, or one that neither prints nor copies. */
  plain('may-not-write'),
  plain('may-not-export'),
  /** This PC only consults a copy of the vault. */
  plain('copy-read-only'),
  plain('account-name-taken'),
  plain('busy'),
  plain('cancelled'),
  z.strictObject({ code: z.literal('internal'), incident: z.string() }),
  // The vault
  plain('no-vault'),
  plain('vault-already-open'),
  plain('vault-exists'),
  plain('in-demonstration'),
  /** A copy that only consults, whose time is over: it is brought up to date before it opens. */
  plain('copy-expired'),
  /** The vault was put under a new key since: the copy's own key opens nothing that is newer. */
  plain('copy-to-remake'),
  plain('not-a-copy'),
  plain('vault-in-use'),
  plain('vault-place-forbidden'),
  plain('vault-folder-read-only'),
  plain('vault-folder-not-empty'),
  plain('key-file-missing'),
  plain('key-file-damaged'),
  plain('key-file-foreign'),
  plain('key-file-costs-refused'),
  plain('database-missing'),
  plain('database-damaged'),
  plain('database-foreign'),
  plain('vault-newer-than-program'),
  plain('migration-altered'),
  plain('disk-full'),
  plain('disk-error'),
  z.strictObject({ code: z.literal('not-enough-space'), neededBytes: z.int() }),
  z.strictObject({ code: z.literal('wrong-passphrase'), retryInSeconds: z.number() }),
  z.strictObject({ code: z.literal('wait-before-retry'), retryInSeconds: z.number() }),
  plain('wrong-recovery-code'),
  plain('recovery-code-mistyped'),
  plain('recovery-groups-wrong'),
  plain('passphrase-too-weak'),
  plain('passphrase-forbidden-characters'),
  plain('slot-expired'),
  plain('no-pin'),
  z.strictObject({ code: z.literal('wrong-pin'), triesLeft: z.int() }),
  plain('pin-too-simple'),
  plain('too-many-slots'),
  plain('nothing-prepared'),
  /** Opened with the recovery sheet: a new passphrase comes first. */
  plain('passphrase-to-choose'),
  // Records
  z.strictObject({ code: z.literal('not-found'), what: z.string() }),
  z.strictObject({ code: z.literal('changed-meanwhile'), version: z.int() }),
  plain('consultation-ends-before-start'),
  plain('date-in-the-future'),
  plain('same-patient'),
  plain('reason-needed'),
  /** A file whose time to be archived or destroyed has not come. */
  plain('not-due'),
  /** A copy of the file was asked for and is not answered yet: nothing of it is destroyed before. */
  plain('request-unanswered'),
  /** Somebody consented for the patient, and their name is not given; or nobody did for a minor. */
  plain('giver-missing'),
  /** A limitation (art. 18 RGPD) goes on: nothing of the file is changed or destroyed. */
  plain('file-frozen'),
  plain('identity-not-checked'),
  plain('requester-without-right'),
  /** L1111-7 CSP: nothing is handed over in the 48 hours after the request. */
  plain('too-early'),
  /** The first month, in which an extension is told, is over. */
  plain('extension-too-late'),
  /** The request has no answer yet that could be sent. */
  plain('answer-missing'),
  plain('request-closed'),
  /** The file's time is over: its retention defeats no erasure any more. */
  plain('retention-over'),
  /** What is closed is opened again before it is written in. */
  plain('breach-closed'),
  /** The CNIL is to be told first. */
  plain('breach-to-notify'),
  /** Article 33(1): a first notice after 72 hours says why. */
  plain('delay-reason-missing'),
  // Files and exchange
  plain('file-not-chosen'),
  plain('file-unreadable'),
  /** The place that the person chose for a file cannot be written. */
  plain('file-not-writable'),
  /** A program copies that folder to somebody's cloud. */
  plain('export-in-cloud'),
  plain('file-too-large'),
  plain('file-kind-unknown'),
  plain('file-empty'),
  plain('printer-missing'),
  /** This machine has no program to choose a file with (Chromium host without zenity). */
  plain('dialog-missing'),
  plain('place-not-removable'),
  // Snapshots: the target
  plain('target-absent'),
  plain('target-label-taken'),
  plain('target-in-cloud'),
  plain('target-full'),
  plain('target-read-only'),
  plain('target-failed'),
  plain('target-keeps-all'),
  // Snapshots: a certified host
  plain('host-unreachable'),
  plain('host-proxy-refused'),
  plain('host-untrusted'),
  plain('host-redirects'),
  plain('host-key-refused'),
  plain('host-region-wrong'),
  /** More than 15 minutes off, which no store accepts. */
  plain('host-clock-off'),
  plain('host-bucket-missing'),
  plain('host-read-refused'),
  plain('host-sheet-key-writes'),
  plain('host-write-refused'),
  plain('host-full'),
  plain('host-overloaded'),
  plain('host-strange'),
  /** Not in the form that we speak to: https, or this machine itself. */
  plain('host-address-wrong'),
  /** The address names another endpoint or bucket than the keys do. */
  plain('host-address-contradicts'),
  plain('host-keys-unreadable'),
  plain('hosting-attestation-missing'),
  plain('hosting-attestation-expired'),
  plain('hosting-attestation-elsewhere'),
  /** A patient's objection to external hosting is upheld: nothing is sent. */
  plain('hosting-objected'),
  // Snapshots: what lies there
  plain('repository-in-use'),
  plain('repository-empty'),
  plain('repository-foreign'),
  plain('repository-newer'),
  plain('repository-rolled-back'),
  plain('repository-other-writer'),
  plain('repository-ahead'),
  plain('repository-forked'),
  plain('snapshot-not-found'),
  z.strictObject({ code: z.literal('snapshot-damaged'), missingChunks: z.int() }),
  plain('snapshot-not-proven'),
  /** The passphrase is the one of an older snapshot: the newest key file is under another. */
  plain('passphrase-of-that-time'),
  /** The snapshot is from before a rekey, or from after it: only an access of that time opens it. */
  plain('access-of-that-time-needed'),
  /** After a rekey nothing lies there yet that the present access opens. */
  plain('target-copy-needed'),
  /** It is in the bin, and is taken back from there. */
  plain('in-the-bin'),
  plain('in-the-archive'),
  /** A purge erased it; the person was not asked whether it may come back. */
  plain('erased-since'),
  /** A snapshot is dated later than this PC's clock says that it is. */
  plain('clock-behind-snapshots'),
  plain('clock-against-sequence'),
  /** Snapshots would end by age after a leap of the clock: the person must say that the date is right. */
  plain('clock-leapt'),
]);

export type ContractError = z.infer<typeof contractError>;
