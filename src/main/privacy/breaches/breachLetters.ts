import { formatDate } from '../../../shared/domain/dateText.ts';
import { legalDay } from '../../../shared/domain/legalDay.ts';
import { displayName } from '../../../shared/domain/name.ts';
import { logAccess } from '../../vault/accessLog.ts';
import { refuse } from '../../vault/refusal.ts';
import { readPractice } from '../../vault/settings.ts';
import { statement } from '../../vault/statements.ts';
import type { Vault } from '../../vault/vault.ts';
import { keepPaper } from '../keepPaper.ts';
import { breachLetter, type Addressee } from './breachPapers.ts';
import { readBreach } from './breachRegister.ts';

/** Draws and keeps the letter to one person, or with null the model. Refuses `not-found` for who is not on the list. */
export async function makeBreachLetter(
  vault: Vault,
  breachId: string,
  patientId: string | null,
  printToPdf: (html: string) => Promise<Uint8Array>,
): Promise<string> {
  const { content } = readBreach(vault, breachId);
  const practice = readPractice(vault);
  const day = legalDay(vault.now(), practice.timeZone);
  const addressee = patientId === null ? null : addresseeOf(vault, breachId, patientId);
  return keepPaper(
    vault,
    {
      kind: 'breach-letter',
      title:
        patientId === null ? `Modèle de lettre du ${formatDate(day)}` : `Lettre d’information du ${formatDate(day)}`,
      paper: breachLetter({ practice, content, day, addressee }),
      subject: breachId,
      ...(patientId === null ? {} : { patientId }),
    },
    printToPdf,
    () =>
      logAccess(vault, { action: 'breach-letter', objectId: breachId, ...(patientId === null ? {} : { patientId }) }),
  );
}

function addresseeOf(vault: Vault, breachId: string, patientId: string): Addressee {
  const row = statement<
    [string, string],
    { familyName: string; givenName: string; street: string; addressComplement: string; postcode: string; city: string }
  >(
    vault.db,
    `SELECT family_name AS familyName, given_name AS givenName, street, address_complement AS addressComplement,
       postcode, city
     FROM breach_person
     JOIN breach ON breach.number = breach_number
     JOIN visible_patient ON visible_patient.number = patient_number
     JOIN patient_detail ON patient_detail.number = patient_number
     WHERE breach.id = ? AND visible_patient.id = ?`,
  ).get(breachId, patientId);
  if (row === undefined) return refuse({ code: 'not-found', what: 'person' });
  return {
    displayName: displayName(row),
    lines: [row.street, row.addressComplement, `${row.postcode} ${row.city}`.trim()].filter((line) => line !== ''),
  };
}
