import { foldLetters } from '../../../shared/domain/name.ts';
import { archiveFiles, takeFileBack } from '../../privacy/retention/archive.ts';
import { retentionCalendar } from '../../privacy/retention/calendar.ts';
import { destroyWithCertificate } from '../../privacy/retention/destruction.ts';
import { listArchivedFiles, readFileRetention } from '../../privacy/retention/fileRetention.ts';
import { endHold, holdFile, setDeath } from '../../privacy/retention/lifeEvents.ts';
import { changeRetentionRule, readRetentionRule } from '../../privacy/retention/retentionRule.ts';
import { remainingCopies } from '../../snapshots/remainingCopies.ts';
import { logAccess } from '../../vault/accessLog.ts';
import { clearTracesBehind } from '../clearTracesBehind.ts';
import type { Core } from '../core.ts';
import type { HandlersOf } from '../router.ts';

export const retentionHandlers: HandlersOf<'retention'> = {
  'retention.rule': (_, { vault }) => readRetentionRule(vault),
  'retention.changeRule': (changes, { core, vault }) => {
    const rule = changeRetentionRule(vault, changes);
    tell(core);
    return rule;
  },
  'retention.ofPatient': ({ patientId }, { vault }) => {
    const file = readFileRetention(vault, patientId);
    logAccess(vault, { action: 'patient-read', patientId });
    return file;
  },
  'retention.calendar': (_, { vault }) => retentionCalendar(vault),
  'retention.archived': ({ text, limit }, { vault }) => ({ files: listArchivedFiles(vault, foldLetters(text), limit) }),
  'retention.archive': ({ patientIds }, { core, vault }) => {
    archiveFiles(vault, patientIds);
    tell(core);
    return {};
  },
  'retention.takeBack': ({ patientId, reason }, { core, vault }) => {
    takeFileBack(vault, patientId, reason);
    tell(core);
    return {};
  },
  'retention.setDeath': ({ patientId, deathDate }, { core, vault }) => {
    const file = setDeath(vault, patientId, deathDate);
    tell(core);
    return file;
  },
  'retention.hold': ({ patientId, reason }, { core, vault }) => {
    const file = holdFile(vault, patientId, reason);
    tell(core);
    return file;
  },
  'retention.endHold': ({ patientId }, { core, vault }) => {
    const file = endHold(vault, patientId);
    tell(core);
    return file;
  },
  'retention.purge': async ({ patientIds }, { core, vault }) => {
    const documentId = await core.works.run({ step: 'purge', total: 0, cancellable: false }, () =>
      destroyWithCertificate(vault, patientIds, (html) => core.host.printToPdf(html)),
    );
    clearTracesBehind(core, vault);
    tell(core);
    return { documentId, remaining: remainingCopies(vault) };
  },
};

function tell(core: Core): void {
  core.emit({ type: 'changed', areas: ['privacy', 'patients', 'consultations', 'accessLog'] });
}
