import type { HostPreset } from '../../../shared/contract/hosting.ts';

type Known = Pick<HostPreset, 'name' | 'endpoint' | 'regions' | 'style'> & {
  /** Who the rights are for, where they are written at the bucket and not at the user. */
  readonly principal?: unknown;
};

/**
 * Object storages of French hosts that offer a contract for health data, with the form of their endpoints as their manuals
 * gave it in 2026. Whether offer, region and certificate still hold is the person's to confirm: the certificate decides.
 */
const KNOWN: readonly Known[] = [
  {
    name: 'OVHcloud',
    endpoint: 'https://s3.{region}.io.cloud.ovh.net',
    regions: ['gra', 'rbx', 'sbg', 'eu-west-par'],
    style: 'virtual-host',
  },
  {
    name: 'Scaleway',
    endpoint: 'https://s3.{region}.scw.cloud',
    regions: ['fr-par'],
    style: 'virtual-host',
    principal: { SCW: 'application_id:…' },
  },
  {
    name: 'Outscale',
    endpoint: 'https://oos.{region}.outscale.com',
    regions: ['eu-west-2', 'cloudgouv-eu-west-1'],
    style: 'path',
    principal: { AWS: 'arn:aws:iam::…:user/…' },
  },
  {
    name: 'Clever Cloud (Cellar, zone HDS)',
    endpoint: 'https://cellar-fr-north-hds-c1.services.clever-cloud.com',
    regions: ['us-east-1'],
    style: 'path',
    principal: { AWS: ['…'] },
  },
  {
    name: 'Cloud Temple',
    endpoint: 'https://….s3.fr1.cloud-temple.com',
    regions: ['fr1'],
    style: 'path',
  },
];

/** What this PC does, and no more: without the right to delete, whoever holds the PC cannot end what lies there. */
const COPYING = ['s3:ListBucket', 's3:GetBucketVersioning', 's3:GetObject', 's3:PutObject'];

const READING = ['s3:ListBucket', 's3:GetObject'];

export const HOST_PRESETS: readonly HostPreset[] = KNOWN.map(({ principal, ...preset }) => ({
  ...preset,
  policy: policyText('OsteoCoffreCopie', COPYING, principal),
  readPolicy: policyText('OsteoCoffreLecture', READING, principal),
}));

function policyText(name: string, actions: readonly string[], principal: unknown): string {
  const statement = {
    Sid: name,
    Effect: 'Allow',
    ...(principal === undefined ? {} : { Principal: principal }),
    Action: actions,
    Resource: ['arn:aws:s3:::{bucket}', 'arn:aws:s3:::{bucket}/*'],
  };
  return JSON.stringify({ Version: '2012-10-17', Statement: [statement] }, null, 2);
}
