import type { ConsentingPerson } from '../../../shared/contract/consents.ts';
import { bornForMajority } from '../../../shared/domain/age.ts';
import { displayName } from '../../../shared/domain/name.ts';
import { practiceToday } from '../../vault/practiceDay.ts';
import { statement } from '../../vault/statements.ts';
import type { Vault } from '../../vault/vault.ts';

/**
 * SQL that holds where a holder of parental authority consented for somebody who may be of age now: they decide themselves
 * from the 18th birthday on (article 8 RGPD, article 388 of the Code civil), and are to be asked again. Of a birth date that is
 * known in part, the earliest. Give `bornForMajority` of today as @adultSince.
 */
export const GIVEN_FOR_WHO_IS_OF_AGE = `(given_as = 'parent' AND birth_date IS NOT NULL
  AND birth_date || substr('-01-01', length(birth_date) - 3) <= @adultSince)`;

/**
 * Those who said yes to a purpose and whom one may use it for now, by name. Left out: whoever withdrew, came of age since a
 * parent consented for them, died, objected to
 * the use of their data (art. 21 RGPD; a request that is not refused), or to any sharing where the purpose shares;
 * whose file is frozen (art. 18), in the archive or in the bin.
 */
export function listConsenting(vault: Vault, purposeId: string): ConsentingPerson[] {
  return statement<
    [{ purposeId: string; adultSince: string }],
    Omit<ConsentingPerson, 'displayName'> & { readonly familyName: string; readonly givenName: string }
  >(
    vault.db,
    `SELECT visible_patient.id AS patientId, family_name AS familyName, given_name AS givenName, email,
       CASE WHEN mobile <> '' THEN mobile ELSE phone END AS phone, given_on AS givenOn, consent_text.version AS textVersion
     FROM consent
     JOIN consent_text ON consent_text.number = text_number
     JOIN consent_purpose ON consent_purpose.number = consent_text.purpose_number
     JOIN visible_patient ON visible_patient.number = patient_number
     WHERE consent_purpose.id = @purposeId AND withdrawn_at IS NULL AND death_date IS NULL AND NOT ${GIVEN_FOR_WHO_IS_OF_AGE}
       AND patient_number NOT IN (SELECT patient_number FROM frozen_file)
       AND NOT EXISTS (
         SELECT 1 FROM person_request
         WHERE person_request.patient_number = consent.patient_number AND person_request.kind = 'opposition'
           AND (outcome IS NULL OR outcome = 'granted')
       )
       AND NOT (
         consent_purpose.kind IN ('research', 'teaching-photographs') AND EXISTS (
           SELECT 1 FROM opposition
           WHERE opposition.patient_number = consent.patient_number AND recipient = 'every-colleague'
             AND revoked_at IS NULL
         )
       )
     GROUP BY visible_patient.number HAVING consent.number = max(consent.number)
     ORDER BY name_key`,
  )
    .all({ purposeId, adultSince: bornForMajority(practiceToday(vault)) })
    .map(({ familyName, givenName, ...person }) => ({
      ...person,
      displayName: displayName({ familyName, givenName }),
    }));
}

/** The table of a mailing. */
export function consentingTable(people: readonly ConsentingPerson[]): string[][] {
  return [
    ['Nom', 'Courriel', 'Téléphone', 'Accord du', 'Texte'],
    ...people.map(({ displayName: name, email, phone, givenOn, textVersion }) => [
      name,
      email,
      phone,
      givenOn,
      String(textVersion),
    ]),
  ];
}
