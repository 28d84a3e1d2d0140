import { expect, test } from '@jest/globals';
import {
  breachClock,
  dutiesOfBreach,
  needsDelayReason,
  notifyBefore,
  riskOfBreach,
  type BreachAnswers,
  type BreachExemption,
  type BreachNature,
  type BreachRisk,
} from './breach.ts';
import { instantOf, legalDay, legalTime } from './legalDay.ts';

const DISCLOSED: BreachNature = { confidentiality: true, integrity: false, availability: false };
const ALTERED: BreachNature = { confidentiality: false, integrity: true, availability: false };
const LOST: BreachNature = { confidentiality: false, integrity: false, availability: true };
const BOTH: BreachNature = { confidentiality: true, integrity: false, availability: true };
const UNANSWERED: BreachAnswers = { isUnreadable: null, data: null, reader: null, recovery: null, isGrave: null };

const RISKS: readonly (readonly [string, BreachNature, Partial<BreachAnswers>, BreachRisk])[] = [
  [
    'an encrypted key is lost with nothing that opens it',
    DISCLOSED,
    { isUnreadable: true, data: 'health', reader: 'anybody' },
    'none',
  ],
  [
    'an encrypted key is lost with its passphrase',
    DISCLOSED,
    { isUnreadable: false, data: 'health', reader: 'anybody' },
    'high',
  ],
  ['nobody knows whether the passphrase was with it', DISCLOSED, { data: 'health', reader: 'anybody' }, 'high'],
  [
    'a screen was left open and nobody came by',
    DISCLOSED,
    { isUnreadable: false, data: 'health', reader: 'nobody' },
    'none',
  ],
  [
    'a letter reached a wrong colleague, who destroyed it',
    DISCLOSED,
    { isUnreadable: false, data: 'health', reader: 'bound', isGrave: false },
    'none',
  ],
  [
    'the same, about something that harms if told',
    DISCLOSED,
    { isUnreadable: false, data: 'health', reader: 'bound', isGrave: true },
    'risk',
  ],
  ['the same, not yet weighed', DISCLOSED, { isUnreadable: false, data: 'health', reader: 'bound' }, 'risk'],
  [
    'an address list in copy to all',
    DISCLOSED,
    { isUnreadable: false, data: 'identity', reader: 'anybody', isGrave: false },
    'risk',
  ],
  [
    'the same with a person who hides her address',
    DISCLOSED,
    { isUnreadable: false, data: 'identity', reader: 'anybody', isGrave: true },
    'high',
  ],
  ['an address list, not yet weighed', DISCLOSED, { isUnreadable: false, data: 'identity', reader: 'anybody' }, 'high'],
  [
    'a PC stolen without encryption',
    DISCLOSED,
    { isUnreadable: false, data: 'health', reader: 'anybody', isGrave: false },
    'high',
  ],
  ['nothing is answered yet', DISCLOSED, {}, 'high'],
  ['a disk died, restored the same day', LOST, { data: 'health', recovery: 'in-time' }, 'none'],
  [
    'a disk died, files were away for a week without harm',
    LOST,
    { data: 'health', recovery: 'late', isGrave: false },
    'risk',
  ],
  [
    'the same, and somebody was treated without an alert',
    LOST,
    { data: 'health', recovery: 'late', isGrave: true },
    'high',
  ],
  ['a disk died without any backup', LOST, { data: 'health', recovery: 'never', isGrave: false }, 'high'],
  ['addresses lost for good', LOST, { data: 'identity', recovery: 'never', isGrave: false }, 'risk'],
  ['a loss on which nothing is answered', LOST, {}, 'high'],
  ['texts altered and put right in time', ALTERED, { data: 'health', recovery: 'in-time' }, 'none'],
  ['texts altered and not put right', ALTERED, { data: 'health', recovery: 'never' }, 'high'],
  [
    'ransom software, copied out and restored',
    BOTH,
    { isUnreadable: false, data: 'health', reader: 'anybody', recovery: 'in-time' },
    'high',
  ],
  [
    'ransom software on encrypted files, restored late',
    BOTH,
    { isUnreadable: true, data: 'health', recovery: 'late', isGrave: false },
    'risk',
  ],
  [
    'a stolen PC, encrypted, restored from the key',
    BOTH,
    { isUnreadable: true, data: 'health', reader: 'anybody', recovery: 'in-time' },
    'none',
  ],
];

test.each(RISKS)('%s', (_, nature, answers, risk) => {
  expect(riskOfBreach(nature, { ...UNANSWERED, ...answers })).toBe(risk);
});

test('a breach of nothing has no risk', () => {
  expect(riskOfBreach({ confidentiality: false, integrity: false, availability: false }, UNANSWERED)).toBe('none');
});

test('doubt never lowers the risk: taking any answer back leaves it as high or higher', () => {
  const order: readonly BreachRisk[] = ['none', 'risk', 'high'];
  for (const [name, nature, given, risk] of RISKS)
    for (const question of ['isUnreadable', 'data', 'reader', 'recovery', 'isGrave'] as const) {
      const less = riskOfBreach(nature, { ...UNANSWERED, ...given, [question]: null });
      expect([name, question, order.indexOf(less) >= order.indexOf(risk)]).toEqual([name, question, true]);
    }
});

const DUTIES: readonly (readonly [BreachRisk, BreachExemption, boolean, boolean, boolean])[] = [
  ['none', 'none', false, false, false],
  ['none', 'effort', false, false, false],
  ['risk', 'none', true, false, false],
  ['risk', 'measures', true, false, false],
  ['high', 'none', true, true, false],
  ['high', 'measures', true, false, false],
  ['high', 'effort', true, false, true],
];

test.each(DUTIES)('risk %s, exemption %s', (risk, exemption, notifiesAuthority, informsPersons, informsPublicly) => {
  expect(dutiesOfBreach(risk, exemption)).toEqual({ notifiesAuthority, informsPersons, informsPublicly });
});

const CLOCKS: readonly (readonly [string, string, string, string, string, string])[] = [
  ['an ordinary week', 'Europe/Paris', '2026-11-24', '10:41', '2026-11-27', '10:41'],
  ['over a weekend, whose hours count', 'Europe/Paris', '2026-11-27', '18:00', '2026-11-30', '18:00'],
  [
    'over the change to winter time: an hour earlier on the wall',
    'Europe/Paris',
    '2026-10-24',
    '10:00',
    '2026-10-27',
    '09:00',
  ],
  [
    'over the change to summer time: an hour later on the wall',
    'Europe/Paris',
    '2027-03-27',
    '10:00',
    '2027-03-30',
    '11:00',
  ],
  ['in the hour that the clock passes twice', 'Europe/Paris', '2026-10-25', '02:30', '2026-10-28', '01:30'],
  ['overseas, where the clock never changes', 'Indian/Reunion', '2026-10-24', '10:00', '2026-10-27', '10:00'],
  ['over a year’s end', 'Europe/Paris', '2026-12-30', '23:59', '2027-01-02', '23:59'],
];

test.each(CLOCKS)('72 hours, %s', (_, zone, day, time, untilDay, untilTime) => {
  const awareAt = instantOf(day, time, zone);
  const before = notifyBefore(awareAt);
  expect([legalDay(before, zone), legalTime(before, zone)]).toEqual([untilDay, untilTime]);
  expect(breachClock(awareAt, true, null, before)).toEqual({ state: 'running', before, leftMs: 0 });
  expect(breachClock(awareAt, true, null, before + 1)).toEqual({ state: 'late', before, leftMs: -1 });
  expect(needsDelayReason(awareAt, before)).toBe(false);
  expect(needsDelayReason(awareAt, before + 1)).toBe(true);
});

test('the clock stops at the first notice, and does not run where none is due', () => {
  const awareAt = Date.UTC(2026, 10, 24, 9);
  expect(breachClock(awareAt, false, null, awareAt)).toEqual({ state: 'none' });
  expect(breachClock(awareAt, false, awareAt + 1, awareAt + 2)).toEqual({
    state: 'sent',
    at: awareAt + 1,
    isLate: false,
  });
  const late = notifyBefore(awareAt) + 60_000;
  expect(breachClock(awareAt, true, late, late)).toEqual({ state: 'sent', at: late, isLate: true });
});
