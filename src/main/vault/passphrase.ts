import { refuse } from './refusal.ts';

/** Old Hangul jamo, which RFC 8264 (9.9) excludes; exceptions of RFC 5892 (2.6) that are excluded too. */
const EXCLUDED_RANGES = /[\u1100-\u11FF\uA960-\uA97F\uD7B0-\uD7FF\u0640\u07FA\u302E\u302F\u3031-\u3035\u303B]/u;

/**
 * Characters that RFC 8264 allows in some contexts only, and which no French keyboard gives. Refused everywhere:
 * stricter than the RFC, so that the rule is one line in any language.
 */
const CONTEXTUAL = /[\u0375\u05F3\u05F4\u30FB\u0660-\u0669\u06F0-\u06F9]/u;

/** Controls, unassigned, private use, surrogates, and what displays as nothing (RFC 8264, 9.11 to 9.13). */
const NEVER = /[\p{Cc}\p{Cn}\p{Co}\p{Cs}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/u;

/**
 * Prepares a passphrase as RFC 8265's OpaqueString does: every kind of space becomes a plain one, then NFC; case and
 * width stay. Refuses `passphrase-forbidden-characters` (also an empty one). The caller wipes the buffer.
 */
export function preparePassphrase(passphrase: string): Buffer {
  const prepared = passphrase.replace(/\p{Zs}/gu, ' ').normalize('NFC');
  if (prepared === '' || !prepared.isWellFormed()) refuse({ code: 'passphrase-forbidden-characters' });
  const forbidden = [NEVER, EXCLUDED_RANGES, CONTEXTUAL].some((characters) => characters.test(prepared));
  if (forbidden || hasStrayMiddleDot(prepared)) refuse({ code: 'passphrase-forbidden-characters' });
  return Buffer.from(prepared, 'utf8');
}

/** A middle dot stands between two l alone (RFC 5892, A.3: Catalan). */
function hasStrayMiddleDot(text: string): boolean {
  return /(?<!l)\u00B7|\u00B7(?!l)/u.test(text);
}
