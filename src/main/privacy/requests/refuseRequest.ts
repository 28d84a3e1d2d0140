import type { Input } from '../../../shared/contract/index.ts';
import { refuse } from '../../vault/refusal.ts';
import type { Vault } from '../../vault/vault.ts';
import { readFileRetention } from '../retention/fileRetention.ts';
import { readRetentionRule } from '../retention/retentionRule.ts';
import { keepLetter } from './keepLetter.ts';
import { letterFacts } from './letterFacts.ts';
import { refusalLetter } from './refusalLetter.ts';
import { answerRequest, requireOutOfBin } from './requestDesk.ts';
import { openRequest } from './storedRequest.ts';

/**
 * Refuses a request: its reasoned letter is kept, and the answer stands with it. Refuses `identity-not-checked` unless
 * that is the very ground, `reason-needed` for a ground that says nothing by itself, `retention-over` where the
 * time of retention is no reason any more, `in-the-bin`.
 */
export async function refuseRequest(
  vault: Vault,
  { requestId, ground, reason }: Input<'requests.refuse'>,
  printToPdf: (html: string) => Promise<Uint8Array>,
): Promise<string> {
  const request = openRequest(vault, requestId);
  requireOutOfBin(request);
  if (ground !== 'identity' && request.identityAt === null) refuse({ code: 'identity-not-checked' });
  if ((ground === 'other' || ground === 'excessive') && reason.trim() === '') refuse({ code: 'reason-needed' });
  const facts = letterFacts(vault, request);
  const rule = readRetentionRule(vault);
  const paper = refusalLetter({
    ...facts,
    ground,
    reason,
    keptYears: rule.activeYears + rule.archivedYears,
    keptUntil: request.patientId === null ? null : keptUntil(vault, request.patientId, ground, facts.day),
  });
  return keepLetter(vault, request, { kind: 'refusal', paper, day: facts.day }, printToPdf, () =>
    answerRequest(vault, openRequest(vault, requestId), 'refused', reason.trim() === '' ? ground : reason),
  );
}

function keptUntil(vault: Vault, patientId: string, ground: string, day: string): string | null {
  const { purgeOn } = readFileRetention(vault, patientId);
  if (ground === 'retention' && purgeOn !== null && purgeOn <= day) refuse({ code: 'retention-over' });
  return purgeOn;
}
