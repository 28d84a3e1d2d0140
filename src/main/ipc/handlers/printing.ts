import { basename } from 'node:path';
import type { Printable } from '../../../shared/contract/printing.ts';
import { printableDocument, type PrintableDocument } from '../../printing/printableDocument.ts';
import { logAccess } from '../../vault/accessLog.ts';
import { refuse } from '../../vault/refusal.ts';
import type { Vault } from '../../vault/vault.ts';
import { writeFileWithEntry } from '../chosenFile.ts';
import type { HandlersOf } from '../router.ts';

export const printingHandlers: HandlersOf<'printing'> = {
  // Logged before it goes out: an entry for a print that was given up in the system's dialog does no harm, a print
  // without an entry does.
  'printing.print': async ({ document }, { core, vault }) => {
    const printed = printableDocument(vault, document);
    logOutput(vault, document, printed, 'printed');
    core.emit({ type: 'changed', areas: ['accessLog'] });
    await core.host.print(printed.html);
    return {};
  },

  'printing.savePdf': async ({ document }, { core, vault }) => {
    const saved = printableDocument(vault, document);
    const path = await core.host.chooseSavePath({
      title: 'Enregistrer en PDF',
      suggestedName: `${saved.fileName}.pdf`,
      extension: 'pdf',
    });
    if (path === null) return refuse({ code: 'file-not-chosen' });
    const pdf = await core.host.printToPdf(saved.html);
    writeFileWithEntry(path, pdf, vault, () => logOutput(vault, document, saved, 'exported'));
    core.emit({ type: 'changed', areas: ['accessLog'] });
    return { fileName: basename(path) };
  },
};

function logOutput(
  vault: Vault,
  document: Printable,
  { patientId }: PrintableDocument,
  how: 'printed' | 'exported',
): void {
  const object = document.kind === 'consultation' ? { objectId: document.consultationId } : {};
  logAccess(vault, { action: `${document.kind}-${how}`, patientId, ...object });
}
