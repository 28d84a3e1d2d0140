import type { Handlers } from '../router.ts';
import { accessLogHandlers } from './accessLog.ts';
import { applicationHandlers } from './application.ts';
import { breachesHandlers } from './breaches.ts';
import { bringBackHandlers } from './bringBack.ts';
import { consentsHandlers } from './consents.ts';
import { consultationsHandlers } from './consultations.ts';
import { documentsHandlers } from './documents.ts';
import { draftsHandlers } from './drafts.ts';
import { hostingHandlers } from './hosting.ts';
import { importsHandlers } from './imports.ts';
import { nirHandlers } from './nir.ts';
import { oppositionsHandlers } from './oppositions.ts';
import { informationHandlers } from './information.ts';
import { lostKeysHandlers } from './lostKeys.ts';
import { patientsHandlers } from './patients.ts';
import { pcCheckHandlers } from './pcCheck.ts';
import { practitionersHandlers } from './practitioners.ts';
import { printingHandlers } from './printing.ts';
import { privacyHandlers } from './privacy.ts';
import { readingCopyHandlers } from './readingCopy.ts';
import { registerHandlers } from './register.ts';
import { requestsHandlers } from './requests.ts';
import { retentionHandlers } from './retention.ts';
import { searchHandlers } from './search.ts';
import { settingsHandlers } from './settings.ts';
import { snapshotsHandlers } from './snapshots.ts';
import { vaultHandlers } from './vault.ts';

/** A handler for each method of the contract; a missing one does not compile. */
export const handlers: Handlers = {
  ...applicationHandlers,
  ...vaultHandlers,
  ...patientsHandlers,
  ...consultationsHandlers,
  ...searchHandlers,
  ...draftsHandlers,
  ...settingsHandlers,
  ...accessLogHandlers,
  ...printingHandlers,
  ...importsHandlers,
  ...hostingHandlers,
  ...snapshotsHandlers,
  ...bringBackHandlers,
  ...lostKeysHandlers,
  ...documentsHandlers,
  ...privacyHandlers,
  ...oppositionsHandlers,
  ...nirHandlers,
  ...consentsHandlers,
  ...practitionersHandlers,
  ...retentionHandlers,
  ...requestsHandlers,
  ...breachesHandlers,
  ...pcCheckHandlers,
  ...registerHandlers,
  ...informationHandlers,
  ...readingCopyHandlers,
};
