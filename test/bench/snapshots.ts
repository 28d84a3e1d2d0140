import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, cpSync, fsyncSync, mkdirSync, mkdtempSync, openSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { saveConsultation, startConsultation } from '../../src/main/records/consultations.ts';
import { listPatients } from '../../src/main/records/patientRows.ts';
import { restoreSnapshot } from '../../src/main/snapshots/restore.ts';
import { openTarget } from '../../src/main/snapshots/target/openTarget.ts';
import { folderSpec, type TargetSpec } from '../../src/main/snapshots/target/targetSpec.ts';
import { snapshotVault, vaultManifestKeys } from '../../src/main/snapshots/vaultSnapshot.ts';
import { verifyRepository } from '../../src/main/snapshots/verify.ts';
import type { OpenedVault } from '../../src/main/vault/openedVault.ts';
import { newRecoveryCode, recoveryCodeText } from '../../src/main/vault/recoveryCode.ts';
import { renewRecoverySlot } from '../../src/main/vault/slotChange.ts';
import { closeVault, openVault } from '../../src/main/vault/vaultFolder.ts';
import { folderBytes } from '../fixtures/folderBytes.ts';
import { RealKey, whyNoRealKey } from '../fixtures/realKey.ts';
import { PASSPHRASE } from './facts.ts';
import { median } from './median.ts';
import { rivalsHere, type Rival } from './rivals.ts';
import type { WindowRow } from './window.ts';

const VAULT_BYTES = 300 * 1024 * 1024;
const KEY_MEGABYTES = 1600;
const ROUNDS = 5;

/**
 * A vault of 300 MB copied, copied again after one session, checked and brought back, on this disk and on an exFAT key.
 * Beside it in the same rounds restic and borg as Debian has them, with their own settings, on the same file.
 */
export async function measureSnapshots(
  practice: { readonly patients: number; readonly consultations: number },
  say: (line: string) => void,
): Promise<WindowRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'osteocoffre-bench-'));
  try {
    const made = [join(import.meta.dirname, 'makeVault.ts'), folder, ...Object.values(practice).map(String)];
    execFileSync(process.execPath, made, { stdio: ['ignore', 'inherit', 'inherit'] });
    const opened = await openVault({ folder: join(folder, 'coffre'), passphrase: PASSPHRASE });
    padTo(opened, VAULT_BYTES);
    const rivals = rivalsHere(join(folder, 'cache'), say);
    const code = newRecoveryCode();
    // Told by heart, so that Argon2 is not measured as a part of restoring.
    renewRecoverySlot(opened, code);
    const bench = { folder, opened, rivals, recoveryCode: recoveryCodeText(code) };
    const rows = await measureOn('this disk', diskIn(folder), bench, say);
    const noKey = whyNoRealKey('exfat');
    if (noKey === null) rows.push(...(await measureOn('an exFAT key', keyIn(folder), bench, say)));
    else say(`no rows of an exFAT key: ${noKey}`);
    closeVault(opened);
    return rows;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What documents and drawings will hold: the records alone would take many years to come to 300 MB. */
function padTo({ vault }: OpenedVault, bytes: number): void {
  vault.db.exec('CREATE TABLE bench_padding (bytes BLOB NOT NULL) STRICT');
  const size = () => {
    vault.db.pragma('wal_checkpoint(TRUNCATE)');
    return statSync(join(vault.folder, 'coffre.db')).size;
  };
  const insert = vault.db.prepare('INSERT INTO bench_padding (bytes) VALUES (?)');
  for (let missing = bytes - size(); missing > 0; missing = bytes - size())
    insert.run(randomBytes(Math.min(missing, 8 * 1024 * 1024)));
}

interface Bench {
  readonly folder: string;
  readonly opened: OpenedVault;
  readonly rivals: readonly Rival[];
  readonly recoveryCode: string;
}

/** Where copies go: each round finds it as new, as a first copy does. */
type Medium = (use: (folder: string) => Promise<void>) => Promise<void>;

function diskIn(folder: string): Medium {
  return async (use) => {
    const disk = join(folder, 'disk');
    mkdirSync(disk);
    await use(disk);
    rmSync(disk, { recursive: true });
  };
}

function keyIn(folder: string): Medium {
  return async (use) => {
    const key = new RealKey(join(folder, 'key'), 'exfat', KEY_MEGABYTES);
    try {
      key.plugIn();
      await use(key.mountPoint);
      key.eject();
    } finally {
      key.dispose();
      rmSync(join(folder, 'key'), { recursive: true, force: true });
    }
  };
}

/** Milliseconds, and bytes written, of each round. */
interface Rounds {
  readonly first: number[];
  readonly next: number[];
  readonly nextBytes: number[];
  readonly check: number[];
  readonly restore: number[];
}

interface Measured {
  readonly ours: Rounds;
  readonly theirs: ReadonlyMap<Rival, Rounds>;
  /** What plain copies of the file took. */
  readonly copies: number[];
}

function noRounds(): Rounds {
  return { first: [], next: [], nextBytes: [], check: [], restore: [] };
}

async function measureOn(where: string, medium: Medium, bench: Bench, say: (line: string) => void) {
  const measured: Measured = {
    ours: noRounds(),
    theirs: new Map(bench.rivals.map((rival) => [rival, noRounds()])),
    copies: [],
  };
  for (let round = 0; round < ROUNDS; round += 1) {
    await medium((folder) => measureRound(bench, folder, round, measured));
    say(`copies on ${where}: round ${round + 1} of ${ROUNDS}`);
  }
  return rowsOf(where, measured);
}

async function measureRound(bench: Bench, medium: string, round: number, { ours, theirs, copies }: Measured) {
  const spec = await folderSpec(join(medium, 'OsteoCoffre'), { create: true });
  const copied = join(medium, 'copy.db');
  ours.first.push(await timed(() => snapshotVault(bench.opened.vault, { spec, label: 'bench' })));
  for (const [rival, rounds] of theirs) rounds.first.push(await timedFirst(rival, bench, medium));
  copySynced(databaseOf(bench), copied);
  editSession(bench.opened, round);
  await measureNext(bench, spec, ours);
  for (const [rival, rounds] of theirs) await measureRivalNext(bench, medium, rival, rounds);
  const restored = join(bench.folder, 'restored');
  copies.push(await timed(() => copySynced(copied, restored)));
  rmSync(restored);
  ours.restore.push(await timed(() => restore(bench, spec, join(restored, 'coffre'))));
  rmSync(restored, { recursive: true });
  for (const [rival, rounds] of theirs) {
    rounds.restore.push(await timed(() => rival.restore(medium, restored)));
    rmSync(restored, { recursive: true });
  }
  ours.check.push(await timed(() => check(bench, spec)));
  for (const [rival, rounds] of theirs) rounds.check.push(await timed(() => rival.check(medium)));
}

async function measureNext({ opened }: Bench, spec: TargetSpec, ours: Rounds): Promise<void> {
  const before = folderBytes(spec.root);
  ours.next.push(await timed(() => snapshotVault(opened.vault, { spec, label: 'bench' })));
  ours.nextBytes.push(folderBytes(spec.root) - before);
}

async function measureRivalNext(bench: Bench, medium: string, rival: Rival, rounds: Rounds): Promise<void> {
  const before = folderBytes(join(medium, rival.name));
  rounds.next.push(await timed(() => rival.copy(medium, databaseOf(bench))));
  rounds.nextBytes.push(folderBytes(join(medium, rival.name)) - before);
}

function rowsOf(where: string, { ours, theirs, copies }: Measured): WindowRow[] {
  const against = (what: string, kind: keyof Rounds, allowed: number, unit = 1): WindowRow[] =>
    [...theirs].map(([rival, rounds]) =>
      row(
        `${what}, ${where}, against ${rival.name}`,
        median(rounds[kind]) / unit,
        median(ours[kind]) / unit,
        rival.name === 'restic' ? allowed : null,
      ),
    );
  return [
    ...against('first copy of 300 MB', 'first', 0.5),
    ...against('copy after one edited session', 'next', 0.25),
    ...against('KB written after one edited session', 'nextBytes', 0.1, 1024),
    ...against('check of every byte', 'check', 1),
    row(`restore of 300 MB, ${where}, against cp and sync`, median(copies), median(ours.restore), 2),
    ...against('restore of 300 MB', 'restore', Number.POSITIVE_INFINITY).map((line) => ({ ...line, allowed: '' })),
  ];
}

function row(name: string, reference: number, measured: number, allowed: number | null): WindowRow {
  return {
    name,
    reference,
    measured,
    allowed: allowed === null ? '' : `${allowed} x`,
    holds: allowed === null || measured <= reference * allowed,
  };
}

function timedFirst(rival: Rival, bench: Bench, medium: string): Promise<number> {
  rival.begin(medium);
  return timed(() => rival.copy(medium, databaseOf(bench)));
}

function databaseOf({ opened }: Bench): string {
  opened.vault.db.pragma('wal_checkpoint(TRUNCATE)');
  return join(opened.vault.folder, 'coffre.db');
}

function editSession({ vault }: OpenedVault, round: number): void {
  const patients = listPatients(vault, 0, 1000).rows;
  const { id, version } = startConsultation(vault, patients[(round * 7919) % patients.length]?.id ?? '');
  saveConsultation(vault, id, version, {
    motive: 'Lombalgie droite',
    history: 'Douleur apparue il y a trois jours en soulevant une charge. Irradiation à la fesse droite.',
    examination: 'Flexion lombaire limitée. Lasègue négatif des deux côtés. L4 en rotation droite.',
    treatment: 'Correction de L4. Énergie musculaire sur iliaque droit. Travail du psoas. Bien toléré.',
  });
}

async function restore({ recoveryCode }: Bench, spec: TargetSpec, folder: string): Promise<void> {
  await restoreSnapshot({
    target: openTarget(spec),
    place: { label: 'bench', kind: 'folder', place: spec.root },
    folder,
    secret: { recoveryCode },
    now: Date.now,
  });
}

async function check({ opened }: Bench, spec: TargetSpec): Promise<void> {
  const proof = { vaultId: opened.vault.id, keys: vaultManifestKeys(opened.vault) };
  const { ok, damaged } = await verifyRepository({ target: openTarget(spec), full: true, proof, now: Date.now });
  if (!ok) throw new Error(`the copy that is measured is damaged: ${damaged.map(({ kind }) => kind).join(', ')}`);
}

function copySynced(from: string, to: string): void {
  cpSync(from, to);
  const file = openSync(to, 'r+');
  fsyncSync(file);
  closeSync(file);
}

/** Begins on a quiet disk: nobody pays for what another one left to be written, or removed. */
async function timed(work: () => unknown): Promise<number> {
  if (process.platform !== 'win32') execFileSync('sync');
  const start = performance.now();
  await work();
  return performance.now() - start;
}
