import { expect, test } from '@jest/globals';
import { PC_QUESTIONS, pcCheckStanding, type PcAnswer, type PcCheckStanding } from './pcCheck.ts';

const AT = Date.UTC(2026, 4, 24, 9);

/** Every question answered well, but for what is said first. */
function answersWith(...first: readonly PcAnswer[]): PcAnswer[] {
  return PC_QUESTIONS.map((_, index) => first[index] ?? 'good');
}

const CASES: readonly (readonly [
  string,
  { at: number; answers: readonly PcAnswer[] } | null,
  number,
  PcCheckStanding,
])[] = [
  ['none was made', null, AT, 'missing'],
  ['all is good', { at: AT, answers: answersWith() }, AT, 'fine'],
  ['one could not be told', { at: AT, answers: answersWith('good', 'unknown') }, AT, 'incomplete'],
  ['one was not asked yet', { at: AT, answers: answersWith().slice(1) }, AT, 'incomplete'],
  ['something is bad, and another could not be told', { at: AT, answers: answersWith('unknown', 'bad') }, AT, 'bad'],
  ['the last moment of six months', { at: AT, answers: answersWith() }, Date.UTC(2026, 10, 24, 9) - 1, 'fine'],
  [
    'six months later, whatever it left open',
    { at: AT, answers: answersWith('unknown') },
    Date.UTC(2026, 10, 24, 9),
    'old',
  ],
  ['bad and old', { at: AT, answers: answersWith('bad') }, Date.UTC(2028, 1, 1), 'bad'],
];

test.each(CASES)('%s', (_, last, now, standing) => {
  expect(pcCheckStanding(last, now)).toBe(standing);
});
