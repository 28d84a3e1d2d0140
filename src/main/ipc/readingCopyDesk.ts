import type { Input } from '../../shared/contract/index.ts';
import { dropFormerCopies, fetchCopyUpdate, makeReadingCopy } from '../snapshots/readingCopy.ts';
import type { OpenedVault } from '../vault/openedVault.ts';
import type { CopyUpdate } from '../vault/readingCopy.ts';
import type { RestoreDesk } from './restoreDesk.ts';
import type { VaultSession } from './session.ts';
import { tellingProgress, type Work, type Works } from './works.ts';

/** The second PC that only consults: its copy is made, brought up to date and removed here. */
export class ReadingCopyDesk {
  readonly #session: VaultSession;
  readonly #works: Works;
  readonly #restores: RestoreDesk;
  readonly #now: () => number;

  constructor(options: { session: VaultSession; works: Works; restores: RestoreDesk; now: () => number }) {
    this.#session = options.session;
    this.#works = options.works;
    this.#restores = options.restores;
    this.#now = options.now;
  }

  /** Out of the host that the person chose. Refuses `nothing-prepared`, `vault-exists`, and as a restore does. */
  async create({ secret, days }: Input<'readingCopy.create'>): Promise<void> {
    const source = this.#restores.hostSource(secret);
    await this.#session.createCopy((folder) =>
      this.#works.run({ step: 'copy-making', total: 0, cancellable: true }, (work) =>
        makeReadingCopy({ ...source, folder, days, now: this.#now, ...watched(work, 'copy-making') }),
      ),
    );
    this.#restores.end();
  }

  /** From this PC; the vault of the practice is not touched. Refuses `not-a-copy`. */
  async remove(): Promise<void> {
    const { folder } = this.#session;
    await this.#session.removeCopy();
    dropFormerCopies(folder);
  }
}

/** For the session: what is newer than the open copy. */
export function copyUpdateFor(
  migrationsFolder: string,
): (opened: OpenedVault, work: Work) => Promise<CopyUpdate | null> {
  return (opened, work) => fetchCopyUpdate(opened, { migrationsFolder, ...watched(work, 'copy-update') });
}

function watched(work: Work, step: string) {
  return { signal: work.signal, onProgress: tellingProgress(work, step) };
}
