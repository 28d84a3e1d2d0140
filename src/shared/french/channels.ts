import type { Channel } from '../contract/oppositions.ts';

/** How somebody said something, as it is chosen. */
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
