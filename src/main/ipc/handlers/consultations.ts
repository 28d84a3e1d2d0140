import { listRemovedConsultations, removeConsultation, restoreConsultation } from '../../records/bin.ts';
import {
  consultationsOfToday,
  consultationTextHistory,
  finishConsultation,
  moveConsultation,
  readConsultation,
  reopenConsultation,
  saveConsultation,
  startConsultation,
} from '../../records/consultations.ts';
import { logAccess } from '../../vault/accessLog.ts';
import type { Core } from '../core.ts';
import type { HandlersOf } from '../router.ts';

export const consultationsHandlers: HandlersOf<'consultations'> = {
  'consultations.start': ({ patientId }, { core, vault }) => {
    const started = startConsultation(vault, patientId);
    announce(core);
    return started;
  },
  'consultations.get': ({ consultationId }, { vault }) => {
    const read = readConsultation(vault, consultationId);
    logAccess(vault, { action: 'consultation-read', patientId: read.patientId, objectId: consultationId });
    return read;
  },
  'consultations.save': ({ consultationId, version, changes }, { core, vault }) => {
    const saved = saveConsultation(vault, consultationId, version, changes);
    announce(core);
    return saved;
  },
  'consultations.finish': ({ consultationId, version, ...end }, { core, vault }) => {
    const finished = finishConsultation(vault, consultationId, version, end);
    announce(core);
    return finished;
  },
  'consultations.reopen': ({ consultationId }, { core, vault }) => {
    const reopened = reopenConsultation(vault, consultationId);
    announce(core);
    return reopened;
  },
  'consultations.textHistory': ({ consultationId, field }, { vault }) => {
    const versions = consultationTextHistory(vault, consultationId, field);
    const { patientId } = readConsultation(vault, consultationId);
    logAccess(vault, { action: 'consultation-read', patientId, objectId: consultationId });
    return { versions };
  },
  'consultations.move': ({ consultationId, toPatientId, reason }, { core, vault }) => {
    moveConsultation(vault, consultationId, toPatientId, reason);
    announce(core);
    return {};
  },
  'consultations.remove': ({ consultationId, reason }, { core, vault }) => {
    removeConsultation(vault, consultationId, reason);
    announce(core);
    return {};
  },
  'consultations.restore': ({ consultationId }, { core, vault }) => {
    restoreConsultation(vault, consultationId);
    announce(core);
    return {};
  },
  'consultations.bin': (_input, { vault }) => ({ consultations: listRemovedConsultations(vault) }),
  'consultations.today': (_input, { vault }) => consultationsOfToday(vault),
};

/** Patients too: their rows show the last consultation and how many there are. */
function announce(core: Core): void {
  core.emit({ type: 'changed', areas: ['consultations', 'patients', 'accessLog'] });
}
