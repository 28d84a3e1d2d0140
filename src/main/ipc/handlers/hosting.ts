import type { HostingState, HostKeys } from '../../../shared/contract/hosting.ts';
import { isHostingOpposed } from '../../privacy/oppositions.ts';
import { readDocument } from '../../privacy/keptDocuments.ts';
import { practiceToday } from '../../vault/practiceDay.ts';
import { hostSheetDocument } from '../../printing/hostSheet.ts';
import {
  attachContract,
  attestationStanding,
  daysLeft,
  readAttestation,
  saveAttestation,
} from '../../snapshots/hosting/attestation.ts';
import { forgetHostAccess, readHostAccess, saveHostAccess, typedSpec } from '../../snapshots/hosting/hostAccess.ts';
import { HOST_PRESETS } from '../../snapshots/hosting/presets.ts';
import { holdsCopies, noteErased } from '../../snapshots/hosting/processingHost.ts';
import { testConnection, testReadingPair } from '../../snapshots/hosting/testConnection.ts';
import { listTargets } from '../../snapshots/targetList.ts';
import { markAdded } from '../../snapshots/targetMarks.ts';
import { toS3Place } from '../../snapshots/target/s3Place.ts';
import { s3Spec } from '../../snapshots/target/targetSpec.ts';
import { logAccess } from '../../vault/accessLog.ts';
import { Refusal, refuse } from '../../vault/refusal.ts';
import type { Vault } from '../../vault/vault.ts';
import { chooseNamedScan } from '../chosenScan.ts';
import type { Core } from '../core.ts';
import type { HandlersOf } from '../router.ts';
import { shortVaultId } from '../sessionSheet.ts';

export const hostingHandlers: HandlersOf<'hosting'> = {
  'hosting.state': (_, { core, vault }) => stateOf(core, vault),
  'hosting.presets': () => ({ presets: [...HOST_PRESETS] }),
  'hosting.saveAttestation': async (attestation, { core, vault }) => {
    saveAttestation(vault, attestation);
    await core.backups.heedGate(vault);
    return changed(core, vault);
  },
  'hosting.attachContract': async (_, { core, vault }) => {
    const { fileName, bytes } = await chooseNamedScan(core, 'Le contrat d’hébergement');
    attachContract(vault, { title: fileName, bytes });
    return changed(core, vault);
  },
  'hosting.testAccess': ({ address, keys }, { vault }) => testConnection(typedSpec(vault, address, keys)),
  'hosting.saveAccess': async ({ address, keys }, { core, vault }) => {
    const spec = typedSpec(vault, address, keys);
    const found = await testConnection(spec);
    if (!vault.db.open) return refuse({ code: 'vault-locked' });
    saveHostAccess(vault, spec, found);
    changed(core, vault);
    return found;
  },
  'hosting.copy': async ({ adopt }, { core, vault }) => {
    const { spec } = readHostAccess(vault) ?? refuse({ code: 'nothing-prepared' });
    const known = knownTarget(vault);
    const label = known?.label ?? labelFor(vault);
    const { snapshotId, bytesAdded, repository } = await core.backups.copy(vault, {
      label,
      place: spec.root,
      adopt,
      ...(known === undefined ? {} : { repository: known.repository }),
    });
    if (vault.db.open) {
      if (known === undefined) markAdded(vault, { repository, label });
      await core.backups.look(vault);
      changed(core, vault);
    }
    return { snapshotId, bytesAdded };
  },
  'hosting.forgetAccess': async (_, { core, vault }) => {
    forgetHostAccess(vault);
    await core.backups.look(vault);
    return changed(core, vault);
  },
  'hosting.noteErased': (_, { core, vault }) => {
    noteErased(vault);
    return changed(core, vault);
  },
  'hosting.printSheet': async ({ keys }, { core, vault }) => {
    const { spec } = readHostAccess(vault) ?? refuse({ code: 'nothing-prepared' });
    // A pair that cannot read would be found out on the worst of days; one that writes would lie on paper.
    await testReadingPair(s3Spec(spec.place, { ...spec.access, ...keys }));
    if (!vault.db.open) return refuse({ code: 'vault-locked' });
    logAccess(vault, { action: 'recovery-sheet-renewed', facts: { subject: 'hosting' } });
    await core.host.print(
      hostSheetDocument({
        hostName: labelFor(vault),
        address: { ...spec.place, region: spec.access.region, style: spec.access.style },
        keys,
        shortVaultId: shortVaultId(vault.id),
        date: practiceToday(vault),
      }),
    );
    return {};
  },
  'hosting.useSource': ({ address, keys }, { core }) => {
    core.session.requireMayRestore();
    const place = toS3Place(address) ?? refuse({ code: 'host-address-wrong' });
    const { region, style, authority, proxy } = address;
    const spec = s3Spec(place, { ...withoutSpaces(keys), region, style, authority, proxy, bytesPerSecond: null });
    return core.restores.take(spec, new URL(place.endpoint).hostname);
  },
};

/** The sheet prints keys in groups, and they are typed as they are read. */
function withoutSpaces({ accessKeyId, secretAccessKey }: HostKeys): HostKeys {
  return { accessKeyId: accessKeyId.replace(/\s/g, ''), secretAccessKey: secretAccessKey.replace(/\s/g, '') };
}

function changed(core: Core, vault: Vault): HostingState {
  core.emit({ type: 'changed', areas: ['snapshots', 'accessLog', 'privacy'] });
  return stateOf(core, vault);
}

function stateOf(core: Core, vault: Vault): HostingState {
  const attestation = readAttestation(vault);
  const access = readHostAccess(vault);
  const target = knownTarget(vault);
  return {
    attestation: attestation === null ? null : withContract(vault, attestation),
    standing: attestationStanding(vault),
    daysLeft: attestation === null ? null : daysLeft(vault, attestation),
    isObjected: isHostingOpposed(vault),
    access: access === null ? null : shown(access),
    holdsCopies: holdsCopies(vault),
    repository: target?.repository ?? null,
    headTime: target?.headTime ?? null,
    waitsForNetwork: core.backups.isNetworkMetered,
  };
}

function withContract(vault: Vault, attestation: NonNullable<ReturnType<typeof readAttestation>>) {
  const { contractDocument, ...told } = attestation;
  return { ...told, contractTitle: contractDocument === null ? null : titleOf(vault, contractDocument) };
}

/** Null where the document was removed since: it is asked for again. */
function titleOf(vault: Vault, documentId: string): string | null {
  try {
    return readDocument(vault, documentId).title;
  } catch (error) {
    if (error instanceof Refusal && error.error.code === 'not-found') return null;
    throw error;
  }
}

/** Everything but the secret. */
function shown({ spec, canDelete, keepsVersions, testedAt }: NonNullable<ReturnType<typeof readHostAccess>>) {
  const { region, accessKeyId, style, authority, proxy, bytesPerSecond } = spec.access;
  const kilobytesPerSecond = bytesPerSecond === null ? null : Math.round(bytesPerSecond / 1000);
  const reached = { region, accessKeyId, style, authority, proxy, kilobytesPerSecond };
  return { ...spec.place, ...reached, canDelete, keepsVersions, decidesNew: spec.decidesNew === true, testedAt };
}

function knownTarget(vault: Vault) {
  const root = readHostAccess(vault)?.spec.root;
  return listTargets(vault).find(({ kind, place }) => kind === 's3' && place === root);
}

function labelFor(vault: Vault): string {
  return readAttestation(vault)?.hostName ?? 'Hébergeur';
}
