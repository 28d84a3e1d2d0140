import { addDays } from '../../../shared/domain/civilDate.ts';
import { logAccess } from '../../vault/accessLog.ts';
import { readPractice } from '../../vault/settings.ts';
import type { Vault } from '../../vault/vault.ts';
import { insertConsultation } from '../consultations.ts';
import { insertPatient } from '../patients.ts';
import { practiceToday } from '../../vault/practiceDay.ts';
import { openCalendar } from './calendar.ts';
import { diceFrom, type Dice } from './dice.ts';
import { inventNotes } from './notes.ts';
import { inventPerson } from './people.ts';

export interface InventedPractice {
  readonly patients: number;
  readonly consultations: number;
  readonly seed: number;
}

/** Rows written in one transaction; between two, progress is told and a cancel can come through. */
const BATCH = 1_000;
const YEARS = 6;

/**
 * Fills the vault with an invented practice of six years up to yesterday: the same on the same day for the same seed,
 * ids included. Several transactions; the first holds the one entry of the log. `onProgress` may throw to stop: what is
 * written by then stays.
 */
export async function fillPractice(
  vault: Vault,
  practice: InventedPractice,
  onProgress: (done: number, total: number) => void | Promise<void> = () => undefined,
): Promise<void> {
  const dice = diceFrom(practice.seed);
  const today = practiceToday(vault);
  const total = practice.patients + practice.consultations;
  const people = Array.from({ length: practice.patients }, () => inventFile(dice, today));
  vault.db.transaction(() => {
    const { patients, consultations } = practice;
    logAccess(vault, { action: 'import-done', facts: { invented: 1, patients, consultations } });
  })();
  await inBatches(
    vault,
    people,
    (person) => writeFile(vault, person, today, dice),
    (done) => onProgress(done, total),
  );
  const visits = planVisits(vault, dice, people, practice.consultations, today);
  await inBatches(
    vault,
    visits,
    (visit) => writeVisit(vault, visit, dice),
    (done) => onProgress(people.length + done, total),
  );
}

interface InventedFile {
  readonly id: string;
  readonly birthDate: string;
  /** Day of the first visit. */
  readonly since: string;
  /** How often this person comes, beside the others. */
  readonly weight: number;
}

interface Visit {
  readonly patient: InventedFile;
  /** 1 for the first. */
  readonly rank: number;
  readonly startedAt: number;
  readonly endedAt: number;
}

function inventFile(dice: Dice, today: string): InventedFile {
  const since = addDays(today, -Math.floor(dice.next() ** 0.8 * YEARS * 365) - 1);
  // Infants, children, adults and the elderly as they come to an osteopath.
  const span = dice.pickEarly([
    [20, 45],
    [45, 68],
    [0, 1],
    [68, 92],
    [2, 17],
  ] as const);
  const ageInDays = Math.floor((span[0] + dice.next() * (span[1] - span[0])) * 365.25) + 10;
  return { id: dice.id(), birthDate: addDays(since, -ageInDays), since, weight: 0.05 + dice.next() ** 3 };
}

async function inBatches<Item>(
  vault: Vault,
  items: readonly Item[],
  write: (item: Item) => void,
  onProgress: (done: number) => void | Promise<void>,
): Promise<void> {
  for (let done = 0; done < items.length; done += BATCH) {
    const batch = items.slice(done, done + BATCH);
    vault.db.transaction(() => batch.forEach(write))();
    await onProgress(done + batch.length);
    // Gives way to the event loop, for a cancel or a lock to come through.
    await new Promise((resolve) => setImmediate(resolve));
  }
}

function writeFile(vault: Vault, { id, birthDate, since }: InventedFile, today: string, dice: Dice): void {
  const writtenAt = Date.parse(since);
  insertPatient(vault, inventPerson(dice, birthDate, today), { id, writtenAt, touchedAt: writtenAt });
}

/** The visits of everybody, the oldest first. */
function planVisits(vault: Vault, dice: Dice, people: readonly InventedFile[], count: number, today: string): Visit[] {
  if (people.length === 0) return [];
  const calendar = openCalendar(readPractice(vault).timeZone, today, vault.now());
  const weights = people.reduce((sum, { weight }) => sum + weight, 0);
  const visits: Visit[] = [];
  let owed = 0;
  for (const patient of people) {
    owed += (patient.weight / weights) * count;
    const mine = patient === people.at(-1) ? count - visits.length : Math.min(Math.round(owed), count - visits.length);
    owed -= mine;
    let day = patient.since;
    const slots = Array.from({ length: mine }, () => {
      const slot = calendar.take(day, dice);
      // Some weeks between the visits of one complaint, then months until the next.
      day = addDays(day, dice.chance(0.65) ? dice.between(10, 35) : dice.between(60, 300));
      return slot;
    }).sort((one, other) => one.startedAt - other.startedAt);
    visits.push(...slots.map((slot, index) => ({ patient, rank: index + 1, ...slot })));
  }
  return visits.sort((one, other) => one.startedAt - other.startedAt);
}

function writeVisit(vault: Vault, { patient, rank, startedAt, endedAt }: Visit, dice: Dice): void {
  const age = (startedAt - Date.parse(patient.birthDate)) / (365.25 * 86_400_000);
  insertConsultation(
    vault,
    patient.id,
    { startedAt, ...inventNotes(dice, age, rank) },
    { id: dice.id(), endedAt, writtenAt: endedAt },
  );
}
