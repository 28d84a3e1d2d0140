import { paperDocument } from '../../printing/paper.ts';
import { readDocumentBytes } from '../../privacy/keptDocuments.ts';
import { proposePassphrase, readWordList } from '../../vault/passphraseStrength.ts';
import { readPractice } from '../../vault/settings.ts';
import type { Vault } from '../../vault/vault.ts';
import { copyPaper } from './copyPaper.ts';
import { copyJsonSchema } from './copySchema.ts';
import { encryptPdf, encryptZip, type ArchivedFile } from './encryption.ts';
import { toFhirDocument } from './fhirDocument.ts';
import { documentsToCopy, gatherCopy } from './gatherCopy.ts';

export interface SealedCopy {
  readonly pdf: Uint8Array;
  readonly zip: Uint8Array;
  /** Of both; held nowhere but here. */
  readonly password: string;
  /** Strength of the password: whole bits of its drawing. */
  readonly bits: number;
}

/**
 * All that the vault holds of one patient, as an encrypted PDF for reading and an encrypted ZIP for programs. Everything
 * stays in memory until it is encrypted. Refuses `not-found`.
 */
export async function sealCopy(
  vault: Vault,
  patientId: string,
  printToPdf: (html: string) => Promise<Uint8Array>,
): Promise<SealedCopy> {
  const copy = gatherCopy(vault, patientId);
  const documents = documentsToCopy(vault, patientId).map(({ file, document }): ArchivedFile => ({
    name: file,
    bytes: readDocumentBytes(vault, document.id),
  }));
  const pdf = await printToPdf(paperDocument(copyPaper(copy, readPractice(vault))));
  const password = proposePassphrase().replaceAll(' ', '-');
  return {
    pdf: await encryptPdf(pdf, password),
    zip: await encryptZip(
      [
        asJson('dossier.json', copy),
        asJson('dossier.schema.json', copyJsonSchema()),
        asJson('dossier.fhir.json', toFhirDocument(copy)),
        ...documents,
      ],
      password,
    ),
    password,
    bits: Math.floor(password.split('-').length * Math.log2(readWordList().length)),
  };
}

function asJson(name: string, value: unknown): ArchivedFile {
  return { name, bytes: Buffer.from(`${JSON.stringify(value, null, 2)}\n`, 'utf8') };
}
