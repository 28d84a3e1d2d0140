/** What lay with a lost key that opens what is on it. */
export type WithLostKey = 'nothing' | 'passphrase' | 'recovery-sheet' | 'unknown';

/** The answers that the conclusion stands on. */
export interface LostKeyAnswers {
  /** When the person became aware of the loss; milliseconds UTC. */
  readonly reportedAt: number;
  readonly withIt: WithLostKey;
  readonly hasOtherCopy: boolean;
}

export interface LostKeyVerdict {
  /** False where whoever holds the key can read it, or where nobody can say that they can't. */
  readonly isUnreadable: boolean;
  /** Article 33(1): no notification where a risk for the persons is unlikely. */
  readonly notifiesAuthority: boolean;
  /** Until when, where it must be: 72 hours after the person became aware. */
  readonly notifyBefore: number | null;
  /** Article 34(1), but for 34(3)(a): data that nobody without an access can understand. */
  readonly informsPersons: boolean;
  /** Nothing is lost with the key, since the vault is here; without another copy the next accident would lose it. */
  readonly isOnlyVaultLeft: boolean;
}

const HOURS_72_MS = 72 * 60 * 60_000;

/**
 * What follows from a lost key. In doubt about what lay with it, it counts as readable: the duty is the controller's to
 * disprove.
 */
export function judgeLostKey({ reportedAt, withIt, hasOtherCopy }: LostKeyAnswers): LostKeyVerdict {
  const isUnreadable = withIt === 'nothing';
  return {
    isUnreadable,
    notifiesAuthority: !isUnreadable,
    notifyBefore: isUnreadable ? null : reportedAt + HOURS_72_MS,
    informsPersons: !isUnreadable,
    isOnlyVaultLeft: !hasOtherCopy,
  };
}
