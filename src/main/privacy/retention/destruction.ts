import { formatDate } from '../../../shared/domain/dateText.ts';
import { remainingCopies } from '../../snapshots/remainingCopies.ts';
import { practiceToday } from '../../vault/practiceDay.ts';
import { refuse } from '../../vault/refusal.ts';
import { readPractice } from '../../vault/settings.ts';
import type { Vault } from '../../vault/vault.ts';
import { keepPaper } from '../keepPaper.ts';
import { certificateOfDestruction } from './certificate.ts';
import { keepRedrawnPapers, redrawNamedPapers } from './namesInPapers.ts';
import { destroyFiles, measureDestruction, recordDestruction } from './purge.ts';
import { readRetentionRule } from './retentionRule.ts';

/**
 * Destroys files whose time has come, takes their names out of what stays, and keeps the certificate, whose id it returns: all of
 * it stands or falls together. The traces go once it is done (`clearTraces`). Refuses as {@link measureDestruction}, and `busy`
 * where one of the names was written somewhere meanwhile.
 */
export async function destroyWithCertificate(
  vault: Vault,
  patientIds: readonly string[],
  printToPdf: (html: string) => Promise<Uint8Array>,
): Promise<string> {
  const day = practiceToday(vault);
  const measured = measureDestruction(vault, patientIds);
  const redrawn = await redrawNamedPapers(vault, patientIds, printToPdf);
  const paper = certificateOfDestruction({
    ...measured,
    namedPapers: redrawn.length,
    remaining: remainingCopies(vault),
    practice: readPractice(vault),
    rule: readRetentionRule(vault),
    day,
    by: vault.practitioner.name,
  });
  return keepPaper(
    vault,
    { kind: 'certificate-of-destruction', title: `Certificat de destruction du ${formatDate(day)}`, paper },
    printToPdf,
    (documentId) => {
      keepRedrawnPapers(vault, patientIds, redrawn);
      const destroyed = destroyFiles(vault, patientIds);
      if (destroyed.namedTexts !== measured.namedTexts) refuse({ code: 'busy' });
      recordDestruction(vault, documentId, destroyed);
    },
  );
}
