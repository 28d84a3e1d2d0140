import type { Duty } from '../../shared/contract/privacy.ts';
import type { Vault } from '../vault/vault.ts';
import { accessLogDuties } from './accessLogDuties.ts';
import { breachDuties } from './breaches/breachDuties.ts';
import { pcCheckDuties } from './pcCheck/pcCheckDuties.ts';
import { hostDuties } from './hostDuties.ts';
import { informationDuties } from './information/informationDuties.ts';
import { consentDuties } from './consents/consentDuties.ts';
import { oppositionDuties } from './oppositionDuties.ts';
import { registerDuties } from './register/registerDuties.ts';
import { requestDuties } from './requests/requestDuties.ts';
import { retentionDuties } from './retention/retentionDuties.ts';

/** Each area tells how it stands; one that has nothing to say, nothing. */
const AREAS: readonly ((vault: Vault) => Duty[])[] = [
  registerDuties,
  informationDuties,
  requestDuties,
  retentionDuties,
  oppositionDuties,
  consentDuties,
  accessLogDuties,
  breachDuties,
  hostDuties,
  pcCheckDuties,
];

const ORDER: readonly Duty['state'][] = ['late', 'due', 'fine'];

/** How the practice stands with what the RGPD asks of it: late first, then due, then in order. */
export function listDuties(vault: Vault): Duty[] {
  return AREAS.flatMap((area) => area(vault)).sort(
    (one, other) => ORDER.indexOf(one.state) - ORDER.indexOf(other.state),
  );
}
