import { readFileSync } from 'node:fs';
import { createInterface, type Interface } from 'node:readline';
import { Writable } from 'node:stream';
import { UsageError } from './usageError.ts';

/** A passphrase or a recovery code: at most a line of text, so that a wrong file is not read whole. */
const MAX_SECRET_BYTES = 4096;

/** Where secrets come from: files that were named, else the keyboard without echo, else standard input line by line. */
export class Secrets {
  readonly #files: ReadonlyMap<string, unknown>;
  #input: { readonly reader: Interface; readonly lines: AsyncIterator<string> } | null = null;

  /** The options of the command: some of them name a file with a secret. */
  constructor(files: ReadonlyMap<string, unknown>) {
    this.#files = files;
  }

  /** True where that option was given. */
  has(option: string): boolean {
    return this.#files.has(option);
  }

  /** The secret of the option's file, without its last line end; else asked for. */
  async read(option: string, question: string): Promise<string> {
    const file = this.#files.get(option);
    return typeof file === 'string' ? readSecretFile(option, file) : this.#ask(question);
  }

  /** A new secret is asked for twice at the keyboard, where a slip would not be seen. */
  async readNew(option: string, question: string): Promise<string> {
    const secret = await this.read(option, question);
    if (this.has(option) || !process.stdin.isTTY) return secret;
    const again = await this.#ask(`${question} (encore une fois)`);
    if (again !== secret) throw new UsageError('Les deux saisies ne sont pas les mêmes. Recommencez.');
    return secret;
  }

  /** Lets go of standard input, so that the process can end. */
  close(): void {
    this.#input?.reader.close();
    this.#input = null;
  }

  async #ask(question: string): Promise<string> {
    if (process.stdin.isTTY) process.stderr.write(`${question}\u00a0: `);
    this.#input ??= openInput();
    const answer = await this.#input.lines.next();
    if (process.stdin.isTTY) process.stderr.write('\n');
    if (answer.done === true) throw new UsageError(`Il manque une réponse à «\u202f${question}\u202f».`);
    return answer.value;
  }
}

/** The terminal's own editing works, and nothing of it is shown. */
function openInput(): { reader: Interface; lines: AsyncIterator<string> } {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const reader = createInterface({ input: process.stdin, output: nowhere, terminal: process.stdin.isTTY });
  reader.on('SIGINT', () => reader.close());
  return { reader, lines: reader[Symbol.asyncIterator]() };
}

function readSecretFile(option: string, path: string): string {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    throw new UsageError(`Le fichier de --${option} ne peut pas être lu.`);
  }
  if (text.length > MAX_SECRET_BYTES) throw new UsageError(`Le fichier de --${option} est trop grand.`);
  return text.replace(/^\ufeff/, '').replace(/\r?\n$/, '');
}
