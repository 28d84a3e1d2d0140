import { expect, test } from '@jest/globals';
import { pcCheckStanding, type PcAnswer, type PcCheckStanding } from './pcCheck.ts';

const AT = Date.UTC(2026, 4, 24, 9);

const CASES: readonly (readonly [
  string,
  { at: number; answers: readonly PcAnswer[] } | null,
  number,
  PcCheckStanding,
])[] = [
  ['none was made', null, AT, 'missing'],
  ['all is good', { at: AT, answers: ['good', 'good'] }, AT, 'fine'],
  ['one could not be told', { at: AT, answers: ['good', 'unknown'] }, AT, 'fine'],
  ['something is bad', { at: AT, answers: ['good', 'bad'] }, AT, 'bad'],
  ['the last moment of six months', { at: AT, answers: ['good'] }, Date.UTC(2026, 10, 24, 9) - 1, 'fine'],
  ['six months later', { at: AT, answers: ['good'] }, Date.UTC(2026, 10, 24, 9), 'old'],
  ['bad and old', { at: AT, answers: ['bad'] }, Date.UTC(2028, 1, 1), 'bad'],
];

test.each(CASES)('%s', (_, last, now, standing) => {
  expect(pcCheckStanding(last, now)).toBe(standing);
});
