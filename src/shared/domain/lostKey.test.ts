import { expect, test } from '@jest/globals';
import { judgeLostKey, type WithLostKey } from './lostKey.ts';

const reportedAt = Date.UTC(2026, 10, 24, 9);

test('an encrypted key alone: nobody is notified, with or without another copy', () => {
  for (const hasOtherCopy of [true, false])
    expect(judgeLostKey({ reportedAt, withIt: 'nothing', hasOtherCopy })).toEqual({
      isUnreadable: true,
      notifiesAuthority: false,
      notifyBefore: null,
      informsPersons: false,
      isOnlyVaultLeft: !hasOtherCopy,
    });
});

test.each<WithLostKey>(['passphrase', 'recovery-sheet', 'unknown'])('with "%s": both, within 72 hours', (withIt) => {
  expect(judgeLostKey({ reportedAt, withIt, hasOtherCopy: true })).toEqual({
    isUnreadable: false,
    notifiesAuthority: true,
    notifyBefore: Date.UTC(2026, 10, 27, 9),
    informsPersons: true,
    isOnlyVaultLeft: false,
  });
});
