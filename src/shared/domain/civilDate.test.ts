import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addDays, monthLength, readDate } from './civilDate.ts';
import { formatDate, formatLongDate, formatMonth } from './dateText.ts';

const today = '2026-11-24';
const read = (typed: string) => readDate(typed, { today, partial: true, past: true });

test.each([
  ['07/03/1984', '1984-03-07'],
  ['7/3/1984', '1984-03-07'],
  ['7.3.1984', '1984-03-07'],
  ['7-3-84', '1984-03-07'],
  ['07 03 1984', '1984-03-07'],
  ['07 / 03 / 1984', '1984-03-07'],
  ['070384', '1984-03-07'],
  ['07031984', '1984-03-07'],
  ['7/3/84', '1984-03-07'],
  ['7 mars 1984', '1984-03-07'],
  ['1er août 84', '1984-08-01'],
  ['mercredi 7 mars 1984', '1984-03-07'],
  ['7 févr. 1984', '1984-02-07'],
  ['1984-03-07', '1984-03-07'],
  ['29/02/2024', '2024-02-29'],
  ['29/02/00', '2000-02-29'],
  ['2019', '2019'],
  ['05/2019', '2019-05'],
  ['2019-05', '2019-05'],
  ['mai 2019', '2019-05'],
  ['24/11/2026', '2026-11-24'],
])('%s is %s', (typed, date) => {
  expect(read(typed)).toMatchObject({ ok: true, date });
});

test.each([
  ['', { reason: 'empty' }],
  ['demain', { reason: 'unreadable' }],
  ['07/03', { reason: 'unreadable' }],
  ['7/3/198', { reason: 'unreadable' }],
  ['07/03.1984 x', { reason: 'unreadable' }],
  ['7 brumaire 1984', { reason: 'unreadable' }],
  ['30/02/1984', { reason: 'no-such-day', year: 1984, month: 2, monthLength: 29 }],
  ['29/02/1985', { reason: 'no-such-day', year: 1985, month: 2, monthLength: 28 }],
  ['31/04/2020', { reason: 'no-such-day', year: 2020, month: 4, monthLength: 30 }],
  ['00/04/2020', { reason: 'no-such-day', year: 2020, month: 4, monthLength: 30 }],
  ['29/02/85', { reason: 'no-such-day', year: 1985, month: 2, monthLength: 28 }],
  ['03/25/1984', { reason: 'no-such-month', month: 25 }],
  ['25/11/2026', { reason: 'in-the-future' }],
  ['2027', { reason: 'in-the-future' }],
  ['12/2026', { reason: 'in-the-future' }],
  ['07/03/1084', { reason: 'too-long-ago', year: 1084 }],
])('%s is refused: %j', (typed, fault) => {
  expect(read(typed)).toEqual({ ok: false, ...fault });
});

test('partial dates are refused where a day is needed', () => {
  expect(readDate('05/2019', { today })).toEqual({ ok: false, reason: 'unreadable' });
});

test('a year of two digits is the latest past one, the other century is offered where somebody alive may be meant', () => {
  expect(read('12/03/15')).toEqual({ ok: true, date: '2015-03-12', otherCentury: '1915-03-12' });
  expect(read('24/11/26')).toEqual({ ok: true, date: '2026-11-24', otherCentury: '1926-11-24' });
  expect(read('25/11/26')).toEqual({ ok: true, date: '1926-11-25', otherCentury: null });
  expect(read('7/3/84')).toEqual({ ok: true, date: '1984-03-07', otherCentury: null });
  expect(read('29/02/24')).toEqual({ ok: true, date: '2024-02-29', otherCentury: '1924-02-29' });
});

test('every day of two centuries is read back from each French form', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 73_000 }), (offset) => {
      const date = addDays('1826-12-01', offset);
      const [year = '', month = '', day = ''] = date.split('-');
      for (const typed of [
        `${day}/${month}/${year}`,
        `${day}${month}${year}`,
        `${Number(day)}.${Number(month)}.${year}`,
        date,
      ])
        expect(read(typed)).toMatchObject({ ok: true, date });
      expect(formatDate(date)).toBe(`${day}/${month}/${year}`);
    }),
  );
});

test('no text makes it throw, and what is accepted is a day that exists', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[\d/. -]{1,10}$/)), (typed) => {
      const reading = read(typed);
      if (!reading.ok || reading.date.length < 10) return;
      expect(new Date(`${reading.date}T00:00:00Z`).toISOString().slice(0, 10)).toBe(reading.date);
      expect(reading.date <= today).toBe(true);
    }),
  );
});

test('February is long in leap years', () => {
  expect([1900, 2000, 2023, 2024].map((year) => monthLength(year, 2))).toEqual([28, 29, 28, 29]);
});

test('dates are written as in France', () => {
  expect(['1984-03-07', '2019-05', '2019'].map(formatDate)).toEqual(['07/03/1984', '05/2019', '2019']);
  expect(['2026-11-24', '2026-05-01', '2019-05', '2019'].map(formatLongDate)).toEqual([
    'mardi 24 novembre 2026',
    'vendredi 1er mai 2026',
    'mai 2019',
    '2019',
  ]);
  expect(formatMonth(1984, 2)).toBe('Février 1984');
});
