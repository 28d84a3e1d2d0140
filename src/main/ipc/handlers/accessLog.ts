import { listAccess, listAccessPeople } from '../../vault/accessLog.ts';
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
  'accessLog.chain': (_, { core }) => core.session.chain,
};
