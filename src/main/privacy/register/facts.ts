import { consentKind, type ConsentKind } from '../../../shared/contract/consents.ts';
import type { HostAttestation } from '../../../shared/contract/hosting.ts';
import type { Account } from '../../../shared/contract/practitioners.ts';
import type { Practice, Preferences } from '../../../shared/contract/settings.ts';
import type { BackupSettings } from '../../snapshots/schedule.ts';
import { readBackupSettings } from '../../snapshots/backupSettings.ts';
import { processingHost } from '../../snapshots/hosting/processingHost.ts';
import { listTargets, type RememberedTarget } from '../../snapshots/targetList.ts';
import { readLogMonths } from '../../vault/accessLogExpiry.ts';
import { listAccounts } from '../../vault/accounts.ts';
import type { Argon2Costs } from '../../vault/argon2id.ts';
import { isOpenedVault, openedVaultOf } from '../../vault/openedVault.ts';
import { hasPin } from '../../vault/pin.ts';
import { readPractice, readPreferences } from '../../vault/settings.ts';
import { presentCosts } from '../../vault/slotChange.ts';
import { listLivingSlots } from '../../vault/slotList.ts';
import { GIVEN_FOR_WHO_IS_OF_AGE } from '../consents/consenting.ts';
import { bornForMajority } from '../../../shared/domain/age.ts';
import { practiceToday } from '../../vault/practiceDay.ts';
import { statement } from '../../vault/statements.ts';
import type { Vault } from '../../vault/vault.ts';
import type { RetentionRule } from '../../../shared/domain/retention.ts';
import { countNirs, isNirUsed } from '../nir.ts';
import { readRetentionRule } from '../retention/retentionRule.ts';
import type { Usage } from './usage.ts';

/** What the register is written from: all of it as the vault is, nothing assumed. */
export interface RegisterFacts {
  readonly practice: Practice;
  readonly preferences: Preferences;
  readonly retention: RetentionRule;
  readonly usage: Usage;
  /** Colleagues whose access opens the vault now. */
  readonly accounts: readonly Account[];
  /** Null where the vault has no key file of its own (a vault of a test). */
  readonly argon2: Argon2Costs | null;
  readonly hasPin: boolean;
  readonly hasRecoverySheet: boolean;
  readonly targets: readonly RememberedTarget[];
  readonly backups: BackupSettings;
  /** The certified host, once the way to its store is set up. */
  readonly host: HostAttestation | null;
  readonly log: { readonly entries: number; readonly since: number | null };
  /** How often files were printed or copied out of the vault, as the log has it; null where it was not counted. */
  readonly outputs: number | null;
  /** Patients who objected to something, ever. */
  readonly oppositions: number;
  /** Requests of persons about their data, ever. */
  readonly requests: number;
  /** Purposes that somebody consents to now, by name, with how many. */
  readonly consents: readonly { readonly purpose: string; readonly patients: number }[];
  /** Breaches in the internal register. */
  readonly breaches: number;
  /** Social-security numbers: null where the practice does not use them. */
  readonly nirs: number | null;
  /** Months that entries of the access log are kept. */
  readonly logMonths: number;
  readonly imports: number;
}

/** Gathers the facts; `usage` is read apart, since it alone is slow. */
export function readRegisterFacts(vault: Vault, usage: Usage, outputs: number | null): RegisterFacts {
  return {
    practice: readPractice(vault),
    preferences: readPreferences(vault),
    retention: readRetentionRule(vault),
    usage,
    accounts: listAccounts(vault).filter(({ isOpen }) => isOpen),
    argon2: isOpenedVault(vault) ? presentCosts(openedVaultOf(vault)) : null,
    hasPin: hasPin(vault),
    hasRecoverySheet: listLivingSlots(vault.db).some(({ kind }) => kind === 'recovery'),
    targets: listTargets(vault),
    backups: readBackupSettings(vault),
    host: processingHost(vault),
    log: readLog(vault),
    outputs,
    oppositions: countOf(vault, 'SELECT count(DISTINCT patient_number) AS count FROM opposition'),
    requests: countOf(vault, 'SELECT count(*) AS count FROM person_request'),
    consents: readConsentsInForce(vault),
    breaches: countOf(vault, 'SELECT count(*) AS count FROM breach'),
    nirs: isNirUsed(vault) ? countNirs(vault) : null,
    logMonths: readLogMonths(vault),
    imports: countOf(vault, 'SELECT count(*) AS count FROM import_batch WHERE undone_at IS NULL'),
  };
}

/** What patients consent to now, in whatever file, with how many of them. */
export function readConsentsInForce(vault: Vault): { kind: ConsentKind; purpose: string; patients: number }[] {
  return statement<[{ adultSince: string }], { kind: string; purpose: string; patients: number }>(
    vault.db,
    `SELECT consent_purpose.kind AS kind, consent_purpose.name AS purpose, count(DISTINCT patient_number) AS patients
     FROM consent JOIN consent_text ON consent_text.number = text_number
     JOIN consent_purpose ON consent_purpose.number = purpose_number
     JOIN patient ON patient.number = patient_number
     WHERE withdrawn_at IS NULL AND NOT ${GIVEN_FOR_WHO_IS_OF_AGE} GROUP BY consent_purpose.number ORDER BY consent_purpose.number`,
  )
    .all({ adultSince: bornForMajority(practiceToday(vault)) })
    .map((row) => ({ ...row, kind: consentKind.parse(row.kind) }));
}

/** How often a file went out of the vault on paper or as a file; walks the access log. */
export function countOutputs(vault: Vault): number {
  return countOf(
    vault,
    `SELECT count(*) AS count FROM access_entry
     WHERE action IN ('patient-printed', 'patient-exported', 'consultation-printed', 'consultation-exported')`,
  );
}

function readLog(vault: Vault): RegisterFacts['log'] {
  const log = statement<[], { entries: number; since: number | null }>(
    vault.db,
    'SELECT count(*) AS entries, min(at) AS since FROM access_entry',
  ).get();
  return log ?? { entries: 0, since: null };
}

function countOf(vault: Vault, sql: string): number {
  return statement<[], { count: number }>(vault.db, sql).get()?.count ?? 0;
}
