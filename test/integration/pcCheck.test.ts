import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { PC_QUESTIONS } from '../../src/shared/domain/pcCheck.ts';
import { pcCheckDuties } from '../../src/main/privacy/pcCheck/pcCheckDuties.ts';
import { findingsOf, keepPcCheck, listPcChecks } from '../../src/main/privacy/pcCheck/pcChecks.ts';
import { openTestVault, type TestVault } from '../fixtures/testVault.ts';

let vault: TestVault;
beforeEach(() => {
  vault = openTestVault();
});
afterEach(() => vault.close());

test('every question is there, and what nobody could read is the person’s to answer', () => {
  const findings = findingsOf(vault, [{ question: 'firewall', answer: 'good' }]);
  expect(findings.map(({ question }) => question)).toEqual([...PC_QUESTIONS]);
  expect(findings.filter(({ isRead }) => isRead)).toEqual([{ question: 'firewall', answer: 'good', isRead: true }]);
});

const inOrder = PC_QUESTIONS.map((question) => ({ question, answer: 'good' as const, isRead: false }));

test('a check is due, then in order, then due again after six months, late while something is bad, and due as long as an answer is missing', () => {
  expect(pcCheckDuties(vault)).toMatchObject([{ state: 'due', finding: 'pc-to-check', on: null }]);
  keepPcCheck(vault, 'linux', [{ question: 'firewall', answer: 'bad', isRead: true }]);
  expect(pcCheckDuties(vault)).toMatchObject([{ state: 'late', finding: 'pc-to-put-right', count: 1 }]);
  keepPcCheck(vault, 'linux', findingsOf(vault, [{ question: 'firewall', answer: 'good' }]));
  const open = PC_QUESTIONS.length - 1;
  expect(pcCheckDuties(vault)).toMatchObject([
    { state: 'due', finding: 'pc-to-complete', count: open, on: '2026-11-24' },
  ]);
  keepPcCheck(vault, 'linux', inOrder);
  expect(pcCheckDuties(vault)).toMatchObject([{ state: 'fine', finding: 'pc-checked', on: '2026-11-24' }]);
  vault.at(Date.UTC(2027, 4, 25));
  expect(pcCheckDuties(vault)).toMatchObject([{ state: 'due', finding: 'pc-to-check' }]);
  expect(listPcChecks(vault)).toHaveLength(3);
});
