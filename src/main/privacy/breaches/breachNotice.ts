import { keepPaper } from '../keepPaper.ts';
import { formatDate } from '../../../shared/domain/dateText.ts';
import { legalDay } from '../../../shared/domain/legalDay.ts';
import { needsDelayReason } from '../../../shared/domain/breach.ts';
import { logAccess } from '../../vault/accessLog.ts';
import { newId } from '../../vault/identifier.ts';
import { refuse } from '../../vault/refusal.ts';
import { readPractice } from '../../vault/settings.ts';
import { statement } from '../../vault/statements.ts';
import type { Vault } from '../../vault/vault.ts';
import { breachFormPaper } from './breachPapers.ts';
import { readBreach } from './breachRegister.ts';

export interface SentNotice {
  readonly breachId: string;
  /** The number that the CNIL answered with. */
  readonly receipt: string;
  readonly sentAt: number;
}

/**
 * Keeps the form as it was sent, for good, and its paper. The first is the initial notice, each later one completes it.
 * Refuses `not-found`, `date-in-the-future`, and `delay-reason-missing` for a first one after 72 hours that does not say why.
 */
export async function declareSent(
  vault: Vault,
  { breachId, receipt, sentAt }: SentNotice,
  printToPdf: (html: string) => Promise<Uint8Array>,
): Promise<string> {
  if (sentAt > vault.now()) refuse({ code: 'date-in-the-future' });
  const { summary, content, notices, form } = readBreach(vault, breachId);
  const isFirst = notices.length === 0;
  if (isFirst && needsDelayReason(content.awareAt, sentAt) && content.delayReason.trim() === '')
    refuse({ code: 'delay-reason-missing' });
  const practice = readPractice(vault);
  const day = legalDay(sentAt, practice.timeZone);
  const paper = breachFormPaper({ practice, form, number: summary.number, day, receipt });
  return keepPaper(
    vault,
    { kind: 'breach-notice', title: `Notification à la CNIL du ${formatDate(day)}`, paper, subject: breachId },
    printToPdf,
    (documentId) => {
      statement(
        vault.db,
        `INSERT INTO breach_notice (id, breach_number, kind, sent_at, receipt, form, document_id, practitioner_id)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      ).run(
        newId(),
        summary.number,
        isFirst ? 'initial' : 'complementary',
        sentAt,
        receipt,
        JSON.stringify(form),
        documentId,
        vault.practitioner.id,
      );
      logAccess(vault, { action: 'breach-notified', objectId: breachId });
    },
  );
}
