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
import type { Vault } from '../../vault/vault.ts';
import { logAccess } from '../../vault/accessLog.ts';
import type { Core } from '../core.ts';
import type { HandlersOf } from '../router.ts';

export const oppositionsHandlers: HandlersOf<'oppositions'> = {
  'oppositions.list': ({ patientId }, { vault }) => {
    const oppositions = listOppositions(vault, patientId);
    const lifts = listLifts(vault, patientId);
    if (patientId !== null) logAccess(vault, { action: 'patient-read', patientId });
    return { oppositions, lifts };
  },
  'oppositions.reminders': ({ patientId }, { vault }) => {
    const reminders = sharingReminders(vault, patientId);
    logAccess(vault, { action: 'patient-read', patientId });
    return { reminders };
  },
  'oppositions.record': async (input, { core, vault }) => {
    const recorded = recordOpposition(vault, input);
    await tell(core, vault);
    return recorded;
  },
  'oppositions.revoke': async ({ oppositionId, channel }, { core, vault }) => {
    revokeOpposition(vault, oppositionId, channel);
    await tell(core, vault);
    return {};
  },
  'oppositions.decide': async ({ oppositionId, upheld, reason }, { core, vault }) => {
    decideOpposition(vault, oppositionId, upheld, reason);
    await tell(core, vault);
    return {};
  },
  'oppositions.lift': async (input, { core, vault }) => {
    liftOpposition(vault, input);
    await tell(core, vault);
    return {};
  },
  'oppositions.endLift': async ({ patientId, accountId }, { core, vault }) => {
    endLift(vault, patientId, accountId);
    await tell(core, vault);
    return {};
  },
};

/** An objection to hosting stops a copy that is on its way there; one that ends lets the next go. */
async function tell(core: Core, vault: Vault): Promise<void> {
  core.emit({ type: 'changed', areas: ['privacy', 'accessLog'] });
  await core.backups.heedGate(vault);
}
