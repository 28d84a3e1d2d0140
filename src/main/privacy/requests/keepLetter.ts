import { formatDate } from '../../../shared/domain/dateText.ts';
import type { Paper } from '../../printing/paper.ts';
import type { Vault } from '../../vault/vault.ts';
import { keepPaper } from '../keepPaper.ts';
import type { StoredRequest } from './storedRequest.ts';

/** Keeps the letter that answers a request, with the answer itself in the same transaction. Returns the document's id. */
export async function keepLetter(
  vault: Vault,
  { id, patientId }: StoredRequest,
  letter: { readonly kind: 'answer' | 'refusal'; readonly paper: Paper; readonly day: string },
  printToPdf: (html: string) => Promise<Uint8Array>,
  answer: () => void,
): Promise<string> {
  return keepPaper(
    vault,
    {
      kind: letter.kind,
      title: `Réponse à une demande, ${formatDate(letter.day)}`,
      paper: letter.paper,
      subject: id,
      ...(patientId === null ? {} : { patientId }),
    },
    printToPdf,
    answer,
  );
}
