import { writeSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { NODE_PROGRAM } from '../../src/main/nodeProgram.ts';
import { startApplication, type Application } from '../../src/main/app.ts';
import type { Host } from '../../src/main/host/port.ts';
import { PROGRAM_FOLDER } from '../../src/main/programFolder.ts';
import { contract, type Input, type MethodName, type Output } from '../../src/shared/contract/index.ts';
import { PASSPHRASE } from './facts.ts';

// The program of the window as the window has it, its core in its own thread behind the door, with nothing drawn: a
// browser under strace would take minutes, and writes no file of the vault. A process of its own, for a fault to end:
//   node windowProgram.js <work> <data folder> <label of a target>
// Each work that was answered is acknowledged by a line on standard output.

type Work = (call: Call, label: string) => Promise<string>;
type Call = <Name extends MethodName>(method: Name, input: Input<Name>) => Promise<Output<Name>>;

const works: Readonly<Record<string, Work>> = {
  copy: async (call, label) => {
    await call('snapshots.create', { repository: await repositoryOf(call, label), adopt: false });
    return 'copied';
  },

  /** The oldest snapshot comes in the vault's place. */
  restore: async (call, label) => {
    const { snapshots } = await call('snapshots.useTarget', { repository: await repositoryOf(call, label) });
    const snapshotId = snapshots.at(-1)?.snapshotId ?? '';
    const secret = { kind: 'passphrase', text: PASSPHRASE } as const;
    await call('snapshots.restore', { secret, snapshotId, acceptsFormerAccess: false });
    return 'restored';
  },

  rekey: async (call) => {
    const { groups, asked } = await call('vault.prepareRecoverySheet', { passphrase: PASSPHRASE, revoke: true });
    const typedGroups = asked.map((index) => ({ index, text: groups[index] ?? '' }));
    await call('vault.confirmRecoverySheet', { typedGroups });
    return 'rekeyed';
  },

  check: async (call, label) => {
    await call('snapshots.verify', { repository: await repositoryOf(call, label), full: true });
    return 'checked';
  },

  prune: async (call, label) => {
    await call('snapshots.prune', { repository: await repositoryOf(call, label), acceptsDoubts: false });
    return 'pruned';
  },

  repair: async (call, label) => {
    await call('snapshots.repair', { repository: await repositoryOf(call, label) });
    return 'repaired';
  },

  look: async (call) => {
    const { ok, consultations } = await call('vault.check', {});
    return JSON.stringify({ ok, consultations });
  },
};

/** The door said no; its message is the code. */
class Refused extends Error {}

const [name = '', dataFolder = '', label = ''] = process.argv.slice(2);
const work = works[name];
if (work === undefined) throw new Error(`no work ${name}`);
const application = await start(dataFolder);
try {
  await unlock();
  acknowledge(await work(ask, label));
} catch (error) {
  if (!(error instanceof Refused)) throw error;
  writeSync(2, `refused: ${error.message}\n`);
  process.exitCode = 1;
}
application.system({ type: 'window-closing' });
await application.ended;

/** As a person does: a try that a fault cut short has counted as a wrong one, and the next is let in after its delay. */
async function unlock(): Promise<void> {
  const unlocking = () => application.invoke('vault.unlock', { passphrase: PASSPHRASE });
  let result = await unlocking();
  if (!result.ok && result.error.code === 'wait-before-retry') {
    await setTimeout(result.error.retryInSeconds * 1000);
    result = await unlocking();
  }
  if (!result.ok) throw new Refused(result.error.code);
}

async function ask<Name extends MethodName>(method: Name, input: Input<Name>): Promise<Output<Name>> {
  const result = await application.invoke(method, input);
  if (!result.ok) throw new Refused(result.error.code);
  // The door parsed it with the same schema already; here it is only typed.
  return contract[method].output.parse(result.value) as Output<Name>;
}

async function repositoryOf(call: Call, wanted: string): Promise<string> {
  const { targets } = await call('snapshots.targets', {});
  const known = targets.find((target) => target.label === wanted);
  if (known === undefined) throw new Refused('target-absent');
  return known.repository;
}

function acknowledge(what: string): void {
  writeSync(1, `${what}\n`);
}

async function start(folder: string): Promise<Application> {
  const ended = Promise.withResolvers<undefined>();
  const host: Host = {
    services: {
      kind: 'chromium',
      ...{ printToPdf: noWindow, print: noWindow, chooseFiles: noWindow, chooseFolder: noWindow },
      chooseSavePath: noWindow,
      quit: async () => ended.resolve(undefined),
    },
    startCutter: null,
    open: async () => undefined,
    // Nothing is being typed.
    send: (event) => void (isFlush(event) && application.invoke('vault.flushed', {})),
    ended: ended.promise,
  };
  return startApplication(host, {
    dataFolder: folder,
    programFolder: PROGRAM_FOLDER,
    coreThread: pathToFileURL(NODE_PROGRAM.coreThread),
  });
}

function isFlush(event: unknown): boolean {
  return typeof event === 'object' && event !== null && 'type' in event && event.type === 'flush';
}

async function noWindow(): Promise<never> {
  throw new Error('nothing is shown here');
}
