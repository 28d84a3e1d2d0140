import type { Opposition, SharingReminder } from '../../shared/contract/oppositions.ts';
import { legalDayText } from '../../shared/domain/legalDay.ts';

/** Whom the file is not shared with. */
export function recipientText({ recipient, accountName }: Pick<Opposition, 'recipient' | 'accountName'>): string {
  switch (recipient.kind) {
    case 'account':
      return accountName ?? '';
    case 'person':
      return recipient.profession === '' ? recipient.name : `${recipient.name}, ${recipient.profession}`;
    case 'every-colleague':
      return 'Tout confrère';
    case 'external-hosting':
      return 'Un hébergeur extérieur';
  }
}

/** "S’oppose au partage avec le Dr Durand, médecin (depuis le 12/05/2026)", without its end. */
export function reminderText(reminder: SharingReminder, zone: string): string {
  return `S’oppose au partage avec ${withWhom(reminder)} (depuis le ${legalDayText(reminder.since, zone)})`;
}

/** The same recipient in the middle of a sentence. */
function withWhom({ recipient, accountName }: SharingReminder): string {
  if (recipient.kind !== 'person') {
    const text = recipientText({ recipient, accountName });
    return text.charAt(0).toLocaleLowerCase('fr') + text.slice(1);
  }
  const { name, profession } = recipient;
  const article = /^(dr|docteur)\b/i.test(name) ? 'le ' : '';
  return `${article}${[name, profession.charAt(0).toLocaleLowerCase('fr') + profession.slice(1)].filter((part) => part !== '').join(', ')}`;
}
