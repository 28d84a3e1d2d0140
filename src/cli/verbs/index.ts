import type { Verb } from '../verb.ts';
import { check } from './check.ts';
import { create } from './create.ts';
import { fill } from './fill.ts';
import { importFiles } from './import.ts';
import { passphrase } from './passphrase.ts';
import { patient } from './patient.ts';
import { rescueKey } from './rescueKey.ts';
import { search } from './search.ts';
import { snapshotCreate } from './snapshotCreate.ts';
import { snapshotList } from './snapshotList.ts';
import { snapshotPrune } from './snapshotPrune.ts';
import { snapshotRestore } from './snapshotRestore.ts';
import { snapshotVerify } from './snapshotVerify.ts';

/** Every verb, in the order of the help. */
export const VERBS: readonly Verb[] = [
  create,
  check,
  search,
  patient,
  importFiles,
  fill,
  passphrase,
  rescueKey,
  snapshotCreate,
  snapshotList,
  snapshotVerify,
  snapshotRestore,
  snapshotPrune,
];
