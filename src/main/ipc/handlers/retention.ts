import type { RemainingCopy } from '../../../shared/contract/retention.ts';
import { formatDate } from '../../../shared/domain/dateText.ts';
import { legalDay } from '../../../shared/domain/legalDay.ts';
import { foldLetters } from '../../../shared/domain/name.ts';
import { keepPaper } from '../../privacy/keepPaper.ts';
import { archiveFiles, takeFileBack } from '../../privacy/retention/archive.ts';
import { retentionCalendar } from '../../privacy/retention/calendar.ts';
import { certificateOfDestruction } from '../../privacy/retention/certificate.ts';
import { listArchivedFiles, readFileRetention } from '../../privacy/retention/fileRetention.ts';
import { endHold, holdFile, setDeath } from '../../privacy/retention/lifeEvents.ts';
import { destroyFiles, measureDestruction, recordDestruction } from '../../privacy/retention/purge.ts';
import { changeRetentionRule, readRetentionRule } from '../../privacy/retention/retentionRule.ts';
import { DEFAULT_RETENTION, monthsBefore } from '../../snapshots/retention.ts';
import { listTargets } from '../../snapshots/targetList.ts';
import { readPractice } from '../../vault/settings.ts';
import type { Vault } from '../../vault/vault.ts';
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
  'retention.ofPatient': ({ patientId }, { vault }) => readFileRetention(vault, patientId),
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
      purge(core, vault, patientIds),
    );
    clearTracesBehind(core, vault);
    tell(core);
    return { documentId, remaining: remainingCopies(vault) };
  },
};

/** The certificate and the destruction stand or fall together; the traces go once both are there (`clearTracesBehind`). */
async function purge(core: Core, vault: Vault, patientIds: readonly string[]): Promise<string> {
  const practice = readPractice(vault);
  const day = legalDay(vault.now(), practice.timeZone);
  const paper = certificateOfDestruction({
    ...measureDestruction(vault, patientIds),
    practice,
    rule: readRetentionRule(vault),
    day,
    by: vault.practitioner.name,
  });
  return keepPaper(
    vault,
    { kind: 'certificate-of-destruction', title: `Certificat de destruction du ${formatDate(day)}`, paper },
    (html) => core.host.printToPdf(html),
    (kept) => recordDestruction(vault, kept, destroyFiles(vault, patientIds)),
  );
}

/** Destinations that hold copies from before now, and the day on which the rotation will have ended the last of them. */
function remainingCopies(vault: Vault): RemainingCopy[] {
  const { timeZone } = readPractice(vault);
  return listTargets(vault)
    .filter(({ headTime }) => headTime !== null)
    .map(({ label, kind, headTime }) => ({
      label,
      goneOn:
        headTime === null || kind === 's3'
          ? null
          : legalDay(monthsBefore(headTime, -DEFAULT_RETENTION.months), timeZone),
    }));
}

function tell(core: Core): void {
  core.emit({ type: 'changed', areas: ['privacy', 'patients', 'consultations', 'accessLog'] });
}
