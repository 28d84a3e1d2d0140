import { listRemovedPatients, removePatient, restorePatient } from '../../records/bin.ts';
import { communesOf } from '../../records/communes.ts';
import { archivedDuplicates, likelyDuplicates } from '../../records/duplicates.ts';
import { listPatients, listRecentPatients } from '../../records/patientRows.ts';
import {
  createPatient,
  openPatientFile,
  patientFormerValues,
  patientTextHistory,
  previewPatient,
  updatePatient,
} from '../../records/patients.ts';
import { logAccess } from '../../vault/accessLog.ts';
import type { Core } from '../core.ts';
import type { HandlersOf } from '../router.ts';

export const patientsHandlers: HandlersOf<'patients'> = {
  'patients.create': ({ fields }, { core, vault }) => {
    const created = createPatient(vault, fields);
    announce(core);
    return created;
  },
  'patients.update': ({ patientId, version, changes }, { core, vault }) => {
    const updated = updatePatient(vault, patientId, version, changes);
    announce(core);
    return updated;
  },
  'patients.open': ({ patientId }, { vault }) => openPatientFile(vault, patientId),
  'patients.preview': ({ patientId }, { vault }) => {
    const preview = previewPatient(vault, patientId);
    logAccess(vault, { action: 'patient-read', patientId });
    return preview;
  },
  'patients.list': ({ offset, limit }, { vault }) => listPatients(vault, offset, limit),
  'patients.recent': ({ limit }, { vault }) => ({ rows: listRecentPatients(vault, limit) }),
  'patients.likelyDuplicates': (newcomer, { vault }) => ({
    duplicates: likelyDuplicates(vault, newcomer),
    archived: archivedDuplicates(vault, newcomer),
  }),
  'patients.textHistory': ({ patientId, field }, { vault }) => {
    const versions = patientTextHistory(vault, patientId, field);
    logAccess(vault, { action: 'patient-read', patientId });
    return { versions };
  },
  'patients.formerValues': ({ patientId }, { vault }) => {
    const values = patientFormerValues(vault, patientId);
    logAccess(vault, { action: 'patient-read', patientId });
    return { values };
  },
  'patients.remove': ({ patientId, reason }, { core, vault }) => {
    removePatient(vault, patientId, reason);
    announce(core);
    return {};
  },
  'patients.restore': ({ patientId }, { core, vault }) => {
    restorePatient(vault, patientId);
    announce(core);
    return {};
  },
  'patients.bin': (_input, { vault }) => ({ patients: listRemovedPatients(vault) }),
  'patients.communes': ({ postcode }) => ({ communes: [...communesOf(postcode)] }),
};

/** Consultations too: they are named by their patient, and go into the bin with them. */
function announce(core: Core): void {
  core.emit({ type: 'changed', areas: ['patients', 'consultations', 'accessLog'] });
}
