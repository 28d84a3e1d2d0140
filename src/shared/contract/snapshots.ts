import { z } from 'zod';
import { contractError } from './errors.ts';
import { method } from './method.ts';
import { keptAs, snapshotId, targetCare, targetCareMethods } from './targetCare.ts';
import { civilDate, id, instant, nothing, secretText, shortText } from './values.ts';

/** How the copies stand, as the box at the bottom of the navigation says it. */
export const backupStatus = z.strictObject({
  level: z.enum(['fine', 'soon', 'late']),
  reason: z.enum([
    'saved',
    /** The evening copy is made and synced, and the key is still in. */
    'may-be-removed',
    'no-target',
    'one-evening-missed',
    'evenings-missed',
    /** Evenings were missed, by a host beyond a network whose bytes are counted. */
    'waits-for-network',
    'failed',
    'damaged',
    'in-doubt',
    /** Nothing may be sent to the host: its certificate is over, or a patient objects. */
    'held-back',
    'left-in',
  ]),
  /** The target that the sentence is about. */
  label: z.string().nullable(),
  repository: id.nullable().default(null),
  /** It is a host: there is nothing to plug in. */
  isFar: z.boolean().default(false),
  /** Of the newest copy anywhere. */
  savedAt: instant.nullable(),
  /** Read back from its medium: only then a shield. */
  isReadBack: z.boolean(),
});
export type BackupStatus = z.infer<typeof backupStatus>;

/** A target as its card shows it. */
export const targetCard = z.strictObject({
  repository: id,
  label: z.string(),
  addedAt: instant,
  kind: z.enum(['folder', 's3']),
  /** Where it is now; null where it is not plugged in. */
  place: z.string().nullable(),
  isRemovable: z.boolean(),
  fileSystem: z.string(),
  freeBytes: z.int().nullable(),
  /** How many snapshots lie there; null where it is not plugged in or cannot be read. */
  snapshots: z.int().nullable(),
  headTime: instant.nullable(),
  isReadBack: z.boolean(),
  /** True where it holds every change. */
  isUpToDate: z.boolean(),
  /** At a host: bytes that lay there after the last copy, where that is known. */
  storedBytes: z.int().nullable(),
  /** It went back in time, or another PC wrote there: the person decides. */
  isInDoubt: z.boolean(),
  /** Why nothing may be sent to this host, whose copies can be read; null where it may. */
  heldBack: contractError.nullable(),
  lastFailure: contractError.nullable(),
  lastFailureAt: instant.nullable(),
  provenAt: instant.nullable(),
  care: targetCare,
  /** It can be taken out now: all is synced, and nothing is at work on it. */
  mayBeRemoved: z.boolean(),
  /** A host beyond a network whose bytes are counted: copies wait for another one, or for the person's word. */
  waitsForNetwork: z.boolean(),
});
export type TargetCard = z.infer<typeof targetCard>;

/** One moment that one can come back to, with all the targets that hold it. */
export const moment = z.strictObject({
  snapshotId,
  time: instant,
  patients: z.int().nullable(),
  consultations: z.int().nullable(),
  /** As what the rule keeps it, on the targets plugged in; null where it goes at the next prune. */
  keptAs: keptAs.nullable(),
  targets: z.array(z.strictObject({ repository: id, label: z.string() })),
});
export type Moment = z.infer<typeof moment>;

/** What a restore for trial found. */
export const trial = z.strictObject({
  snapshotId,
  patients: z.int(),
  consultations: z.int(),
  isIntact: z.boolean(),
  /** Files that were held against those of the open vault. */
  filesCompared: z.int().default(0),
  seconds: z.number(),
  /** Head of the access log that its manifest seals. */
  logHead: z.strictObject({ number: z.int(), hash: z.string() }).nullable().default(null),
});
export type Trial = z.infer<typeof trial>;

/** A folder that the person chose for a new target. */
export const chosenPlace = z.strictObject({
  place: z.string(),
  suggestedLabel: z.string(),
  isRemovable: z.boolean(),
  fileSystem: z.string(),
  sizeBytes: z.int().nullable(),
  freeBytes: z.int().nullable(),
  /** True where snapshots lie there already: of this vault, or of another one, which is refused when it is added. */
  holdsSnapshots: z.boolean(),
});
export type ChosenPlace = z.infer<typeof chosenPlace>;

/** What opens a repository. */
export const sourceSecret = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('passphrase'), text: secretText }),
  z.strictObject({ kind: z.literal('recovery'), text: secretText }),
]);
export type SourceSecret = z.infer<typeof sourceSecret>;

/** A snapshot of the place chosen for a restore, before any secret is given. */
export const sourceSnapshot = z.strictObject({ snapshotId, time: instant, size: z.int() });

export const source = z.strictObject({
  place: z.string(),
  label: z.string(),
  /** Newest first. */
  snapshots: z.array(sourceSnapshot),
});
export type Source = z.infer<typeof source>;

/**
 * What is to be said of a source before anything is restored from it.
 * - `other-vault`: not the vault that is open here;
 * - `rolled-back`: the open vault knows of later snapshots there than there are;
 * - `newer-closed`: later snapshots lie there that this secret does not open (made after a rekey);
 * - `incomplete`: snapshots that should lie there do not, or cannot be read;
 * - `unproven`: some were not written by this vault, or were changed since: they are left out;
 * - `newer-program`: some were written by a later version of the program: they are left out.
 */
export const sourceFinding = z.enum([
  'other-vault',
  'rolled-back',
  'newer-closed',
  'incomplete',
  'unproven',
  'newer-program',
]);
export type SourceFinding = z.infer<typeof sourceFinding>;

/** The same once a secret opened it: only those that are proven. */
export const openedSnapshot = z.strictObject({
  snapshotId,
  time: instant,
  patients: z.int().nullable(),
  consultations: z.int().nullable(),
  lastConsultation: civilDate.nullable(),
  /** From before a rekey: only an access of that time puts it in the vault's place. */
  needsFormerAccess: z.boolean(),
});
export type OpenedSnapshot = z.infer<typeof openedSnapshot>;

export const backupSettings = z.strictObject({
  /** Local time of the evening copy. */
  eveningTime: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
  /** A known key that is plugged in is copied to at once. */
  onPlugIn: z.boolean(),
  proveEveryDays: z.int().min(1).max(365),
  verifyEveryDays: z.int().min(1).max(365),
});

export const snapshots = {
  ...targetCareMethods,
  'snapshots.status': method({
    access: 'unlocked',
    input: z.strictObject({}),
    output: z.strictObject({
      status: backupStatus,
      patients: z.int(),
      /** How many targets hold a copy. */
      copies: z.int(),
      eveningTime: z.string(),
      /** Some target takes the evening's copy by itself, now or once it is plugged in. */
      goesByItself: z.boolean(),
      /** Names of the keys that the evening waits for. */
      awaited: z.array(z.string()),
      /** Names of the hosts to which nothing goes by itself over this network, whose bytes are counted. */
      waitingForNetwork: z.array(z.string()),
    }),
  }),
  'snapshots.targets': method({
    access: 'unlocked',
    input: z.strictObject({}),
    output: z.strictObject({ targets: z.array(targetCard) }),
  }),
  /** The moments that the targets plugged in hold, newest first; those at a host where it is to be asked, too. */
  'snapshots.list': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({ asksHost: z.boolean() }),
    output: z.strictObject({
      moments: z.array(moment),
      /** Name of the host that was not asked; null where it was, or where there is none. */
      hostNotAsked: z.string().nullable(),
    }),
  }),
  /** The host asks for a folder, which the core keeps for `snapshots.add`. */
  'snapshots.choosePlace': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({}),
    output: chosenPlace,
  }),
  /** The same for the unknown key that is plugged in (`snapshots.keyOffer`). */
  'snapshots.takeKey': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({}),
    output: chosenPlace,
  }),
  /** Takes the first snapshot there: a target is known from then on. Long work, beside everything else. */
  'snapshots.add': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({ label: shortText.min(1).max(40) }),
    output: z.strictObject({ snapshotId }),
  }),
  /** Forgets a target; what lies there stays. */
  'snapshots.remove': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({ repository: id }),
    output: nothing,
  }),
  /**
   * Copies now, to one target or to all that are plugged in. `adopt`, after the person was asked, goes on from what lies
   * there although another PC wrote it or it went back in time. Long work, beside everything else.
   */
  'snapshots.create': method({
    access: 'unlocked',
    input: z.strictObject({ repository: id.nullable(), adopt: z.boolean() }),
    output: z.strictObject({ labels: z.array(z.string()) }),
  }),
  /** Restores the newest snapshot of a target into a trial vault, checks and destroys it. Long work. */
  'snapshots.prove': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({ repository: id }),
    output: trial,
  }),
  'snapshots.lastTrial': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({}),
    output: z.strictObject({
      trial: trial
        .extend({
          label: z.string(),
          at: instant,
          /** What the vault itself held at that moment; null where that was not counted. */
          vaultPatients: z.int().nullable(),
          vaultConsultations: z.int().nullable(),
        })
        .nullable(),
    }),
  }),
  'snapshots.settings': method({ access: 'unlocked', input: z.strictObject({}), output: backupSettings }),
  'snapshots.changeSettings': method({
    access: 'unlocked',
    titularOnly: true,
    input: backupSettings.partial(),
    output: backupSettings,
  }),

  // Restore: from a fresh start, from the lock screen's side, or from the open vault. Behind the veil all are refused.

  /** The host asks where the snapshots lie. */
  'snapshots.chooseSource': method({ access: 'always', input: z.strictObject({}), output: source }),
  /** The same for a target that the open vault knows. */
  'snapshots.useTarget': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({ repository: id }),
    output: source,
  }),
  /** What each snapshot of the source holds, and how it stands; `isFormerAccess` where a newer secret lies there. */
  'snapshots.openSource': method({
    access: 'always',
    input: z.strictObject({ secret: sourceSecret }),
    output: z.strictObject({
      snapshots: z.array(openedSnapshot),
      isFormerAccess: z.boolean(),
      findings: z.array(sourceFinding),
    }),
  }),
  /** What a restore of a moment would take away: what the open vault has beyond it. */
  'snapshots.changesSince': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({ time: instant }),
    output: z.strictObject({ newPatients: z.int(), newConsultations: z.int(), changedConsultations: z.int() }),
  }),
  /** Rebuilds the chosen one into a trial vault and checks it; changes nothing. Long work. */
  'snapshots.trySource': method({
    access: 'always',
    input: z.strictObject({ secret: sourceSecret, snapshotId }),
    output: trial,
  }),
  /** Puts it in the vault's place; the former vault is kept aside. The vault is locked afterwards. Long work. */
  'snapshots.restore': method({
    access: 'always',
    input: z.strictObject({ secret: sourceSecret, snapshotId, acceptsFormerAccess: z.boolean() }),
    output: z.strictObject({ keptAside: z.boolean() }),
  }),
  /** Vaults that restores kept aside, oldest first. */
  'snapshots.formerVaults': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({}),
    output: z.strictObject({ since: z.array(instant) }),
  }),
  /** After the person confirmed. */
  'snapshots.dropFormerVault': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({ since: instant }),
    output: nothing,
  }),
};
