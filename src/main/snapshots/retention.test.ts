import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { DEFAULT_RETENTION, keptBy, type DatedSnapshot } from './retention.ts';

const DAY = 24 * 60 * 60_000;

function evenings(from: string, days: number): DatedSnapshot[] {
  const start = Date.parse(`${from}T18:30:00Z`);
  return Array.from({ length: days }, (_, index) => ({
    id: new Date(start + index * DAY).toISOString().slice(0, 10),
    time: start + index * DAY,
    sequence: index + 1,
  }));
}

function keptOf(snapshots: readonly DatedSnapshot[], now: string, as?: string): string[] {
  const kept = keptBy(DEFAULT_RETENTION, snapshots, Date.parse(now));
  return [...kept].filter(([, kind]) => as === undefined || kind === as).map(([id]) => id);
}

describe('retention', () => {
  test('keeps 7 days, 4 weeks and 12 months of two years of evenings', () => {
    const snapshots = evenings('2024-11-25', 730);
    const now = '2026-11-24T20:00:00Z';
    expect(keptOf(snapshots, now, 'newest')).toEqual(['2026-11-24']);
    expect(keptOf(snapshots, now, 'daily')).toEqual([
      '2026-11-23',
      '2026-11-22',
      '2026-11-21',
      '2026-11-20',
      '2026-11-19',
      '2026-11-18',
    ]);
    // Weeks end on Sunday; the present week's and last week's last ones are daily already.
    expect(keptOf(snapshots, now, 'weekly')).toEqual(['2026-11-15', '2026-11-08']);
    expect(keptOf(snapshots, now, 'monthly')).toEqual([
      '2026-10-31',
      '2026-09-30',
      '2026-08-31',
      '2026-07-31',
      '2026-06-30',
      '2026-05-31',
      '2026-04-30',
      '2026-03-31',
      '2026-02-28',
      '2026-01-31',
      '2025-12-31',
    ]);
  });

  test('days without a snapshot take no place', () => {
    const snapshots = evenings('2026-01-01', 60).filter((_, index) => index % 20 === 0);
    expect(keptOf(snapshots, '2026-11-24T20:00:00Z')).toHaveLength(3);
  });

  test('nothing older than 13 months stays but the newest', () => {
    const snapshots = evenings('2025-10-01', 25);
    expect(keptOf(snapshots, '2026-11-24T18:00:00Z', 'daily')).toEqual(['2025-10-24']);
    expect(keptOf(snapshots, '2027-11-24T20:00:00Z')).toEqual(['2025-10-25']);
  });

  test('a day is counted in the time zone of the practice', () => {
    // 23:30 UTC on 24 July is 25 July in Paris, and still 24 July in Guadeloupe.
    const snapshots = ['2026-07-24T12:00:00Z', '2026-07-24T23:30:00Z'].map((at, index) => ({
      id: at,
      time: Date.parse(at),
      sequence: index,
    }));
    const now = Date.parse('2026-07-25T12:00:00Z');
    expect(keptBy(DEFAULT_RETENTION, snapshots, now).size).toBe(2);
    expect(keptBy({ ...DEFAULT_RETENTION, timeZone: 'America/Guadeloupe' }, snapshots, now).size).toBe(1);
  });

  test('what is dropped once is never missed later: pruning each evening ends with what pruning once keeps', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 500 * 24 }), { minLength: 1, maxLength: 120 }), (hours) => {
        const all = [...new Set(hours)]
          .sort((left, right) => left - right)
          .map((hour, index) => ({ id: `s${index}`, time: Date.UTC(2025, 0, 1) + hour * 3_600_000, sequence: index }));
        let kept: DatedSnapshot[] = [];
        for (const snapshot of all) {
          kept.push(snapshot);
          const stay = keptBy(DEFAULT_RETENTION, kept, snapshot.time);
          kept = kept.filter(({ id }) => stay.has(id));
        }
        const atOnce = keptBy(DEFAULT_RETENTION, all, all.at(-1)?.time ?? 0);
        expect(kept.map(({ id }) => id)).toEqual(all.filter(({ id }) => atOnce.has(id)).map(({ id }) => id));
      }),
      { numRuns: 200 },
    );
  });
});
