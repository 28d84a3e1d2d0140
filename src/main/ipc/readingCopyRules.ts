import type { MethodName } from '../../shared/contract/index.ts';

/**
 * What answers on a copy that only consults; everything else is refused (`copy-read-only`) before its handler is called, and
 * so is what a later version adds and does not list here. Below this list the connection itself writes nothing but what is this
 * PC's own (vault/readingCopy.ts). `always` methods are not asked: they serve where there is no vault.
 */
export const ANSWERS_ON_A_COPY: ReadonlySet<MethodName> = new Set<MethodName>([
  // Files are read, printed and saved by who may
  'patients.open',
  'patients.preview',
  'patients.list',
  'patients.recent',
  'patients.likelyDuplicates',
  'patients.textHistory',
  'patients.formerValues',
  'patients.bin',
  'patients.communes',
  'consultations.get',
  'consultations.textHistory',
  'consultations.bin',
  'consultations.today',
  'search.everywhere',
  'drafts.get',
  'oppositions.reminders',
  'documents.list',
  'documents.read',
  'documents.print',
  'documents.save',
  'printing.print',
  'printing.savePdf',
  'nir.ofPatient',
  'requests.freezeOf',
  'information.ofPatient',
  // Its log is its own, and is gone with it unless it is saved
  'accessLog.list',
  'accessLog.chain',
  'accessLog.export',
  'accessLog.savePaper',
  // Its lock and its delays
  'settings.get',
  'vault.touch',
  'vault.flushed',
  'vault.veil',
  'vault.unveil',
  'vault.setPin',
  'readingCopy.update',
  'readingCopy.changePreferences',
]);
