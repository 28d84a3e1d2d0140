import type { BroughtBack, Bringing, FileComparison, FormerPatient } from '../../shared/contract/bringBack.ts';
import { displayName } from '../../shared/domain/name.ts';
import { bringFile, undoBringing, type UndoStep } from '../records/bringBack/bringFile.ts';
import { compareFile } from '../records/bringBack/compareFile.ts';
import { listAbsentPatients } from '../records/bringBack/absentPatients.ts';
import { presenceOf } from '../records/bringBack/presence.ts';
import { countPatients } from '../records/patientRows.ts';
import { searchEverywhere } from '../records/search.ts';
import { openTrialVault, type TrialVault } from '../snapshots/trialVault.ts';
import type { Target } from '../snapshots/target/target.ts';
import { logAccess } from '../vault/accessLog.ts';
import { refuse } from '../vault/refusal.ts';
import type { Vault } from '../vault/vault.ts';
import type { Works } from './works.ts';

/** How many lines a search inside a snapshot shows. */
const SHOWN = 50;

interface Desk {
  /** Of today: what is open on the desk ends with it. */
  readonly vault: Vault;
  readonly trial: TrialVault;
  last: { readonly patientId: string; readonly steps: readonly UndoStep[] } | null;
}

/** The one snapshot that is open beside the vault, from which files and texts are brought back. */
export class BringBackDesk {
  readonly #works: Works;
  readonly #migrationsFolder: string;
  #desk: Desk | null = null;

  constructor(options: { works: Works; migrationsFolder: string }) {
    this.#works = options.works;
    this.#migrationsFolder = options.migrationsFolder;
  }

  /** Rebuilds a snapshot and opens it; the one that was open before ends. Refuses as `openTrialVault` does. */
  async open(
    vault: Vault,
    target: Target,
    snapshotId: string,
  ): Promise<{ time: number; patients: number; absent: number }> {
    this.close();
    return this.#works.run({ step: 'bring-back', total: 0, cancellable: true }, async (work) => {
      let told = 0;
      const trial = await openTrialVault(vault, target, snapshotId, {
        migrationsFolder: this.#migrationsFolder,
        signal: work.signal,
        onProgress: (done, total) => {
          if (told === 0) work.beginStep('bring-back', total);
          work.advance(done - told);
          told = done;
        },
      });
      // Inside the work: a lock waits for its end, and then finds what it has to close.
      this.#desk = { vault, trial, last: null };
      logAccess(vault, { action: 'snapshot-searched', facts: { snapshot: snapshotId, takenAt: trial.time } });
      const absent = listAbsentPatients(vault, trial.vault).length;
      return { time: trial.time, patients: countPatients(trial.vault), absent };
    });
  }

  search(vault: Vault, text: string): FormerPatient[] {
    const { trial } = this.#require(vault);
    const rows =
      text.trim() === ''
        ? listAbsentPatients(vault, trial.vault).slice(0, SHOWN)
        : searchEverywhere(trial.vault, text, SHOWN).patients.map(({ row }) => row);
    return rows.map((row) => ({
      patientId: row.id,
      displayName: displayName(row),
      birthDate: row.birthDate,
      consultations: row.consultationCount,
      presence: presenceOf(vault, trial.vault, row.id).presence,
    }));
  }

  /** The file of then is read, and the log says so as of any other. */
  compare(vault: Vault, patientId: string): FileComparison {
    const { trial } = this.#require(vault);
    const compared = compareFile(vault, trial.vault, patientId);
    logAccess(vault, { action: 'patient-opened', patientId });
    return compared;
  }

  bring(vault: Vault, chosen: Bringing): BroughtBack {
    const desk = this.#require(vault);
    const { snapshotId, time } = desk.trial;
    const { brought, undo } = bringFile(vault, desk.trial.vault, chosen, { snapshotId, time });
    desk.last = { patientId: chosen.patientId, steps: undo };
    return brought;
  }

  /** Takes the last one back. Refuses `nothing-prepared` where nothing was brought, or it was taken back already. */
  undo(vault: Vault): void {
    const desk = this.#require(vault);
    const { last } = desk;
    if (last === null) return refuse({ code: 'nothing-prepared' });
    undoBringing(vault, last.patientId, last.steps);
    desk.last = null;
  }

  /** At the end, at the lock, before the vault moves: nothing of it is left. */
  close(): void {
    const desk = this.#desk;
    this.#desk = null;
    desk?.trial.close();
  }

  #require(vault: Vault): Desk {
    const desk = this.#desk;
    if (desk?.vault === vault) return desk;
    this.close();
    return refuse({ code: 'nothing-prepared' });
  }
}
