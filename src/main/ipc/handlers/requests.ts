import { randomBytes } from 'node:crypto';
import { writeFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Input, Output } from '../../../shared/contract/index.ts';
import { sealCopy, type SealedCopy } from '../../exchange/fileCopy/sealedCopy.ts';
import { endFreeze, freezeFile, readFreeze } from '../../privacy/requests/fileFreeze.ts';
import { grantRequest } from '../../privacy/requests/grantRequest.ts';
import { keepProofOfSending } from '../../privacy/requests/proofOfSending.ts';
import { refuseRequest } from '../../privacy/requests/refuseRequest.ts';
import {
  admitted,
  admittedToFile,
  changeRequester,
  checkIdentity,
  extendRequest,
  recordRequest,
  rectify,
  sendAnswer,
  viewRequest,
  withdrawRequest,
} from '../../privacy/requests/requestDesk.ts';
import { tellRequest } from '../../privacy/requests/requestEvents.ts';
import { listRequests, storedRequest } from '../../privacy/requests/storedRequest.ts';
import { practiceToday } from '../../vault/practiceDay.ts';
import { requirePatient } from '../../records/visiblePatient.ts';
import { refuse } from '../../vault/refusal.ts';
import type { Vault } from '../../vault/vault.ts';
import { liesInCloudFolder } from '../../vault/vaultPlace.ts';
import { refuseUnwritable } from '../chosenFile.ts';
import { chooseScan } from '../chosenScan.ts';
import { logAccess } from '../../vault/accessLog.ts';
import type { Core } from '../core.ts';
import type { HandlersOf } from '../router.ts';

export const requestsHandlers: HandlersOf<'requests'> = {
  'requests.list': ({ patientId }, { vault }) => ({ requests: listRequests(vault, patientId) }),
  'requests.get': ({ requestId }, { vault }) => {
    const viewed = viewRequest(vault, requestId);
    const { patientId } = viewed.request;
    if (patientId !== null) logAccess(vault, { action: 'patient-read', patientId });
    return viewed;
  },
  'requests.record': (input, { core, vault }) => {
    const request = recordRequest(vault, input);
    tell(core);
    return request;
  },
  'requests.changeRequester': (input, { core, vault }) => {
    changeRequester(vault, input);
    return tell(core);
  },
  'requests.checkIdentity': ({ requestId, proof }, { core, vault }) => {
    checkIdentity(vault, requestId, proof);
    return tell(core);
  },
  'requests.extend': ({ requestId, reason }, { core, vault }) => {
    extendRequest(vault, requestId, reason);
    return tell(core);
  },
  'requests.makeCopy': async (input, { core, vault }) => {
    const made = await makeCopy(core, vault, input);
    tell(core);
    return made;
  },
  'requests.rectify': (input, { core, vault }) => {
    rectify(vault, input);
    core.emit({ type: 'changed', areas: ['patients'] });
    return tell(core);
  },
  'requests.freeze': ({ requestId, ground }, { core, vault }) => {
    freezeFile(vault, admitted(vault, requestId), ground);
    return tell(core);
  },
  'requests.endFreeze': ({ requestId, reason, channel }, { core, vault }) => {
    endFreeze(vault, requestId, reason, channel);
    return tell(core);
  },
  'requests.freezeOf': ({ patientId }, { vault }) => {
    requirePatient(vault, patientId);
    const freeze = readFreeze(vault, patientId);
    return { freeze: freeze === null ? null : { ground: freeze.ground, since: freeze.since } };
  },
  'requests.grant': async ({ requestId, text }, { core, vault }) => {
    const documentId = await grantRequest(vault, requestId, text, (html) => core.host.printToPdf(html));
    tell(core);
    return { documentId };
  },
  'requests.refuse': async (input, { core, vault }) => {
    const documentId = await refuseRequest(vault, input, (html) => core.host.printToPdf(html));
    tell(core);
    return { documentId };
  },
  'requests.send': (input, { core, vault }) => {
    sendAnswer(vault, input);
    return tell(core);
  },
  'requests.keepProof': async ({ requestId }, { core, vault }) => {
    storedRequest(vault, requestId);
    const bytes = await chooseScan(core, 'La preuve d’envoi');
    if (!vault.db.open) return refuse({ code: 'vault-locked' });
    const documentId = keepProofOfSending(vault, requestId, bytes);
    tell(core);
    return { documentId };
  },
  'requests.withdraw': ({ requestId, reason }, { core, vault }) => {
    withdrawRequest(vault, requestId, reason);
    return tell(core);
  },
};

/** The folder is chosen before anything is made: who gives up waits for nothing. */
async function makeCopy(
  core: Core,
  vault: Vault,
  { requestId, evenInCloud }: Input<'requests.makeCopy'>,
): Promise<Output<'requests.makeCopy'>> {
  const { patientId } = admittedToFile(vault, requestId);
  const folder = await core.host.chooseFolder({ title: 'Où enregistrer la copie chiffrée' });
  if (folder === null) return refuse({ code: 'file-not-chosen' });
  if (!evenInCloud && liesInCloudFolder(folder)) refuse({ code: 'export-in-cloud' });
  const sealed = await sealCopy(vault, patientId, (html) => core.host.printToPdf(html));
  const names = neutralNames(practiceToday(vault));
  writeBoth(vault, folder, names, sealed, () =>
    tellRequest(vault, admitted(vault, requestId), 'copy-made', names.join(', '), 'patient-copied'),
  );
  return { fileNames: names, password: sealed.password, bits: sealed.bits };
}

/** Nobody is named: the day, and something that no other file there has. */
function neutralNames(day: string): [pdf: string, zip: string] {
  const name = `copie-${day}-${randomBytes(2).toString('hex')}`;
  return [`${name}.pdf`, `${name}.zip`];
}

/** Both files and their entry stand or fall together. */
function writeBoth(
  vault: Vault,
  folder: string,
  [pdf, zip]: readonly [string, string],
  sealed: SealedCopy,
  log: () => void,
): void {
  const written: string[] = [];
  const write = (name: string, bytes: Uint8Array): void => {
    const path = join(folder, name);
    refuseUnwritable(() => writeFileSync(path, bytes, { flag: 'wx' }));
    written.push(path);
  };
  try {
    vault.db.transaction(() => {
      log();
      write(pdf, sealed.pdf);
      write(zip, sealed.zip);
    })();
  } catch (error) {
    for (const path of written) rmSync(path, { force: true });
    throw error;
  }
}

function tell(core: Core): Record<string, never> {
  core.emit({ type: 'changed', areas: ['privacy', 'accessLog'] });
  return {};
}
