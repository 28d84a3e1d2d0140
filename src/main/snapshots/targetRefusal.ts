import { Refusal } from '../vault/refusal.ts';
import { TargetFailure, type TargetFault } from './target/target.ts';

const CODES = {
  absent: 'target-absent',
  full: 'target-full',
  'read-only': 'target-read-only',
  missing: 'target-failed',
  short: 'target-failed',
  exists: 'repository-in-use',
  io: 'target-failed',
  unreachable: 'host-unreachable',
  'proxy-refused': 'host-proxy-refused',
  untrusted: 'host-untrusted',
  redirected: 'host-redirects',
  'key-refused': 'host-key-refused',
  'region-wrong': 'host-region-wrong',
  'clock-off': 'host-clock-off',
  'bucket-missing': 'host-bucket-missing',
  'read-refused': 'host-read-refused',
  'write-refused': 'host-write-refused',
  'delete-refused': 'target-keeps-all',
  quota: 'host-full',
  overloaded: 'host-overloaded',
  strange: 'host-strange',
} as const satisfies Record<TargetFault, string>;

/** Runs a work on a target; what the target could not do comes out as a refusal that the person is told of. */
export async function refusingTargetFaults<Value>(work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof TargetFailure) throw new Refusal({ code: CODES[error.fault] });
    throw error;
  }
}
