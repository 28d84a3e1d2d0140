import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { insertConsultation } from '../../src/main/records/consultations.ts';
import { insertPatient } from '../../src/main/records/patients.ts';
import { updateBackupSettings } from '../../src/main/snapshots/backupSettings.ts';
import { pruneRepository, type Pruned } from '../../src/main/snapshots/prune.ts';
import { openTarget } from '../../src/main/snapshots/target/openTarget.ts';
import { vaultManifestKeys } from '../../src/main/snapshots/vaultSnapshot.ts';
import { COSTS_FLOOR } from '../../src/main/vault/argon2id.ts';
import type { Vault } from '../../src/main/vault/vault.ts';
import { createVault } from '../../src/main/vault/vaultFolder.ts';
import { copyTo, fingerprints, folderTargetSpec, type Fingerprints } from './copies.ts';
import { damagePacks } from './damage.ts';
import { PASSPHRASE, PRACTICE } from './facts.ts';
import { filesOf } from './files.ts';
import { scratchFolder } from './scratch.ts';
import { withVault } from './soundVault.ts';

/** A vault with two targets, copied for every fault to the same place: the vault knows its targets by their paths. */
export interface BackupBase {
  readonly recoveryCode: string;
  readonly places: BackupPlaces;
  readonly patients: number;
  readonly consultations: number;
  /** What each snapshot of the first target must come back as. */
  readonly snapshots: Fingerprints;
  /** Those that retention keeps today, oldest first. */
  readonly keptByPrune: readonly string[];
  /** Those that come back even where damage.ts has been. */
  readonly soundInDamage: readonly string[];
  readonly targetFiles: ReadonlyMap<string, string>;
  /** Puts everything back as it was. */
  reset(): void;
  remove(): void;
}

export interface BackupPlaces {
  /** Everything lies below it. */
  readonly scene: string;
  /** The program's data folder, with the vault in it. */
  readonly data: string;
  readonly vault: string;
  /** Twelve snapshots, condemned packs, small packs: there is work for a prune. */
  readonly target: string;
  /** The newest state of the vault alone. */
  readonly secondTarget: string;
  /** A file with the recovery code, as the command line takes it. */
  readonly secret: string;
}

const DAY_MS = 24 * 60 * 60_000;
const PATIENTS = 12;

/** Days before today on which a snapshot was taken, before a prune and after it. */
const BEFORE_PRUNE = [26, 25, 24, 23, 22, 21, 20, 19, 18, 17];
const PRUNED_ON = 16;
const AFTER_PRUNE = [3, 2, 1];

export async function buildBackupBase(): Promise<BackupBase> {
  const parent = scratchFolder();
  const [scene, kept] = [join(parent, 'scene'), join(parent, 'base')];
  const places = placesIn(scene);
  mkdirSync(places.data, { recursive: true });
  mkdirSync(join(scene, 'tmp'));
  const today = Date.now();
  const daysAgo = (days: number) => () => today - days * DAY_MS;
  const costs = COSTS_FLOOR;
  const created = { folder: places.vault, passphrase: PASSPHRASE, practice: PRACTICE, costs, now: daysAgo(27) };
  const { recoveryCode } = await createVault(created);
  writeFileSync(places.secret, `${recoveryCode}\n`);
  const on = <Result>(days: number, work: (vault: Vault) => Promise<Result>): Promise<Result> =>
    withVault({ folder: places.vault, recoveryCode, now: daysAgo(days) }, work);

  await on(27, async (vault) => settle(vault, today));
  for (const days of BEFORE_PRUNE) await on(days, (vault) => workAndCopy(vault, places.target));
  await on(PRUNED_ON, (vault) => prune(vault, places.target, false));
  for (const days of AFTER_PRUNE) await on(days, (vault) => workAndCopy(vault, places.target));
  // Up to date, so that the window copies nothing by itself: an hour ago and not now, or two would have the same second.
  await on(1 / 24, async (vault) => {
    work(vault);
    await copyTo(vault, places.target);
    await copyTo(vault, places.secondTarget);
  });
  await on(0, async (vault) => {
    work(vault);
    // Known since today: no check and no ending of old copies begins by itself.
    vault.db.prepare('UPDATE snapshot_target SET added_at = ?').run(vault.now());
  });
  cpSync(scene, kept, { recursive: true });
  const reset = (): void => {
    rmSync(scene, { recursive: true, force: true });
    cpSync(kept, scene, { recursive: true });
  };
  const { kept: keptByPrune } = await on(0, (vault) => prune(vault, places.target, true));
  const [snapshots, targetFiles] = [await fingerprints(places.target), filesOf(places.target)];
  await damagePacks(places.target, places.secondTarget);
  const soundInDamage = [...(await fingerprints(places.target)).keys()];
  const visits = BEFORE_PRUNE.length + AFTER_PRUNE.length + 2;
  return {
    recoveryCode,
    places,
    patients: PATIENTS,
    consultations: visits,
    ...{ snapshots, keptByPrune, soundInDamage, targetFiles },
    reset,
    remove: () => rmSync(parent, { recursive: true, force: true }),
  };
}

function placesIn(scene: string): BackupPlaces {
  const data = join(scene, 'donnees');
  return {
    scene,
    data,
    vault: join(data, 'coffre'),
    target: join(scene, 'cle-bleue'),
    secondTarget: join(scene, 'cle-rouge'),
    secret: join(scene, 'secours.txt'),
  };
}

/** Patients, and copies that are due at no time of this day: the loop goes on for hours. */
function settle(vault: Vault, today: number): void {
  const anHourAgo = new Date(today - 60 * 60_000);
  const eveningTime = anHourAgo.toLocaleTimeString('fr-FR', {
    timeZone: 'Europe/Paris',
    hour: '2-digit',
    minute: '2-digit',
  });
  updateBackupSettings(vault, { eveningTime, onPlugIn: false, proveEveryDays: 365, verifyEveryDays: 365 });
  vault.db.transaction(() => {
    for (let number = 0; number < PATIENTS; number += 1)
      insertPatient(vault, { familyName: `Durand${number}`, givenName: 'Claude' });
  })();
}

async function workAndCopy(vault: Vault, target: string): Promise<void> {
  work(vault);
  await copyTo(vault, target);
}

/** A session: a few pages of the database change. */
function work(vault: Vault): void {
  const patient = vault.db.prepare<[], string>('SELECT id FROM patient ORDER BY id LIMIT 1').pluck().get();
  if (patient === undefined) throw new Error('the base vault has no patient');
  const startedAt = vault.now();
  insertConsultation(
    vault,
    patient,
    { startedAt, motive: 'Suivi', examination: 'Mobilité réduite à droite. '.repeat(20) },
    { endedAt: startedAt + 2_700_000 },
  );
}

function prune(vault: Vault, target: string, dryRun: boolean): Promise<Pruned> {
  return pruneRepository({
    target: openTarget(folderTargetSpec(target)),
    vaultId: vault.id,
    keys: vaultManifestKeys(vault),
    now: () => vault.now(),
    dryRun,
  });
}
