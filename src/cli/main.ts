import { randomBytes } from 'node:crypto';
import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import { Refusal } from '../main/vault/refusal.ts';
import { faultCode, storageRefusal } from '../main/vault/storageFault.ts';
import type { ContractError } from '../shared/contract/errors.ts';
import { sentenceOf } from '../shared/french/errorSentences.ts';
import { Secrets } from './secrets.ts';
import { usage } from './usage.ts';
import { UsageError } from './usageError.ts';
import type { Invocation, Outcome, Verb } from './verb.ts';
import { VERBS } from './verbs/index.ts';

const DONE = 0;
const REFUSED = 1;
const MISUSED = 2;

const COMMON_OPTIONS = {
  json: { type: 'boolean' },
  help: { type: 'boolean' },
  'passphrase-file': { type: 'string' },
  'recovery-key-file': { type: 'string' },
  'new-passphrase-file': { type: 'string' },
  's3-credentials-file': { type: 'string' },
} as const satisfies ParseArgsOptionsConfig;

/** Runs one command; what it answers goes to standard output, what it says to standard error. */
async function main(args: readonly string[]): Promise<number> {
  const asJson = args.includes('--json');
  try {
    if (args.includes('--help')) {
      process.stdout.write(usage());
      return DONE;
    }
    const outcome = await runVerb(args);
    process.stdout.write(
      asJson ? `${JSON.stringify(outcome.json)}\n` : outcome.lines.map((line) => `${line}\n`).join(''),
    );
    return outcome.isGood === false ? REFUSED : DONE;
  } catch (error) {
    if (error instanceof UsageError) {
      process.stderr.write(`${error.message}\n\n${usage()}`);
      return MISUSED;
    }
    const refusal = refusalOf(error);
    if (asJson) process.stdout.write(`${JSON.stringify({ error: refusal })}\n`);
    process.stderr.write(`${sentenceOf(refusal)}\n`);
    return REFUSED;
  }
}

async function runVerb(args: readonly string[]): Promise<Outcome> {
  const { verb, rest } = findVerb(args);
  const { operands, options } = parse(verb, rest);
  const required = verb.operands.filter((name) => !name.startsWith('['));
  if (operands.length < required.length || operands.length > verb.operands.length)
    throw new UsageError(`${verb.name} attend ${verb.operands.join(' ')}.`);
  const secrets = new Secrets(options);
  try {
    return await verb.run({ operands, options, secrets, say: (sentence) => process.stderr.write(`${sentence}\n`) });
  } finally {
    secrets.close();
  }
}

/** The verb of one word or of two, and what follows it. */
function findVerb(args: readonly string[]): { verb: Verb; rest: readonly string[] } {
  for (const length of [2, 1]) {
    const name = args.slice(0, length).join(' ');
    const verb = VERBS.find((each) => each.name === name);
    if (verb !== undefined) return { verb, rest: args.slice(length) };
  }
  throw new UsageError(args.length === 0 ? 'Indiquez une commande.' : 'Cette commande n’existe pas.');
}

function parse(verb: Verb, args: readonly string[]): Pick<Invocation, 'operands' | 'options'> {
  const options: ParseArgsOptionsConfig = { ...COMMON_OPTIONS, ...verb.options };
  try {
    const { positionals, values } = parseArgs({ args: [...args], options, allowPositionals: true });
    return { operands: positionals, options: new Map(Object.entries(values)) };
  } catch (error) {
    if (faultCode(error)?.startsWith('ERR_PARSE_ARGS') !== true) throw error;
    throw new UsageError(`${verb.name} ne comprend pas ces options.`);
  }
}

/** What went wrong, as data: a refusal, a disk that fails, else a fault of ours with a number to quote. */
function refusalOf(error: unknown): ContractError {
  if (error instanceof Refusal) return error.error;
  const storage = storageRefusal(error);
  if (storage !== null) return storage;
  const incident = randomBytes(3).toString('hex').toUpperCase();
  // Where it happened, and not the message: it may quote a patient.
  const frames = error instanceof Error ? (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)) : [];
  process.stderr.write(`${incident}\n${frames.slice(0, 8).join('\n')}\n`);
  return { code: 'internal', incident };
}

process.exitCode = await main(process.argv.slice(2));
