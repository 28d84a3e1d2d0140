import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { saveConsultation, startConsultation } from '../../src/main/records/consultations.ts';
import { listPatients } from '../../src/main/records/patientRows.ts';
import { plainAccess } from '../../src/main/snapshots/target/s3Access.ts';
import { s3Spec, type S3Spec } from '../../src/main/snapshots/target/targetSpec.ts';
import { snapshotVault } from '../../src/main/snapshots/vaultSnapshot.ts';
import type { OpenedVault } from '../../src/main/vault/openedVault.ts';
import { closeVault, openVault } from '../../src/main/vault/vaultFolder.ts';
import { Link } from '../fixtures/link.ts';
import { startSwift, type SwiftStore } from '../fixtures/swiftStore.ts';
import { makeCertificate } from '../fixtures/testCertificate.ts';
import { PASSPHRASE } from './facts.ts';
import { median } from './median.ts';
import type { WindowRow } from './window.ts';

const LATENCY_MS = 40;
const ROUNDS = 3;

/**
 * A vault pushed to a real object store of this machine, and pushed again after one session, beside restic to the same
 * store over the same line, which counts the bytes; then the first push with 40 ms added to each call.
 */
export async function measureHosting(
  practice: { readonly patients: number; readonly consultations: number },
  say: (line: string) => void,
): Promise<WindowRow[]> {
  const swift = await startSwift();
  if (swift === null) return [];
  const hasRestic = spawnSync('restic', ['version']).status === 0;
  if (!hasRestic) say('no rows against restic: it is not installed here');
  const folder = mkdtempSync(join(tmpdir(), 'osteocoffre-bench-'));
  const certificate = makeCertificate('IP:127.0.0.1');
  // Over TLS, as to a host: over plain http restic sends its bodies in a form that this store does not take.
  const link = new Link(swift.endpoint, certificate);
  try {
    const made = [join(import.meta.dirname, 'makeVault.ts'), folder, ...Object.values(practice).map(String)];
    execFileSync(process.execPath, made, { stdio: ['ignore', 'inherit', 'inherit'] });
    const opened = await openVault({ folder: join(folder, 'coffre'), passphrase: PASSPHRASE });
    const authority = join(folder, 'authority.pem');
    writeFileSync(authority, certificate.cert);
    const bench = { folder, opened, swift, link, endpoint: await link.start(), authority, pem: certificate.cert };
    const rows = await measurePushes(bench, hasRestic, say);
    closeVault(opened);
    return rows;
  } finally {
    await link.stop();
    await swift.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Bench {
  readonly folder: string;
  readonly opened: OpenedVault;
  readonly swift: SwiftStore;
  readonly link: Link;
  readonly endpoint: string;
  readonly authority: string;
  readonly pem: string;
}

interface Measured {
  readonly milliseconds: number;
  readonly bytes: number;
}

async function measurePushes(bench: Bench, hasRestic: boolean, say: (line: string) => void): Promise<WindowRow[]> {
  const ours = { first: [] as Measured[], edited: [] as Measured[], delayed: [] as Measured[] };
  const theirs = { first: [] as Measured[], edited: [] as Measured[] };
  for (let round = 0; round < ROUNDS; round += 1) {
    say(`pushes to the store, round ${round + 1} of ${ROUNDS}`);
    const near = specOf(bench, `nous-${round}`);
    bench.link.latencyMs = 0;
    const restic = resticFor(bench, round);
    if (hasRestic) {
      await restic('init');
      theirs.first.push(await measured(bench, () => restic('backup', databaseOf(bench))));
    }
    ours.first.push(await measured(bench, () => push(bench, near)));
    editOne(bench.opened);
    // What the log of the vault holds is in the file that both read.
    bench.opened.vault.db.pragma('wal_checkpoint(TRUNCATE)');
    if (hasRestic) theirs.edited.push(await measured(bench, () => restic('backup', databaseOf(bench))));
    ours.edited.push(await measured(bench, () => push(bench, near)));
    bench.link.latencyMs = LATENCY_MS;
    ours.delayed.push(await measured(bench, () => push(bench, specOf(bench, `loin-${round}`))));
  }
  const time = (values: readonly Measured[]) => median(values.map(({ milliseconds }) => milliseconds));
  const kilobytes = (values: readonly Measured[]) => median(values.map(({ bytes }) => bytes)) / 1000;
  const first = time(ours.first);
  const rows = [row('first push with 40 ms more, against without', first, time(ours.delayed), 1.5)];
  if (!hasRestic) return rows;
  return [
    row('first push to a host, against restic', time(theirs.first), first, 0.7),
    row('push to a host after one edit, against restic', time(theirs.edited), time(ours.edited), 0.7),
    row('KB on the wire after one edit, against restic', kilobytes(theirs.edited), kilobytes(ours.edited), 0.15),
    ...rows,
  ];
}

function row(name: string, reference: number, value: number, allowed: number): WindowRow {
  return { name, reference, measured: value, allowed: `${allowed} x`, holds: value <= reference * allowed };
}

function specOf({ swift, endpoint, pem }: Bench, name: string): S3Spec {
  const place = { endpoint, bucket: swift.bucket, prefix: `${name}/` };
  return s3Spec(place, { ...plainAccess(swift), authority: pem });
}

async function measured({ link }: Bench, work: () => Promise<unknown>): Promise<Measured> {
  const [bytes, started] = [link.bytes, performance.now()];
  await work();
  return { milliseconds: performance.now() - started, bytes: link.bytes - bytes };
}

function push({ opened }: Bench, spec: S3Spec) {
  return snapshotVault(opened.vault, { spec, label: spec.root });
}

function databaseOf({ folder }: Bench): string {
  return join(folder, 'coffre', 'coffre.db');
}

/** A session of the kind that a practice writes twenty times a day. */
function editOne({ vault }: OpenedVault): void {
  const [patient] = listPatients(vault, 0, 1).rows;
  if (patient === undefined) throw new Error('the practice has no patients');
  const { id, version } = startConsultation(vault, patient.id);
  const examination = randomBytes(200).toString('base64');
  saveConsultation(vault, id, version, { examination });
}

/** restic with its own settings, its cache kept between two runs as on a PC. */
function resticFor(
  { folder, swift, endpoint, authority }: Bench,
  round: number,
): (...args: string[]) => Promise<unknown> {
  const repository = `s3:${endpoint}/${swift.bucket}/restic-${round}`;
  // Not the synchronous one: the line between them runs in this very process.
  return (...args) =>
    run(
      'nice',
      [
        ...BEHIND,
        'restic',
        '-q',
        '-r',
        repository,
        '--cacert',
        authority,
        '--cache-dir',
        join(folder, 'cache'),
        ...args,
      ],
      {
        env: {
          PATH: process.env['PATH'] ?? '',
          HOME: folder,
          RESTIC_PASSWORD: 'girafe cubisme losange',
          AWS_ACCESS_KEY_ID: swift.accessKeyId,
          AWS_SECRET_ACCESS_KEY: swift.secretAccessKey,
          AWS_DEFAULT_REGION: swift.region,
        },
      },
    );
}

const run = promisify(execFile);

/** The process that cuts our packs steps back behind whoever types; on a machine that does other things, so must restic. */
const BEHIND = ['-n', '10'];
