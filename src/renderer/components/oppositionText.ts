import type { Opposition } from '../../shared/contract/oppositions.ts';

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
