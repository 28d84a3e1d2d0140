import type { PartialDate } from './civilDate.ts';
import { isMinor } from './age.ts';
import type { RequestKind } from './requestTerms.ts';

/** In whose right somebody asks. */
export type RequesterQuality = 'person' | 'parent' | 'guardian' | 'heir' | 'spouse' | 'partner' | 'mandated';

/** What the file of a deceased person may be asked for (L1110-4 V CSP), and for nothing else. */
export type DeceasedPurpose = 'cause-of-death' | 'memory' | 'rights';

/** What is asked to be shown, so that the file goes to nobody else; its words are the window's. */
export type RequesterProof =
  'identity' | 'parenthood' | 'guardianship' | 'heirship' | 'marriage' | 'partnership' | 'mandate' | 'death';

export interface RequesterFacts {
  readonly kind: RequestKind;
  readonly quality: RequesterQuality;
  /** Of the patient. */
  readonly birthDate: PartialDate | null;
  readonly deathDate: PartialDate | null;
  /** The minor does not want the parents to learn of what was done (L1111-5 CSP). */
  readonly minorObjects: boolean;
  readonly purpose: DeceasedPurpose | null;
  /** The patient had said, while alive, that nothing be told (L1110-4 V CSP). */
  readonly deceasedObjected: boolean;
  /** Legal day of the request, YYYY-MM-DD. */
  readonly day: string;
}

/** Why the person may not have it, or what is to be asked first. */
export type RequesterFinding =
  | 'no-longer-minor'
  | 'minority-unknown'
  | 'minor-objects'
  | 'death-unknown'
  | 'person-is-deceased'
  | 'only-access-after-death'
  | 'purpose-missing'
  | 'deceased-objected';

export interface RequesterRight {
  readonly proofs: readonly RequesterProof[];
  /** While one of these stands, nothing is handed over. */
  readonly against: readonly RequesterFinding[];
  /** To be thought of; hinders nothing. */
  readonly toAsk: readonly RequesterFinding[];
}

/**
 * Who may ask, and what they show. Identity: art. 12(6) RGPD, R1111-1 CSP. Parents of a minor: L1111-7 CSP, and the
 * minor's own objection, L1111-5. Guardian: L1111-7. The deceased: L1110-4 V. A mandate: R1111-1.
 */
export function requesterRight(facts: RequesterFacts): RequesterRight {
  switch (facts.quality) {
    case 'person':
      return right(['identity'], facts.deathDate === null ? [] : ['person-is-deceased']);
    case 'parent':
      return parentRight(facts);
    case 'guardian':
      return right(['identity', 'guardianship'], facts.deathDate === null ? [] : ['person-is-deceased']);
    case 'mandated':
      // A mandate ends with a death (art. 2003 of the civil code).
      return right(['identity', 'mandate'], facts.deathDate === null ? [] : ['person-is-deceased']);
    case 'heir':
      return afterDeath(facts, 'heirship');
    case 'spouse':
      return afterDeath(facts, 'marriage');
    case 'partner':
      return afterDeath(facts, 'partnership');
  }
}

function right(proofs: RequesterProof[], against: RequesterFinding[], toAsk: RequesterFinding[] = []): RequesterRight {
  return { proofs, against, toAsk };
}

/** The file of a minor who died stays with the parents, but for what the minor objected to (L1110-4 V, last sentence). */
function parentRight({ birthDate, deathDate, minorObjects, day }: RequesterFacts): RequesterRight {
  const minor = birthDate === null ? null : isMinor(birthDate, deathDate ?? day);
  const against: RequesterFinding[] = [];
  if (minor === false) against.push('no-longer-minor');
  if (minorObjects) against.push('minor-objects');
  return right(['identity', 'parenthood'], against, minor === null ? ['minority-unknown'] : []);
}

function afterDeath(
  { kind, deathDate, purpose, deceasedObjected }: RequesterFacts,
  tie: 'heirship' | 'marriage' | 'partnership',
): RequesterRight {
  const against: RequesterFinding[] = [];
  if (kind !== 'access') against.push('only-access-after-death');
  if (purpose === null) against.push('purpose-missing');
  if (deceasedObjected) against.push('deceased-objected');
  return right(['identity', tie, 'death'], against, deathDate === null ? ['death-unknown'] : []);
}
