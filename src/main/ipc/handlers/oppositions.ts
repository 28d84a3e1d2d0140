import {
  decideOpposition,
  endLift,
  liftOpposition,
  listLifts,
  listOppositions,
  recordOpposition,
  revokeOpposition,
  sharingReminders,
} from '../../privacy/oppositions.ts';
import type { Core } from '../core.ts';
import type { HandlersOf } from '../router.ts';

export const oppositionsHandlers: HandlersOf<'oppositions'> = {
  'oppositions.list': ({ patientId }, { vault }) => ({
    oppositions: listOppositions(vault, patientId),
    lifts: listLifts(vault, patientId),
  }),
  'oppositions.reminders': ({ patientId }, { vault }) => ({ reminders: sharingReminders(vault, patientId) }),
  'oppositions.record': (input, { core, vault }) => {
    const recorded = recordOpposition(vault, input);
    tell(core);
    return recorded;
  },
  'oppositions.revoke': ({ oppositionId, channel }, { core, vault }) => {
    revokeOpposition(vault, oppositionId, channel);
    tell(core);
    return {};
  },
  'oppositions.decide': ({ oppositionId, upheld, reason }, { core, vault }) => {
    decideOpposition(vault, oppositionId, upheld, reason);
    tell(core);
    return {};
  },
  'oppositions.lift': (input, { core, vault }) => {
    liftOpposition(vault, input);
    tell(core);
    return {};
  },
  'oppositions.endLift': ({ patientId, accountId }, { core, vault }) => {
    endLift(vault, patientId, accountId);
    tell(core);
    return {};
  },
};

function tell(core: Core): void {
  core.emit({ type: 'changed', areas: ['privacy', 'accessLog'] });
}
