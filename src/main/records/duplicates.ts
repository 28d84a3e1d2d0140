import type { Output } from '../../shared/contract/index.ts';
import type { Duplicate, PatientFields } from '../../shared/contract/patients.ts';
import { displayName, foldText, isCloseName, nameKey } from '../../shared/domain/name.ts';
import { normalisePhone } from '../../shared/domain/phone.ts';
import type { Vault } from '../vault/vault.ts';
import { readPatientRow } from './patientRows.ts';
import { anyOf, allOf } from './searchQuery.ts';
import { statement } from '../vault/statements.ts';

/** What is known of somebody who may have a file already. */
export interface Newcomer extends Pick<
  PatientFields,
  'familyName' | 'givenName' | 'birthName' | 'birthDate' | 'email'
> {
  readonly phones: readonly string[];
  /** The file that is being corrected. */
  readonly exceptPatientId: string | null;
}

type ArchivedDuplicate = Output<'patients.likelyDuplicates'>['archived'][number];
type Reason = Duplicate['reasons'][number];

/** The strongest first. */
const REASONS: readonly Reason[] = [
  'same-name-and-birth-date',
  'close-name-and-birth-date',
  'same-name',
  'same-phone',
  'same-email',
];

const MOST_SHOWN = 10;

/**
 * Files that may be the same person's, those that look most alike first. Names are compared without accents, in both
 * orders, and by birth name; "close" is one slip of the keyboard.
 */
export function likelyDuplicates(vault: Vault, newcomer: Newcomer): Duplicate[] {
  return candidates(vault, newcomer)
    .filter(({ id }) => id !== newcomer.exceptPatientId)
    .map((known) => ({ id: known.id, reasons: reasonsFor(newcomer, known) }))
    .filter(({ reasons }) => reasons.length > 0)
    .sort((one, other) => strength(one.reasons) - strength(other.reasons))
    .slice(0, MOST_SHOWN)
    .map(({ id, reasons }) => ({ patient: readPatientRow(vault, id), reasons }));
}

/**
 * The same among the files of the archive: whoever comes back after years is to find their file, not to get a second one.
 * A colleague does not look into the archive.
 */
export function archivedDuplicates(vault: Vault, newcomer: Newcomer): ArchivedDuplicate[] {
  if (vault.practitioner.role !== 'titular') return [];
  const { birthDate, email } = newcomer;
  return statement<(string | null)[], Known>(vault.db, SELECT_ARCHIVED)
    .all(...nameKeys(newcomer), birthDate?.length === 10 ? birthDate : null, email.trim().toLowerCase())
    .map((known) => ({ known, reasons: reasonsFor(newcomer, known) }))
    .filter(({ reasons }) => reasons.length > 0)
    .sort((one, other) => strength(one.reasons) - strength(other.reasons))
    .slice(0, MOST_SHOWN)
    .map(({ known }) => ({ patientId: known.id, displayName: displayName(known), birthDate: known.birthDate }));
}

interface Known extends Pick<PatientFields, 'familyName' | 'givenName' | 'birthName' | 'birthDate' | 'email'> {
  readonly id: string;
  readonly phone: string;
  readonly mobile: string;
}

/** All that share one thing with the newcomer; what it is worth is said by `reasonsFor`. */
function candidates(vault: Vault, newcomer: Newcomer): Known[] {
  const { familyName, givenName, birthName, birthDate } = newcomer;
  const names = [familyName, birthName].map(foldText).filter((name) => name !== '');
  const given = foldText(givenName);
  const byName = names.map((name) => allOf([...name.split(' '), ...given.split(' ')]));
  const byPhone = newcomer.phones
    .map(normalisePhone)
    .map((phone) => (phone === null ? null : allOf([phone.slice(-9)])));
  const match = anyOf([...byName, ...byPhone]);
  return statement<(string | null)[], Known>(vault.db, SELECT_CANDIDATES).all(
    ...nameKeys(newcomer),
    birthDate?.length === 10 ? birthDate : null,
    newcomer.email.trim().toLowerCase(),
    match ?? NOBODY,
  );
}

/** By family name, by birth name, and with the two names exchanged. */
function nameKeys({ familyName, givenName, birthName }: Newcomer): string[] {
  return [nameKey(familyName, givenName), nameKey(birthName, givenName), nameKey(givenName, familyName)];
}

/** Three signs in a row that no name has. */
const NOBODY = '"   "';

const KNOWN = `id, family_name AS familyName, given_name AS givenName, birth_name AS birthName, birth_date AS birthDate,
  email, phone, mobile`;

/** The archive alone is read, and it is small beside the practice: no index of its own. */
const SELECT_ARCHIVED = `
  SELECT ${KNOWN} FROM archived_patient
  WHERE name_key IN (?, ?, ?) OR birth_date = ? OR (email <> '' AND lower(email) = ?)`;

// One SELECT for each way, so that each has its index.
const SELECT_CANDIDATES = `
  SELECT ${KNOWN}
  FROM visible_patient WHERE number IN (
    SELECT number FROM visible_patient WHERE name_key IN (?, ?, ?)
    UNION SELECT number FROM visible_patient WHERE birth_date = ?
    UNION SELECT number FROM visible_patient WHERE email <> '' AND lower(email) = ?
    UNION SELECT rowid FROM (SELECT rowid FROM patient_search WHERE patient_search MATCH ? LIMIT 500)
  )`;

function reasonsFor(newcomer: Newcomer, known: Known): Reason[] {
  const sameBirth = newcomer.birthDate !== null && newcomer.birthDate === known.birthDate;
  const otherBirth =
    newcomer.birthDate !== null && known.birthDate !== null && !agree(newcomer.birthDate, known.birthDate);
  const same = namesAgree(newcomer, known, (one, other) => foldText(one) === foldText(other));
  const close = namesAgree(newcomer, known, isCloseName);
  const phones = new Set(newcomer.phones.map(normalisePhone).filter((phone) => phone !== null));
  const holds: Record<Reason, boolean> = {
    'same-name-and-birth-date': same && sameBirth,
    'close-name-and-birth-date': !same && close && sameBirth,
    // Namesakes whose birth dates differ by more than one slip are two persons.
    'same-name': same && !sameBirth && !otherBirth,
    'same-phone': [known.phone, known.mobile].some((phone) => phones.has(normalisePhone(phone) ?? '')),
    'same-email': known.email !== '' && known.email.trim().toLowerCase() === newcomer.email.trim().toLowerCase(),
  };
  return REASONS.filter((reason) => holds[reason]);
}

function strength(reasons: readonly Reason[]): number {
  return Math.min(...reasons.map((reason) => REASONS.indexOf(reason)));
}

/** 1984 and 1984-03-07 may be the same birth, and so may two dates of which day, month or year alone differs. */
function agree(one: string, other: string): boolean {
  if (one.startsWith(other) || other.startsWith(one)) return true;
  const parts = other.split('-');
  return one.split('-').filter((part, index) => part === parts[index]).length >= 2;
}

type Named = Pick<PatientFields, 'familyName' | 'givenName' | 'birthName'>;

function namesAgree(one: Named, other: Named, alike: (a: string, b: string) => boolean): boolean {
  const alikeNames = (a: string, b: string) => a !== '' && b !== '' && alike(a, b);
  const families = [one.familyName, one.birthName].some((mine) =>
    [other.familyName, other.birthName].some((theirs) => alikeNames(mine, theirs)),
  );
  const straight = families && alikeNames(one.givenName, other.givenName);
  return straight || (alikeNames(one.familyName, other.givenName) && alikeNames(one.givenName, other.familyName));
}
