import { basename } from 'node:path';
import { writeCsv } from '../../exchange/writeCsv.ts';
import { consentingTable, listConsenting } from '../../privacy/consents/consenting.ts';
import {
  attachScan,
  consentsOfPatient,
  giveConsent,
  patientOfConsent,
  withdrawConsent,
} from '../../privacy/consents/consents.ts';
import {
  addPurpose,
  listPurposes,
  requirePurpose,
  setPurposeOpen,
  writeText,
} from '../../privacy/consents/purposes.ts';
import { practiceToday } from '../../vault/practiceDay.ts';
import { logAccess } from '../../vault/accessLog.ts';
import { refuse } from '../../vault/refusal.ts';
import { writeFileWithEntry } from '../chosenFile.ts';
import { chooseScan } from '../chosenScan.ts';
import type { Core } from '../core.ts';
import type { HandlersOf } from '../router.ts';

export const consentsHandlers: HandlersOf<'consents'> = {
  'consents.purposes': (_, { vault }) => ({ purposes: listPurposes(vault) }),
  'consents.addPurpose': (purpose, { core, vault }) => {
    const purposeId = addPurpose(vault, purpose);
    tell(core);
    return { purposeId };
  },
  'consents.writeText': ({ purposeId, body }, { core, vault }) => {
    writeText(vault, purposeId, body);
    tell(core);
    return {};
  },
  'consents.setOpen': ({ purposeId, isOpen }, { core, vault }) => {
    setPurposeOpen(vault, purposeId, isOpen);
    tell(core);
    return {};
  },
  'consents.ofPatient': ({ patientId }, { vault }) => {
    const consents = consentsOfPatient(vault, patientId);
    logAccess(vault, { action: 'patient-read', patientId });
    return consents;
  },
  'consents.give': (given, { core, vault }) => {
    const consentId = giveConsent(vault, given);
    tell(core);
    return { consentId };
  },
  'consents.attachScan': async ({ consentId }, { core, vault }) => {
    patientOfConsent(vault, consentId);
    const bytes = await chooseScan(core, 'L’accord signé');
    if (!vault.db.open) return refuse({ code: 'vault-locked' });
    const documentId = attachScan(vault, consentId, bytes);
    tell(core);
    return { documentId };
  },
  'consents.withdraw': ({ patientId, purposeId, channel }, { core, vault }) => {
    withdrawConsent(vault, patientId, purposeId, channel);
    tell(core);
    return {};
  },
  'consents.listConsenting': ({ purposeId }, { vault }) => {
    requirePurpose(vault, purposeId);
    return { people: listConsenting(vault, purposeId) };
  },
  'consents.exportList': async ({ purposeId }, { core, vault }) => {
    requirePurpose(vault, purposeId);
    const day = practiceToday(vault);
    const path = await core.host.chooseSavePath({
      title: 'Enregistrer la liste de ceux qui ont donné leur accord',
      suggestedName: `Accords du ${day}.csv`,
      extension: 'csv',
    });
    if (path === null) return refuse({ code: 'file-not-chosen' });
    // Read after the dialog: whoever withdrew meanwhile is not in it.
    const people = listConsenting(vault, purposeId);
    writeFileWithEntry(path, writeCsv(consentingTable(people)), vault, () =>
      logAccess(vault, { action: 'consent-list-exported', objectId: purposeId, facts: { people: people.length } }),
    );
    core.emit({ type: 'changed', areas: ['accessLog'] });
    return { fileName: basename(path) };
  },
};

function tell(core: Core): void {
  core.emit({ type: 'changed', areas: ['privacy', 'accessLog'] });
}
