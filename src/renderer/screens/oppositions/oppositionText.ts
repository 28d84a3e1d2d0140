import type { Channel, Opposition } from '../../../shared/contract/oppositions.ts';

export const CHANNELS: readonly { readonly value: Channel; readonly label: string }[] = [
  { value: 'spoken', label: 'De vive voix' },
  { value: 'letter', label: 'Par courrier' },
  { value: 'email', label: 'Par courriel' },
  { value: 'telephone', label: 'Par téléphone' },
  { value: 'form', label: 'Sur un formulaire signé' },
];

/** "de vive voix": the channel in the middle of a sentence. */
export function channelText(channel: Channel): string {
  const label = CHANNELS.find(({ value }) => value === channel)?.label ?? '';
  return label.charAt(0).toLowerCase() + label.slice(1);
}

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
