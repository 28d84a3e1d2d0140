import type { Output } from '../../../shared/contract/index.ts';
import { bornForMajority } from '../../../shared/domain/age.ts';
import { legalDay } from '../../../shared/domain/legalDay.ts';
import { readPractice } from '../../vault/settings.ts';
import { statement } from '../../vault/statements.ts';
import type { Vault } from '../../vault/vault.ts';
import { readBreach, requireBreach } from './breachRegister.ts';

interface Counts {
  readonly persons: number;
  readonly minors: number;
  readonly reachable: number;
  readonly consultations: number;
  readonly documents: number;
  readonly nirs: number;
}

/**
 * What the vault really holds of the listed persons, or of everybody where none is listed: the numbers of article 33(3)(a).
 * Who was a minor when the breach began counts as one, or when it became known where its beginning is not.
 */
export function proposeNumbers(vault: Vault, breachId: string): Output<'breaches.proposal'> {
  const { awareAt, startedOn } = readBreach(vault, breachId).content;
  const day = startedOn ?? legalDay(awareAt, readPractice(vault).timeZone);
  const counts = statement<[{ breachNumber: number; adultSince: string }], Counts>(
    vault.db,
    `WITH concerned AS (
       SELECT patient.* FROM patient
       WHERE NOT EXISTS (SELECT 1 FROM breach_person WHERE breach_number = @breachNumber)
          OR number IN (SELECT patient_number FROM breach_person WHERE breach_number = @breachNumber)
     )
     SELECT count(*) AS persons,
       -- Of a birth date that is known in part, the latest: who may be a minor counts as one.
       count(*) FILTER (WHERE birth_date || substr('-12-31', length(birth_date) - 3) > @adultSince) AS minors,
       count(*) FILTER (WHERE mobile <> '' OR phone <> '' OR email <> '' OR city <> '') AS reachable,
       (SELECT count(*) FROM consultation WHERE patient_number IN (SELECT number FROM concerned)) AS consultations,
       (SELECT count(*) FROM kept_document WHERE patient_number IN (SELECT number FROM concerned)) AS documents,
       (SELECT count(*) FROM patient_nir WHERE patient_number IN (SELECT number FROM concerned)) AS nirs
     FROM concerned`,
  ).get({
    breachNumber: requireBreach(vault, breachId),
    adultSince: bornForMajority(day),
  });
  const { persons, minors, reachable, consultations, documents, nirs } = counts ?? NOBODY;
  return {
    persons,
    minors,
    records: persons + consultations + documents,
    dataKinds: [
      ...(persons > 0 ? (['identity'] as const) : []),
      ...(reachable > 0 ? (['contact'] as const) : []),
      ...(nirs > 0 ? (['social-security-number'] as const) : []),
      ...(consultations > 0 ? (['health', 'appointments'] as const) : []),
      ...(documents > 0 ? (['documents'] as const) : []),
    ],
    personKinds: [...(persons > 0 ? (['patients'] as const) : []), ...(minors > 0 ? (['minors'] as const) : [])],
  };
}

const NOBODY: Counts = { persons: 0, minors: 0, reachable: 0, consultations: 0, documents: 0, nirs: 0 };
