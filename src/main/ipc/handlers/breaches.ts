import { basename } from 'node:path';
import { legalDay } from '../../../shared/domain/legalDay.ts';
import { counted } from '../../../shared/french/counted.ts';
import { paperDocument } from '../../printing/paper.ts';
import { breachLettersPaper, makeBreachLetter } from '../../privacy/breaches/breachLetters.ts';
import { declareSent } from '../../privacy/breaches/breachNotice.ts';
import { breachFormPaper } from '../../privacy/breaches/breachPapers.ts';
import {
  addBreachPersons,
  listBreachPersons,
  markInformed,
  removeBreachPerson,
} from '../../privacy/breaches/breachPersons.ts';
import { proposeNumbers } from '../../privacy/breaches/breachProposal.ts';
import {
  closeBreach,
  listBreaches,
  readBreach,
  recordBreach,
  reopenBreach,
  saveBreach,
} from '../../privacy/breaches/breachRegister.ts';
import { enterLostKeys } from '../../privacy/breaches/lostKeyBreaches.ts';
import { listLostKeys } from '../../snapshots/lostKeys.ts';
import { logAccess } from '../../vault/accessLog.ts';
import { refuse } from '../../vault/refusal.ts';
import { practiceToday } from '../../vault/practiceDay.ts';
import { readPractice } from '../../vault/settings.ts';
import type { Vault } from '../../vault/vault.ts';
import { writeFileWithEntry } from '../chosenFile.ts';
import type { Core } from '../core.ts';
import type { HandlersOf } from '../router.ts';

export const breachesHandlers: HandlersOf<'breaches'> = {
  'breaches.list': (_, { vault }) => {
    // Keys that a former version was told of.
    enterLostKeys(vault, listLostKeys(vault));
    return { breaches: listBreaches(vault) };
  },
  'breaches.open': ({ breachId }, { vault }) => readBreach(vault, breachId),
  'breaches.record': (known, { core, vault }) => {
    const breachId = recordBreach(vault, known);
    tell(core);
    return { breachId };
  },
  'breaches.save': ({ breachId, changes }, { core, vault }) => {
    saveBreach(vault, breachId, changes);
    tell(core);
    return {};
  },
  'breaches.proposal': ({ breachId }, { vault }) => proposeNumbers(vault, breachId),
  'breaches.declareSent': async (notice, { core, vault }) => {
    const documentId = await declareSent(vault, notice, (html) => core.host.printToPdf(html));
    tell(core);
    return { documentId };
  },
  'breaches.exportForm': async ({ breachId }, { core, vault }) => {
    const fileName = await exportForm(core, vault, breachId);
    tell(core);
    return { fileName };
  },
  'breaches.persons': ({ breachId }, { vault }) => ({ persons: listBreachPersons(vault, breachId) }),
  'breaches.addPersons': ({ breachId, patientIds }, { core, vault }) => {
    addBreachPersons(vault, breachId, patientIds);
    tell(core);
    return {};
  },
  'breaches.removePerson': ({ breachId, patientId }, { core, vault }) => {
    removeBreachPerson(vault, breachId, patientId);
    tell(core);
    return {};
  },
  'breaches.letter': async ({ breachId, patientId }, { core, vault }) => {
    const documentId = await makeBreachLetter(vault, breachId, patientId, (html) => core.host.printToPdf(html));
    tell(core);
    return { documentId };
  },
  'breaches.letters': async ({ breachId }, { core, vault }) => {
    const saved = await saveLetters(core, vault, breachId);
    tell(core);
    return saved;
  },
  'breaches.markInformed': ({ breachId, patientId, channel }, { core, vault }) => {
    markInformed(vault, breachId, patientId, channel);
    tell(core);
    return {};
  },
  'breaches.close': ({ breachId, conclusion }, { core, vault }) => {
    closeBreach(vault, breachId, conclusion);
    tell(core);
    return {};
  },
  'breaches.reopen': ({ breachId }, { core, vault }) => {
    reopenBreach(vault, breachId);
    tell(core);
    return {};
  },
};

/** The form as it stands, to fill the CNIL's page from or to send with a letter. */
async function exportForm(core: Core, vault: Vault, breachId: string): Promise<string> {
  const { form, summary } = readBreach(vault, breachId);
  const practice = readPractice(vault);
  const day = legalDay(vault.now(), practice.timeZone);
  const path = await core.host.chooseSavePath({
    title: 'Enregistrer la notification',
    suggestedName: `Notification CNIL ${day}.pdf`,
    extension: 'pdf',
  });
  if (path === null) return refuse({ code: 'file-not-chosen' });
  const paper = breachFormPaper({ practice, form, number: summary.number, day, receipt: null });
  const bytes = await core.host.printToPdf(paperDocument(paper));
  writeFileWithEntry(path, bytes, vault, () => logAccess(vault, { action: 'document-exported', objectId: breachId }));
  return basename(path);
}

/** For the envelopes; what they say is kept as the model, since this file leaves the vault. */
async function saveLetters(core: Core, vault: Vault, breachId: string) {
  const { letters } = breachLettersPaper(vault, breachId);
  const path = await core.host.chooseSavePath({
    title: `Enregistrer ${counted(letters, 'lettre')} en un PDF`,
    suggestedName: `Lettres d’information ${practiceToday(vault)}.pdf`,
    extension: 'pdf',
  });
  if (path === null) return refuse({ code: 'file-not-chosen' });
  const print = (html: string) => core.host.printToPdf(html);
  await makeBreachLetter(vault, breachId, null, print);
  // Read after the dialog: whoever was told meanwhile gets none.
  const { paper, letters: written } = breachLettersPaper(vault, breachId);
  const bytes = await print(paperDocument(paper));
  writeFileWithEntry(path, bytes, vault, () =>
    logAccess(vault, { action: 'document-exported', objectId: breachId, facts: { letters: written } }),
  );
  return { fileName: basename(path), letters: written };
}

function tell(core: Core): void {
  core.emit({ type: 'changed', areas: ['privacy', 'accessLog'] });
}
