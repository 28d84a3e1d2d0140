import type { Input } from '../../../shared/contract/index.ts';
import { requestKind } from '../../../shared/contract/requests.ts';
import { formatDate } from '../../../shared/domain/dateText.ts';
import { legalDay } from '../../../shared/domain/legalDay.ts';
import { readPatient } from '../../records/patients.ts';
import { refuse } from '../../vault/refusal.ts';
import { readPractice } from '../../vault/settings.ts';
import type { Vault } from '../../vault/vault.ts';
import { keepPaper } from '../keepPaper.ts';
import { readFileRetention } from '../retention/fileRetention.ts';
import { readRetentionRule } from '../retention/retentionRule.ts';
import { refusalLetter, type RefusalFacts } from './refusalLetter.ts';
import { answerRequest } from './requestDesk.ts';
import { openRequest, readRequest, type StoredRequest } from './storedRequest.ts';

/**
 * Refuses a request: its reasoned letter is kept, and the answer stands with it. Refuses `identity-not-checked` unless
 * that is the very ground, `reason-needed` for a ground that says nothing by itself, `retention-over` where the
 * time of retention is no reason any more.
 */
export async function refuseRequest(
  vault: Vault,
  { requestId, ground, reason }: Input<'requests.refuse'>,
  printToPdf: (html: string) => Promise<Uint8Array>,
): Promise<string> {
  const request = openRequest(vault, requestId);
  if (ground !== 'identity' && request.identityAt === null) refuse({ code: 'identity-not-checked' });
  if ((ground === 'other' || ground === 'excessive') && reason.trim() === '') refuse({ code: 'reason-needed' });
  const facts = factsOf(vault, request, ground, reason);
  const paper = refusalLetter(facts);
  return await keepPaper(
    vault,
    {
      kind: 'refusal',
      title: `Réponse à une demande, ${formatDate(facts.day)}`,
      paper,
      subject: requestId,
      ...(request.patientId === null ? {} : { patientId: request.patientId }),
    },
    printToPdf,
    () => answerRequest(vault, openRequest(vault, requestId), 'refused', reason.trim() === '' ? ground : reason),
  );
}

function factsOf(
  vault: Vault,
  request: StoredRequest,
  ground: Input<'requests.refuse'>['ground'],
  reason: string,
): RefusalFacts {
  const practice = readPractice(vault);
  const { timeZone } = practice;
  const { displayName, quality, requesterName } = readRequest(vault, request.id);
  const isPatient = quality === 'person' && request.patientId !== null;
  const day = legalDay(vault.now(), timeZone);
  const rule = readRetentionRule(vault);
  return {
    practice,
    kind: requestKind.parse(request.kind),
    ground,
    reason,
    to: isPatient || requesterName === '' ? (displayName ?? '') : requesterName,
    about: isPatient || request.patientId === null ? null : displayName,
    address: isPatient ? addressOf(vault, request.patientId) : [],
    received: legalDay(request.receivedAt, timeZone),
    day,
    keptYears: rule.activeYears + rule.archivedYears,
    keptUntil: request.patientId === null ? null : keptUntil(vault, request.patientId, ground, day),
  };
}

function keptUntil(vault: Vault, patientId: string, ground: string, day: string): string | null {
  const { purgeOn } = readFileRetention(vault, patientId);
  if (ground === 'retention' && purgeOn !== null && purgeOn <= day) refuse({ code: 'retention-over' });
  return purgeOn;
}

function addressOf(vault: Vault, patientId: string): string[] {
  const { street, addressComplement, postcode, city } = readPatient(vault, patientId);
  return [street, addressComplement, `${postcode} ${city}`.trim()];
}
