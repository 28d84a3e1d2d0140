import { basename } from 'node:path';
import { practiceToday } from '../../vault/practiceDay.ts';
import { accessAnchor, listAccess, listAccessPeople, logAccess } from '../../vault/accessLog.ts';
import { readLogContradiction } from '../../vault/accessLogContradiction.ts';
import { changeLogMonths, readLogMonths } from '../../vault/accessLogExpiry.ts';
import { exportAccessLog } from '../../vault/accessLogExport.ts';
import { refuse } from '../../vault/refusal.ts';
import { writeFileWithEntry } from '../chosenFile.ts';
import { moveReason } from '../../records/moveReason.ts';
import { patientDisplayNames } from '../../records/patientNames.ts';
import type { HandlersOf } from '../router.ts';

export const accessLogHandlers: HandlersOf<'accessLog'> = {
  'accessLog.list': (wanted, { vault }) => {
    const { total, entries } = listAccess(vault, wanted);
    const names = patientDisplayNames(
      vault,
      entries.flatMap(({ patientId }) => patientId ?? []),
    );
    return {
      total,
      people: listAccessPeople(vault),
      entries: entries.map(({ patientId, objectId, ...entry }) => {
        const displayName = patientId === null ? undefined : names.get(patientId);
        const patient = patientId === null || displayName === undefined ? null : { id: patientId, displayName };
        const isMove = entry.action === 'consultation-moved' && objectId !== null;
        return { ...entry, patient, reason: isMove ? moveReason(vault, objectId, entry.at) : null };
      }),
    };
  },
  'accessLog.chain': (_, { core, vault }) => ({
    ...core.session.chain,
    months: readLogMonths(vault),
    expiredThrough: accessAnchor(vault.db)?.lastAt ?? null,
    contradiction: readLogContradiction(vault),
  }),
  'accessLog.setMonths': ({ months }, { core, vault }) => {
    changeLogMonths(vault, months);
    core.emit({ type: 'changed', areas: ['accessLog', 'privacy'] });
    return {};
  },
  'accessLog.export': async (_, { core, vault }) => {
    const path = await core.host.chooseSavePath({
      title: 'Enregistrer le journal d’accès',
      suggestedName: `Journal d’accès ${practiceToday(vault)}.jsonl`,
      extension: 'jsonl',
    });
    if (path === null) return refuse({ code: 'file-not-chosen' });
    const { text, entries } = exportAccessLog(vault);
    writeFileWithEntry(path, Buffer.from(text), vault, () =>
      logAccess(vault, { action: 'access-log-exported', facts: { entries } }),
    );
    core.emit({ type: 'changed', areas: ['accessLog'] });
    return { fileName: basename(path), entries };
  },
};
