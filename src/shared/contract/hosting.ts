import { z } from 'zod';
import { method } from './method.ts';
import { source } from './snapshots.ts';
import { civilDate, id, instant, nothing, shortText } from './values.ts';

/** What a host's certificate and contract say. */
export const hostAttestation = z.strictObject({
  hostName: shortText.min(1).max(80),
  certificateNumber: shortText.min(1).max(80),
  /** Numbers of the activities, as printed; 6 is the backup of health data. */
  activities: z.array(z.int().min(1).max(6)).min(1).max(6),
  expiresOn: civilDate,
  contractOn: civilDate,
});
export type HostAttestation = z.infer<typeof hostAttestation>;

/** Whether something may be sent by what the attestation says. */
export const attestationStanding = z.enum(['missing', 'elsewhere', 'valid', 'expires-soon', 'expired']);
export type AttestationStanding = z.infer<typeof attestationStanding>;

/** Where the store is and how it is reached, without the keys. */
export const hostAddress = z.strictObject({
  /** https://s3.example.fr */
  endpoint: shortText.max(200),
  bucket: shortText.max(63),
  /** Folder in the bucket; may be empty. */
  prefix: shortText.max(200),
  region: shortText.min(1).max(64),
  style: z.enum(['path', 'virtual-host']),
  /** PEM of a CA of the host's own. */
  authority: z.string().max(20_000).nullable(),
  proxy: shortText.max(200).nullable(),
  /** Limit of uploads. */
  kilobytesPerSecond: z.int().min(8).max(1_000_000).nullable(),
});
export type HostAddress = z.infer<typeof hostAddress>;

export const hostKeys = z.strictObject({ accessKeyId: shortText.min(1).max(200), secretAccessKey: shortText.min(1) });
export type HostKeys = z.infer<typeof hostKeys>;

/** What a test of the connection found; what keeps it from working is a refusal of its own. */
export const hostTest = z.strictObject({
  /** False is welcome: what is there cannot be ended with the keys of this PC. */
  canDelete: z.boolean(),
  /** Whether the store keeps what was replaced or deleted; null where it does not say. */
  keepsVersions: z.boolean().nullable(),
  /** The store decides who writes first: two PCs never follow the same snapshot (docs/formats-snapshots.md). */
  decidesNew: z.boolean(),
  /** Copies lie there already. */
  holdsSnapshots: z.boolean(),
  milliseconds: z.int(),
});
export type HostTest = z.infer<typeof hostTest>;

/** A French host's object storage, as known when this version was made: to be confirmed by the person. */
export const hostPreset = z.strictObject({
  name: z.string(),
  /** With {region} and {bucket} where these stand in it. */
  endpoint: z.string(),
  regions: z.array(z.string()),
  style: z.enum(['path', 'virtual-host']),
  /** Rights to paste where the key for this PC is made, with {bucket}: everything but the right to delete. */
  policy: z.string(),
  /** The same for the pair of the second sheet: reading alone. */
  readPolicy: z.string(),
});
export type HostPreset = z.infer<typeof hostPreset>;

export const hostingState = z.strictObject({
  attestation: hostAttestation
    .extend({
      contractTitle: z.string().nullable(),
      /** Address of the store that it was read for; null until one is set up. */
      store: z.string().nullable(),
    })
    .nullable(),
  standing: attestationStanding,
  /** Days until the certificate expires; null without one. */
  daysLeft: z.int().nullable(),
  /** An objection to external hosting holds, upheld or not yet examined. */
  isObjected: z.boolean(),
  /** Without the secret, which never comes back out. */
  access: hostAddress
    .extend({
      accessKeyId: z.string(),
      canDelete: z.boolean(),
      keepsVersions: z.boolean().nullable(),
      decidesNew: z.boolean(),
      testedAt: instant,
    })
    .nullable(),
  /** Copies lie at a host that did not say that it erased them; it stays in the register until then. */
  holdsCopies: z.boolean(),
  /** The target's repository once the first copy was made. */
  repository: id.nullable(),
  headTime: instant.nullable(),
  /** What goes over the network is counted: copies wait for another one, or for the person's word. */
  waitsForNetwork: z.boolean(),
});
export type HostingState = z.infer<typeof hostingState>;

/** What the second sheet carries. */
export const hostSheetAddress = hostAddress.pick({
  endpoint: true,
  bucket: true,
  prefix: true,
  region: true,
  style: true,
  authority: true,
  proxy: true,
});

export const hosting = {
  'hosting.state': method({ access: 'unlocked', titularOnly: true, input: z.strictObject({}), output: hostingState }),
  'hosting.presets': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({}),
    output: z.strictObject({ presets: z.array(hostPreset) }),
  }),
  'hosting.saveAttestation': method({
    access: 'unlocked',
    titularOnly: true,
    input: hostAttestation,
    output: hostingState,
  }),
  /** The host asks for the contract's file (PDF or picture), which then lies in the vault. */
  'hosting.attachContract': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({}),
    output: hostingState,
  }),
  /** Connects, lists, writes, reads back and removes one small object. The stored secret where no keys are given. */
  'hosting.testAccess': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({ address: hostAddress, keys: hostKeys.nullable() }),
    output: hostTest,
  }),
  /** Tests it, then keeps it in the vault. */
  'hosting.saveAccess': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({ address: hostAddress, keys: hostKeys.nullable() }),
    output: hostTest,
  }),
  /** The first copy, and each one on demand from this screen. Long work, beside everything else. */
  'hosting.copy': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({ adopt: z.boolean() }),
    output: z.strictObject({ snapshotId: z.string(), bytesAdded: z.int() }),
  }),
  /** Forgets keys and address; what lies there stays, and so does the attestation. */
  'hosting.forgetAccess': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({}),
    output: hostingState,
  }),
  /** Prints the second sheet: address, and a pair with read rights that is tested first and kept nowhere. */
  /** The host whose keys were forgotten said that it erased every copy: it leaves the register. */
  'hosting.noteErased': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({}),
    output: hostingState,
  }),
  'hosting.printSheet': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({ keys: hostKeys }),
    output: nothing,
  }),
  /** Restore on a PC that has nothing: the copies that lie at a host, with the pair of the second sheet. */
  'hosting.useSource': method({
    access: 'always',
    input: z.strictObject({ address: hostSheetAddress, keys: hostKeys }),
    output: source,
  }),
};
