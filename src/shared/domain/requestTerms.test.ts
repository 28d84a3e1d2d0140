import { expect, test } from '@jest/globals';
import { addMonths } from './months.ts';
import { informationAge, requestTerms, termState, type InformationAge, type RequestKind } from './requestTerms.ts';

const paris = 'Europe/Paris';

/** Reception (UTC), zone, kind, age of the information, extended, then: not before (UTC), due, old part due, tell before. */
type Case = readonly [
  string,
  string,
  RequestKind,
  InformationAge,
  boolean,
  string | null,
  string,
  string | null,
  string | null,
];

const CASES: readonly Case[] = [
  // Access: eight days after the day of reception, never before 48 hours.
  ['2026-11-24T09:30Z', paris, 'access', 'recent', false, '2026-11-26T09:30Z', '2026-12-02', null, null],
  ['2026-12-28T09:30Z', paris, 'access', 'recent', false, '2026-12-30T09:30Z', '2027-01-05', null, null],
  ['2028-02-25T09:30Z', paris, 'access', 'recent', false, '2028-02-27T09:30Z', '2028-03-04', null, null],
  ['2027-02-25T09:30Z', paris, 'access', 'recent', false, '2027-02-27T09:30Z', '2027-03-05', null, null],
  // 23:30 UTC is the next day in Paris, and it is the civil day that counts.
  ['2026-11-24T23:30Z', paris, 'access', 'recent', false, '2026-11-26T23:30Z', '2026-12-03', null, null],
  // Summer: 22:30 UTC is the next day already.
  ['2026-07-01T22:30Z', paris, 'access', 'recent', false, '2026-07-03T22:30Z', '2026-07-10', null, null],
  ['2026-07-01T21:59Z', paris, 'access', 'recent', false, '2026-07-03T21:59Z', '2026-07-09', null, null],
  // Forty-eight hours are hours: the clock goes back in between, the hours do not.
  ['2026-10-24T10:00Z', paris, 'access', 'recent', false, '2026-10-26T10:00Z', '2026-11-01', null, null],
  // Overseas the civil day is another.
  ['2026-11-24T21:00Z', 'Indian/Reunion', 'access', 'recent', false, '2026-11-26T21:00Z', '2026-12-03', null, null],
  ['2026-11-25T02:00Z', 'America/Martinique', 'access', 'recent', false, '2026-11-27T02:00Z', '2026-12-02', null, null],
  // Two months where all is over five years old; both dates where some is.
  ['2026-11-24T09:30Z', paris, 'access', 'old', false, '2026-11-26T09:30Z', '2027-01-24', null, null],
  ['2026-12-31T09:30Z', paris, 'access', 'old', false, '2027-01-02T09:30Z', '2027-02-28', null, null],
  ['2027-12-31T09:30Z', paris, 'access', 'old', false, '2028-01-02T09:30Z', '2028-02-29', null, null],
  ['2026-11-24T09:30Z', paris, 'access', 'mixed', false, '2026-11-26T09:30Z', '2026-12-02', '2027-01-24', null],
  // An access is never extended: the public-health code grants nothing of the kind.
  ['2026-11-24T09:30Z', paris, 'access', 'recent', true, '2026-11-26T09:30Z', '2026-12-02', null, null],
  // One month for all else, two more where it is complex and the person was told so within the first.
  ['2026-11-24T09:30Z', paris, 'rectification', 'recent', false, null, '2026-12-24', null, '2026-12-24'],
  ['2026-11-24T09:30Z', paris, 'erasure', 'recent', false, null, '2026-12-24', null, '2026-12-24'],
  ['2026-11-24T09:30Z', paris, 'limitation', 'recent', false, null, '2026-12-24', null, '2026-12-24'],
  ['2026-11-24T09:30Z', paris, 'portability', 'old', false, null, '2026-12-24', null, '2026-12-24'],
  ['2026-11-24T09:30Z', paris, 'opposition', 'recent', false, null, '2026-12-24', null, '2026-12-24'],
  ['2026-11-24T09:30Z', paris, 'erasure', 'recent', true, null, '2027-02-24', null, '2026-12-24'],
  // Months that lack the day end sooner.
  ['2027-01-31T09:30Z', paris, 'erasure', 'recent', false, null, '2027-02-28', null, '2027-02-28'],
  ['2028-01-31T09:30Z', paris, 'erasure', 'recent', false, null, '2028-02-29', null, '2028-02-29'],
  ['2027-01-29T09:30Z', paris, 'erasure', 'recent', false, null, '2027-02-28', null, '2027-02-28'],
  ['2027-03-31T09:30Z', paris, 'erasure', 'recent', false, null, '2027-04-30', null, '2027-04-30'],
  ['2026-12-31T09:30Z', paris, 'erasure', 'recent', true, null, '2027-03-31', null, '2027-01-31'],
  ['2027-01-31T09:30Z', paris, 'erasure', 'recent', true, null, '2027-04-28', null, '2027-02-28'],
  ['2026-12-10T09:30Z', paris, 'limitation', 'recent', false, null, '2027-01-10', null, '2027-01-10'],
  // 31 December, 23:30 UTC: the year has changed in Paris.
  ['2026-12-31T23:30Z', paris, 'portability', 'recent', false, null, '2027-02-01', null, '2027-02-01'],
];

test.each(CASES)(
  '%s in %s: %s, %s, extended %s',
  (at, timeZone, kind, age, isExtended, notBefore, due, old, before) => {
    expect(requestTerms({ kind, receivedAt: Date.parse(at), timeZone, informationAge: age, isExtended })).toEqual({
      notBefore: notBefore === null ? null : Date.parse(notBefore),
      dueOn: due,
      oldPartDueOn: old,
      extensionBefore: before,
    });
  },
);

test.each([
  // Five years to the day are not more than five years.
  ['2021-11-24', '2021-11-24', 'recent'],
  ['2021-11-23', '2021-11-24', 'mixed'],
  ['2021-11-23', '2021-11-23', 'old'],
  ['2010-01-01', '2026-11-20', 'mixed'],
  ['2026-11-24', '2026-11-24', 'recent'],
] as const)('what dates from %s to %s is %s on 24 November 2026', (oldest, newest, age) => {
  expect(informationAge(oldest, newest, '2026-11-24')).toBe(age);
});

test.each([
  ['2026-12-02', '2026-11-24', 'in-time'],
  ['2026-12-02', '2026-11-29', 'in-time'],
  ['2026-12-02', '2026-11-30', 'pressing'],
  ['2026-12-02', '2026-12-02', 'pressing'],
  ['2026-12-02', '2026-12-03', 'late'],
] as const)('due on %s, on %s it is %s', (dueOn, today, state) => {
  expect(termState(dueOn, today)).toBe(state);
});

test.each([
  ['2026-01-31', 1, '2026-02-28'],
  ['2026-11-30', 3, '2027-02-28'],
  ['2028-02-29', 12, '2029-02-28'],
  ['2026-03-15', -3, '2025-12-15'],
  ['2026-03-31', -1, '2026-02-28'],
  ['2026-12-01', 1, '2027-01-01'],
] as const)('%s and %s months is %s', (date, months, then) => {
  expect(addMonths(date, months)).toBe(then);
});
