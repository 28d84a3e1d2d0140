/** Chances drawn from a seed: the same seed gives the same practice. Not for secrets. */
export interface Dice {
  /** 0 up to, but without, 1. */
  next(): number;
  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number;
  /** True in that share of the cases. */
  chance(share: number): boolean;
  pick<Value>(values: readonly Value[]): Value;
  /** The first values more often than the last, as names are spread among people. */
  pickEarly<Value>(values: readonly Value[]): Value;
  /** 32 hexadecimal digits. */
  id(): string;
}

/** Mulberry32 (Tommy Ettinger, public domain): 32 bits of state, quick, good enough for make-believe. */
export function diceFrom(seed: number): Dice {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const at = <Value>(values: readonly Value[], share: number): Value => {
    const value = values[Math.floor(share * values.length)];
    if (value === undefined) throw new RangeError('nothing to pick from');
    return value;
  };
  return {
    next,
    between: (low, high) => low + Math.floor(next() * (high - low + 1)),
    chance: (share) => next() < share,
    pick: (values) => at(values, next()),
    pickEarly: (values) => at(values, next() ** 1.8),
    id: () =>
      Array.from({ length: 4 }, () =>
        Math.floor(next() * 4_294_967_296)
          .toString(16)
          .padStart(8, '0'),
      ).join(''),
  };
}
