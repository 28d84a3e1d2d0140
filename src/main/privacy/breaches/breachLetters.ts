import { formatDate } from '../../../shared/domain/dateText.ts';
import { legalDay } from '../../../shared/domain/legalDay.ts';
import type { Paper } from '../../printing/paper.ts';
import { logAccess } from '../../vault/accessLog.ts';
import { refuse } from '../../vault/refusal.ts';
import { readPractice } from '../../vault/settings.ts';
import type { Vault } from '../../vault/vault.ts';
import { addresseeOf, type Addressee } from '../addressee.ts';
import { keepPaper } from '../keepPaper.ts';
import { breachLetter, breachLetters } from './breachPapers.ts';
import { listBreachPersons } from './breachPersons.ts';
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
  const addressee = patientId === null ? null : listedAddressee(vault, breachId, patientId);
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

/**
 * The letters to all who were not told yet, as one paper to be saved and printed at once; how many there are. Refuses
 * `not-found` where everybody was told. What is kept of it is the model: see {@link makeBreachLetter}.
 */
export function breachLettersPaper(vault: Vault, breachId: string): { paper: Paper; letters: number } {
  const { content } = readBreach(vault, breachId);
  const practice = readPractice(vault);
  const addressees = listBreachPersons(vault, breachId).flatMap(({ patient, informedAt }) =>
    patient === null || informedAt !== null ? [] : [addresseeOf(vault, patient.id)],
  );
  if (addressees.length === 0) refuse({ code: 'not-found', what: 'person' });
  const day = legalDay(vault.now(), practice.timeZone);
  return { paper: breachLetters({ practice, content, day }, addressees), letters: addressees.length };
}

/** Refuses `not-found` for who is not on the list. */
function listedAddressee(vault: Vault, breachId: string, patientId: string): Addressee {
  const isListed = listBreachPersons(vault, breachId).some(({ patient }) => patient?.id === patientId);
  return isListed ? addresseeOf(vault, patientId) : refuse({ code: 'not-found', what: 'person' });
}
