import { FAULTS, type FaultPoint } from './faultInjection.ts';
import { tryFault } from './faultLoop.ts';
import type { Progress } from './progress.ts';
import type { Step } from './step.ts';

/** How far one step's points are tried, over all runs. */
export class Tally {
  readonly points: readonly FaultPoint[];
  broken = 0;
  #notReached = 0;
  readonly #step: Step;
  readonly #progress: Progress;

  constructor(step: Step, points: readonly FaultPoint[], progress: Progress) {
    this.#step = step;
    this.#progress = progress;
    this.points = points;
  }

  /** Tries it, unless a former run has. */
  async try(point: FaultPoint): Promise<void> {
    const name = this.#nameOf(point);
    if (this.#progress.has(name)) return;
    const outcome = await tryFault(this.#step, point);
    if (outcome.kind === 'held') this.#progress.add(name);
    else if (outcome.kind === 'not-reached') this.#notReached += 1;
    else {
      this.broken += 1;
      console.log(`BROKEN  ${name}\n${outcome.why}\n`);
    }
  }

  inWords(): string {
    const counts = FAULTS.map((fault) => {
      const points = this.points.filter((point) => point.fault === fault);
      const held = points.filter((point) => this.#progress.has(this.#nameOf(point)));
      return `${fault} ${held.length} of ${points.length}`;
    });
    return `${this.#step.name}: ${counts.join(', ')} held; ${this.broken} broken, ${this.#notReached} not reached now`;
  }

  #nameOf({ fault, thread, call, nth }: FaultPoint): string {
    return `${this.#step.name} ${fault} ${thread} ${call} ${nth}`;
  }
}
